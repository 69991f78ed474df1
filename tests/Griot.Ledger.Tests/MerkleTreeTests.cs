using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using Dapper;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ledger.Tests;

public sealed class MerkleTreeTests
{
    [Fact]
    public void The_vectors_of_the_design_hold()
    {
        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", Convert.ToBase64String(MerkleTree.Root([])));
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", Convert.ToHexStringLower(MerkleTree.Leaf([])));
        Assert.Equal("NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=", Convert.ToBase64String(MerkleTree.Root(
            [MerkleTree.Leaf("a"u8), MerkleTree.Leaf("b"u8), MerkleTree.Leaf("c"u8)])));
    }

    [Fact]
    public void The_root_is_the_one_of_the_definition() =>
        Gen.Byte.Array[0, 20].Array[0, 70].Sample(entries =>
            MerkleTree.Root(entries.Select(entry => MerkleTree.Leaf(entry))).AsSpan().SequenceEqual(ByDefinition(entries)));

    [Theory]
    [InlineData(255), InlineData(256), InlineData(257), InlineData(1023), InlineData(4096)]
    public void The_root_is_the_one_of_the_definition_around_the_width_of_a_tile(int size)
    {
        var entries = Enumerable.Range(0, size).Select(i => { var entry = new byte[4]; BinaryPrimitives.WriteInt32BigEndian(entry, i); return entry; }).ToArray();

        Assert.Equal(ByDefinition(entries), MerkleTree.Root(entries.Select(entry => MerkleTree.Leaf(entry))));
    }

    [Fact]
    public async Task The_root_of_a_store_is_the_one_of_its_entries()
    {
        using var folder = new TemporaryFolder();
        await using (var empty = LedgerStore.Open(folder.Path, TimeProvider.System)) Assert.Equal(ByDefinition([]), empty.Root().Root);
        await using var ledger = new TestLedger();
        for (var size = 1; size <= 20; size++)
        {
            if (size > 1) await ledger.SealAsync(ledger.Article(OpaqueId.New()));

            using var raw = ledger.Raw();
            var (counted, root) = ledger.Store.Root();
            Assert.Equal(size, counted);
            Assert.Equal(ByDefinition(raw.Query<byte[]>("SELECT bytes FROM entries ORDER BY idx").ToArray()), root);
        }
    }

    [Fact]
    public void A_log_that_others_made_has_the_root_that_its_checkpoint_says()
    {
        if (SharedMaterial.Find("data/tlog/tessera-log") is not { } log)
        {
            Assert.Skip("The log of others is not present.");
            return;
        }

        foreach (var checkpoint in Directory.EnumerateFiles(log, "checkpoint.*"))
        {
            var lines = File.ReadAllLines(checkpoint);
            var bundle = Path.Combine(log, "tile/entries/000.p", lines[1]);
            if (lines[1] != "0") Assert.Equal(lines[2], Convert.ToBase64String(MerkleTree.Root(Entries(File.ReadAllBytes(bundle)).Select(entry => MerkleTree.Leaf(entry)))));
        }
    }

    [Fact]
    public void The_inclusion_proofs_of_others_lead_to_their_root()
    {
        if (SharedMaterial.Find("data/tlog/rfc6962/testdata/inclusion") is not { } proofs)
        {
            Assert.Skip("The proofs of others are not present.");
            return;
        }

        foreach (var file in Directory.EnumerateFiles(proofs, "happy-path.json", SearchOption.AllDirectories))
        {
            using var proof = JsonDocument.Parse(File.ReadAllBytes(file));
            var siblings = proof.RootElement.GetProperty("proof") is { ValueKind: JsonValueKind.Array } array
                ? array.EnumerateArray().Select(hash => hash.GetBytesFromBase64()).ToList() : [];
            var root = Climb(
                proof.RootElement.GetProperty("leafIdx").GetInt64(), proof.RootElement.GetProperty("treeSize").GetInt64(),
                proof.RootElement.GetProperty("leafHash").GetBytesFromBase64(), siblings);
            Assert.Equal(proof.RootElement.GetProperty("root").GetBytesFromBase64(), root);
        }
    }

    // RFC 6962, section 2.1, word for word.
    private static byte[] ByDefinition(ReadOnlySpan<byte[]> entries)
    {
        if (entries.Length == 0) return SHA256.HashData([]);
        if (entries.Length == 1) return SHA256.HashData([0, .. entries[0]]);
        var split = 1;
        while (split * 2 < entries.Length) split *= 2;
        return SHA256.HashData([1, .. ByDefinition(entries[..split]), .. ByDefinition(entries[split..])]);
    }

    private static byte[] Climb(long index, long size, byte[] hash, List<byte[]> siblings)
    {
        if (size == 1) return hash;
        long split = 1;
        while (split * 2 < size) split *= 2;
        var (sibling, rest) = (siblings[^1], siblings[..^1]);
        return index < split
            ? MerkleTree.Node(Climb(index, split, hash, rest), sibling)
            : MerkleTree.Node(sibling, Climb(index - split, size - split, hash, rest));
    }

    private static IEnumerable<byte[]> Entries(byte[] bundle)
    {
        for (var at = 0; at < bundle.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at));
            yield return bundle[(at + 2)..(at + 2 + length)];
            at += 2 + length;
        }
    }
}
