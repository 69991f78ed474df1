using Griot.Ledger.Tlog;
using Griot.Testing;

namespace Griot.Ledger.Tests.Tlog;

/// <summary>A whole small log that another implementation made, at each of its sizes.</summary>
public sealed class TesseraLogTests
{
    private const string Key = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    [Fact]
    public void The_checkpoints_of_others_are_read_written_again_and_signed_by_their_key()
    {
        var key = VerifierKey.Parse(Key)!;
        foreach (var (size, bytes) in Checkpoints())
        {
            var note = SignedNote.Parse(bytes)!;
            var checkpoint = Checkpoint.Parse(note.Text)!;
            Assert.Equal(("example.com/log/testdata", (long)size), (checkpoint.Origin, checkpoint.Size));
            Assert.Equal(note.Text, checkpoint.Text);
            Assert.Equal(bytes, note.ToBytes());
            Assert.True(note.IsSignedBy(key));
        }
    }

    [Fact]
    public void The_bundles_of_others_hold_the_entries_whose_leaves_stand_in_their_tiles()
    {
        foreach (var (size, _) in Checkpoints().Skip(1))
        {
            var bundle = Read(Assert.Single(TileId.BundlesOf(size)));
            var tile = Read(Assert.Single(TileId.Of(size)));
            var entries = EntryBundle.Read(bundle)!;

            Assert.Equal(size, entries.Count);
            Assert.Equal(tile, entries.SelectMany(entry => MerkleTree.Leaf(entry)));
            Assert.Equal(bundle, EntryBundle.Write(entries));
        }
    }

    [Fact]
    public void The_tiles_of_others_give_the_roots_and_proofs_of_their_checkpoints()
    {
        var roots = Checkpoints().Select(one => Checkpoint.Parse(SignedNote.Parse(one.Bytes)!.Text)!.Root).ToArray();
        for (var size = 0; size < roots.Length; size++)
        {
            var hashes = TileHashes.Of(size, Read);
            Assert.Equal(roots[size], MerkleRoot.Of(size, hashes));
            for (var from = 0; from <= size; from++)
                Assert.True(ConsistencyProof.Verify(from, size, ConsistencyProof.Of(from, size, hashes), roots[from], roots[size]));
            for (var index = 0; index < size; index++)
                Assert.True(InclusionProof.Verify(index, size, hashes(0, index), InclusionProof.Of(index, size, hashes), roots[size]));
        }
    }

    private static List<(int Size, byte[] Bytes)> Checkpoints()
    {
        var folder = SharedMaterial.Find("data/tlog/tessera-log");
        Assert.SkipWhen(folder is null, "The log of others is not present.");
        return [.. Enumerable.Range(0, 16).Select(size => (size, File.ReadAllBytes(Path.Combine(folder, $"checkpoint.{size}"))))];
    }

    private static byte[] Read(TileId tile) => File.ReadAllBytes(SharedMaterial.Find($"data/tlog/tessera-log/tile/{tile.Path}")!);
}
