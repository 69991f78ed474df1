using System.Text;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

/// <summary>The vectors of the specifications and of the design.</summary>
public sealed class VectorTests
{
    private const string ExampleNote =
        """
        This is an example message.

        — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

        """;

    [Fact]
    public void The_key_of_the_specification_verifies_its_note()
    {
        var key = VerifierKey.Parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        var note = SignedNote.Parse(Encoding.UTF8.GetBytes(ExampleNote));

        Assert.NotNull(key);
        Assert.NotNull(note);
        Assert.Equal("530d903a", Convert.ToHexStringLower(key.KeyId));
        Assert.Equal(VerifierKey.Log, key.Type);
        Assert.Equal("example.com/foo", key.Name);
        Assert.Equal("This is an example message.\n", note.Text);
        Assert.True(note.IsSignedBy(key));
        Assert.Equal(ExampleNote, Encoding.UTF8.GetString(note.ToBytes()));
    }

    [Fact]
    public void The_key_of_a_seed_is_the_one_of_the_design()
    {
        using var key = SigningKey.FromSeed("griot.example/log", Enumerable.Repeat((byte)7, 32).ToArray());

        Assert.Equal("griot.example/log+4b0f8def+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs", key.Verifier.ToString());
    }

    [Fact]
    public void The_roots_of_no_entry_and_of_three_are_the_ones_of_the_design()
    {
        byte[][] leaves = [MerkleTree.Leaf("a"u8), MerkleTree.Leaf("b"u8), MerkleTree.Leaf("c"u8)];

        Assert.Equal("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", Convert.ToBase64String(MerkleRoot.Of(0, TestTree.Of().Hash)));
        Assert.Equal("NmQuc8JUCrEh46a/lUWwokmCzYMOsT080Z3jzmwCHsE=", Convert.ToBase64String(MerkleRoot.Of(3, TestTree.Of(leaves).Hash)));
        Assert.Equal("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", Convert.ToHexStringLower(MerkleTree.Leaf([])));
    }

    [Fact]
    public void A_log_of_70000_entries_has_277_tiles()
    {
        var tiles = TileId.Of(70_000).Select(tile => tile.Path).ToList();

        Assert.Equal(277, tiles.Count);
        Assert.Equal(Enumerable.Range(0, 273).Select(i => $"0/{i:000}"), tiles[..273]);
        Assert.Equal(["0/273.p/112", "1/000", "1/001.p/17", "2/000.p/1"], tiles[273..]);
        Assert.Equal(274, TileId.BundlesOf(70_000).Count());
        Assert.Equal("entries/273.p/112", TileId.BundlesOf(70_000).Last().Path);
    }

    [Fact]
    public void The_tile_1234067_has_the_path_of_the_specification() =>
        Assert.Equal("0/x001/x234/067", new TileId(0, 1_234_067, 256).Path);

    [Fact]
    public void The_entries_of_a_bundle_stand_behind_their_lengths()
    {
        byte[] expected = [0, 0, 0, 3, 1, 2, 3, 1, 0, .. new byte[256]];

        Assert.Equal(expected, EntryBundle.Write([[], [1, 2, 3], new byte[256]]));
    }
}
