using CsCheck;
using Griot.Ledger.Monitoring;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>A bundle is believed where it leads to the signed root, whatever its size and place, and nowhere else.</summary>
public sealed class BundleProofTests
{
    private static readonly int[] Edges = [255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 66_050];

    private static readonly Gen<int> Sizes = Gen.OneOf(Gen.Int[1, 520], Gen.Int[0, 9].Select(which => Edges[which]));

    [Fact]
    public void Every_bundle_of_every_log_holds_with_the_tiles_that_it_asks_for() => Sizes.Sample(size =>
    {
        var (entries, head) = Log(size);
        for (var bundle = 0; bundle * TileId.FullWidth < size; bundle += 1 + (size / 2048))
            Assert.True(BundleProof.Holds(bundle, Of(entries, bundle), head, Tiles(entries, BundleProof.Tiles(bundle, size))), $"bundle {bundle} of {size}");
    }, iter: 20, threads: 1);

    [Fact]
    public void Whatever_is_changed_in_a_bundle_or_a_tile_is_not_believed() =>
        Gen.Select(Gen.Int[2, 800], Gen.Int[0, 1_000_000], Gen.Int[0, 5]).Sample((size, at, how) =>
        {
            var (entries, head) = Log(size);
            var bundle = at % ((size + TileId.FullWidth - 1) / TileId.FullWidth);
            var (served, tiles) = (Of(entries, bundle), Tiles(entries, BundleProof.Tiles(bundle, size)));
            var place = at % served.Count;
            if (how == 0) served[place] = [.. served[place], 1];
            else if (how == 1) served.RemoveAt(place);
            else if (how == 2) served.Insert(place, [7]);
            else if (how == 3 && served.Count > 1) (served[0], served[^1]) = (served[^1], served[0]);
            else if (how == 4 && tiles.Count > 0 && !IsOfTheBundle(tiles.Keys.First(), at % tiles.Values.First().Length, bundle)) tiles[tiles.Keys.First()][at % tiles.Values.First().Length] ^= 1;
            else if (how == 5 && tiles.Count > 0) tiles[tiles.Keys.First()] = tiles.Values.First()[1..];
            else return;

            Assert.False(BundleProof.Holds(bundle, served, head, tiles), $"size {size}, bundle {bundle}, place {place}, {how}");
        }, iter: 300, threads: 1);

    // The hash of the bundle itself, in the tile above it: it is reached from the entries, and what the tile says of it asks nobody.
    private static bool IsOfTheBundle(TileId tile, int at, int bundle) => tile.Level == 1 && (tile.Index * TileId.FullWidth) + (at / MerkleTree.HashSize) == bundle;

    private static (List<byte[]> Entries, Checkpoint Head) Log(int size)
    {
        var entries = Enumerable.Range(0, size).Select(index => BitConverter.GetBytes(index)).ToList();
        return (entries, new Checkpoint("griot.example/log", size, MerkleTree.Root(entries.Select(entry => MerkleTree.Leaf(entry)))));
    }

    private static List<byte[]> Of(List<byte[]> entries, int bundle) => [.. entries.Skip(bundle * TileId.FullWidth).Take(TileId.FullWidth)];

    private static Dictionary<TileId, byte[]> Tiles(List<byte[]> entries, IEnumerable<TileId> needed) => needed.ToDictionary(tile => tile, tile =>
    {
        var span = 1 << (8 * tile.Level);
        return Enumerable.Range(0, tile.Width).SelectMany(at => MerkleTree.Root(entries.Skip(((int)(tile.Index * TileId.FullWidth) + at) * span).Take(span).Select(entry => MerkleTree.Leaf(entry)))).ToArray();
    });
}
