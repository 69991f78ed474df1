using CsCheck;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

/// <summary>Whatever comes from outside is read or refused, never anything else; and what is read is written again byte for byte.</summary>
public sealed class StrangeBytesTests
{
    private static readonly byte[][] Wellformed =
    [
        TestNote.Signed.ToBytes(),
        new ProofFile([1, 2, 3], 17, [MerkleTree.Leaf([]), MerkleTree.Leaf([1])], TestNote.Signed).ToBytes(),
        TestNote.Bytes(TestNote.Checkpoint.Text),
        TestNote.Bytes(TestNote.Key.Verifier.ToString()),
        TestNote.Bytes("0/x001/x234/067.p/5"),
        EntryBundle.Write([[1, 2, 3], [], new byte[300]]),
        new Cosignature(7, new byte[64]).ToBytes(),
    ];

    // Letters that mean something in one of the forms stand beside all others.
    private static readonly byte[] Meaningful = TestNote.Bytes("\n\r +=/.x0—");

    private static readonly Gen<byte> Letter = Gen.OneOf(Gen.Byte, Gen.Int[0, Meaningful.Length - 1].Select(i => Meaningful[i]));

    private static readonly Gen<byte[]> Mutated = Gen.Select(Gen.Int[0, Wellformed.Length - 1].Select(i => Wellformed[i]), Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1_000], Letter).Array[1, 4])
        .Select((bytes, changes) => changes.Aggregate(bytes, (now, change) => Change(now, change.Item1, change.Item2, change.Item3)));

    [Fact]
    public void No_bytes_throw() => Letter.Array[0, 300].Sample(Survives, iter: 20_000);

    [Fact]
    public void No_mutation_of_what_is_well_formed_throws() => Mutated.Sample(Survives, iter: 100_000);

    [Fact]
    public void No_note_or_proof_costs_much_more_memory_than_its_bytes()
    {
        foreach (var unit in new[] { "\n", "\n\n", " ", "a\n", "— a AAAAAAA=\n", "+", "A", "é", "0", "x" })
        {
            var filler = string.Concat(Enumerable.Repeat(unit, 180_000 / TestNote.Bytes(unit).Length));
            foreach (var text in new[] { filler, $"a\n\n{filler}\n", $"{filler}\n\n— a AAAAAAA=\n", $"c2sp.org/tlog-proof@v1\n{filler}", $"c2sp.org/tlog-proof@v1\nextra {filler}\nindex 0\n\n", $"c2sp.org/tlog-proof@v1\nindex 0\n{filler}\n\n" })
            {
                var bytes = TestNote.Bytes(text);
                Survives([]);
                var before = GC.GetAllocatedBytesForCurrentThread();
                var checkpoint = Checkpoint.Parse(text);
                var (note, proof, key) = (SignedNote.Parse(bytes), ProofFile.Parse(bytes), VerifierKey.Parse(text));
                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
                Assert.True(checkpoint is null && proof is null && key is null && (note is null || note.ToBytes().AsSpan().SequenceEqual(bytes)));
            }
        }
    }

    private static bool Survives(byte[] bytes)
    {
        var text = TestNote.Text(bytes);
        return (SignedNote.Parse(bytes) is not { } note || Same(note.ToBytes(), bytes))
            && (ProofFile.Parse(bytes) is not { } proof || Same(proof.ToBytes(), bytes))
            && (Checkpoint.Parse(text) is not { } checkpoint || text.StartsWith(checkpoint.Text, StringComparison.Ordinal))
            && (VerifierKey.Parse(text) is not { } key || key.ToString() == text)
            && (TileId.ParsePath(text) is not { } tile || tile.Path == text)
            && (EntryBundle.Read(bytes) is not { } entries || Same(EntryBundle.Write(entries), bytes))
            && (Cosignature.Parse(bytes) is not { } cosignature || Same(cosignature.ToBytes(), bytes));
    }

    private static bool Same(byte[] written, byte[] read) => written.AsSpan().SequenceEqual(read);

    private static byte[] Change(byte[] bytes, int kind, int at, byte letter)
    {
        at = bytes.Length == 0 ? 0 : at % bytes.Length;
        return kind switch
        {
            0 when bytes.Length > 0 => [.. bytes[..at], letter, .. bytes[(at + 1)..]],
            1 when bytes.Length > 0 => [.. bytes[..at], .. bytes[(at + 1)..]],
            _ => [.. bytes[..at], letter, .. bytes[at..]],
        };
    }
}
