using System.Text;
using System.Text.RegularExpressions;
using Griot.Ledger.Tlog;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ledger.Tests.Documents;

/// <summary>The worked example of docs/log.md is what the product makes of the same bytes; whoever writes a second verifier holds it to them.</summary>
public sealed partial class WorkedExampleTests
{
    private const string Origin = "griot.example/log";

    private static readonly byte[] Words = Encoding.UTF8.GetBytes("Le marché rouvre.\n");
    private static readonly byte[] Salt = [.. Enumerable.Repeat((byte)1, 32)];

    [Fact]
    public void The_numbers_of_the_worked_example_are_true()
    {
        using var key = SigningKey.FromSeed(Origin, [.. Enumerable.Repeat((byte)7, 32)]);
        byte[][] entries = [Card().ToBytes(), Article().ToBytes(), Release().ToBytes()];
        var leaves = entries.Select(entry => MerkleTree.Leaf(entry)).ToList();
        var path = InclusionProof.Of(1, 3, (height, index) => height == 0 ? leaves[(int)index] : MerkleTree.Root(leaves.GetRange((int)index << height, 1 << height)));
        var checkpoint = new Checkpoint(Origin, 3, MerkleTree.Root(leaves));
        var file = new ProofFile(null, 1, path, new SignedNote(checkpoint.Text, [key.Sign(checkpoint.Text)]));

        string[] expected =
        [
            Encoding.UTF8.GetString(entries[1]),
            .. leaves.Select((leaf, index) => $"leaf {index}  {Convert.ToHexStringLower(leaf)}"),
            key.Verifier.ToString(),
            Encoding.UTF8.GetString(file.ToBytes()),
        ];
        var document = File.ReadAllText(Path.Combine(SharedMaterial.Checkout(), "docs", "log.md"));
        Assert.All(expected, part => Assert.Contains(part, document, StringComparison.Ordinal));
        Assert.True(InclusionProof.Verify(1, 3, leaves[1], path, checkpoint.Root));
    }

    [Fact]
    public void Every_kind_and_every_part_of_an_entry_is_named_in_the_document()
    {
        var document = File.ReadAllText(Path.Combine(SharedMaterial.Checkout(), "docs", "log.md"));
        var named = Named().Matches(document).Select(match => match.Groups["word"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.All(Enum.GetValues<EntryKind>().Select(Word.Of).Concat(Enum.GetValues<Part>().Select(Word.Of)).Concat(Enum.GetValues<PubStatus>().Select(Word.Of)).Concat(Enum.GetValues<Evidence>().Select(Word.Of)), word => Assert.Contains(word, named));
    }

    private static Entry Card() => new()
    {
        Kind = EntryKind.Provider,
        Time = new DateTimeOffset(2026, 11, 23, 14, 20, 0, TimeSpan.Zero),
        Provider = "0000000000000000000000000a",
        Record = Commitment.Of(Part.Record, Salt, "{}"u8),
    };

    private static Entry Article() => new()
    {
        Kind = EntryKind.Article,
        Time = new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero),
        Provider = "0000000000000000000000000a",
        Channel = "0000000000000000000000000b",
        Item = "0000000000000000000000000c",
        Version = 1,
        Status = PubStatus.Embargoed,
        Evidence = Evidence.Tls,
        Delivery = Commitment.Of(Part.Delivery, Salt, Words),
        Record = Commitment.Of(Part.Record, Salt, Words),
    };

    private static Entry Release() => new()
    {
        Kind = EntryKind.Release,
        Time = new DateTimeOffset(2026, 11, 23, 18, 0, 0, TimeSpan.Zero),
        Provider = "0000000000000000000000000a",
        Item = "0000000000000000000000000c",
        Version = 1,
        Prev = 1,
        Status = PubStatus.Usable,
    };

    [GeneratedRegex("`(?<word>[a-z-]+)`", RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
