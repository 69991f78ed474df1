using CsCheck;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

public sealed class TileHashesTests
{
    private const int Largest = 70_000;

    private static readonly TestTree Tree = TestTree.OfSize(Largest);

    private static readonly Gen<int> ASize = Gen.OneOf(Gen.Int[1, 600], Gen.Int[1, Largest], Gen.Int[255, 257], Gen.Int[65_535, 65_537], Gen.Const(Largest));

    [Fact]
    public void The_root_from_the_tiles_is_the_one_from_the_leaves() =>
        ASize.Sample(size => MerkleRoot.Of(size, TileHashes.Of(size, Tree.Tile)).AsSpan().SequenceEqual(Tree.Root(size)), iter: 30);

    [Fact]
    public void The_proofs_from_the_tiles_hold() => Gen.Select(ASize, Gen.Int[0, Largest]).Sample((size, number) =>
    {
        var (index, from, root) = (number % size, (number % size) + 1, MerkleRoot.Of(size, Tree.Hash));
        return InclusionProof.Verify(index, size, Tree.Leaves[index], InclusionProof.Of(index, size, TileHashes.Of(size, Tree.Tile)), root)
            && ConsistencyProof.Verify(from, size, ConsistencyProof.Of(from, size, TileHashes.Of(size, Tree.Tile)), MerkleRoot.Of(from, Tree.Hash), root);
    }, iter: 500);

    [Fact]
    public void Only_tiles_that_the_size_has_are_asked_for_and_each_once() => Gen.Select(ASize, Gen.Int[0, Largest]).Sample((size, number) =>
    {
        var asked = new List<TileId>();
        InclusionProof.Of(number % size, size, TileHashes.Of(size, tile => { asked.Add(tile); return Tree.Tile(tile); }));
        return asked.All(tile => tile.Width == TileId.WidthAt(tile.Level, tile.Index, size) && tile.Width > 0)
            && asked.Distinct().Count() == asked.Count;
    }, iter: 200);

    [Fact]
    public void A_flipped_bit_in_a_tile_changes_the_root_that_it_is_part_of() => Gen.Select(Gen.Int[1, 600], Gen.Int[0, int.MaxValue]).Sample((size, bit) =>
    {
        var used = new HashSet<TileId>();
        MerkleRoot.Of(size, TileHashes.Of(size, tile => { used.Add(tile); return Tree.Tile(tile); }));
        var spoilt = used.ElementAt(bit % used.Count);
        var root = MerkleRoot.Of(size, TileHashes.Of(size, tile => tile == spoilt ? WithFlippedBit(Tree.Tile(tile), bit) : Tree.Tile(tile)));
        return !root.AsSpan().SequenceEqual(Tree.Root(size));
    }, iter: 500);

    [Theory]
    [InlineData(0), InlineData(31), InlineData(32 * 44 - 1), InlineData(32 * 44 + 1), InlineData(8192)]
    public void A_tile_of_another_length_is_named(int length)
    {
        var hashes = TileHashes.Of(300, tile => tile is { Level: 0, Index: 1 } ? new byte[length] : Tree.Tile(tile));

        var fault = Assert.Throws<InvalidDataException>(() => MerkleRoot.Of(300, hashes));
        Assert.Equal($"tile 0/001.p/44: 1408 bytes expected, {length} found", fault.Message);
    }

    [Theory]
    [InlineData(0, 300), InlineData(0, -1), InlineData(2, 75), InlineData(8, 1), InlineData(9, 0), InlineData(60, 0)]
    public void A_subtree_that_the_log_has_not_is_refused_before_any_tile_is_asked_for(int height, long index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TileHashes.Of(300, _ => throw new InvalidOperationException("asked"))(height, index));

    private static byte[] WithFlippedBit(byte[] tile, int bit)
    {
        tile[bit / 8 % tile.Length] ^= (byte)(1 << (bit % 8));
        return tile;
    }
}
