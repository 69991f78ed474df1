using CsCheck;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

public sealed class TileIdTests
{
    private static readonly Gen<TileId> ATile = Gen.Select(Gen.Int[-1, 63], Gen.Long[0, long.MaxValue], Gen.Int[0, 63], Gen.Int[1, 256])
        .Select((level, index, shift, width) => new TileId(level, index >> shift, width));

    [Theory]
    [InlineData(0, 0, 256, "0/000"), InlineData(0, 999, 1, "0/999.p/1"), InlineData(0, 1_000, 255, "0/x001/000.p/255"), InlineData(63, 1_000_000, 256, "63/x001/x000/000")]
    [InlineData(-1, 0, 256, "entries/000"), InlineData(0, 1_234_067, 5, "0/x001/x234/067.p/5"), InlineData(7, long.MaxValue, 256, "7/x009/x223/x372/x036/x854/x775/807")]
    public void A_tile_has_one_path(int level, long index, int width, string path)
    {
        Assert.Equal(path, new TileId(level, index, width).Path);
        Assert.Equal(new TileId(level, index, width), TileId.ParsePath(path));
    }

    [Fact]
    public void A_path_is_read_as_the_tile_that_wrote_it() => ATile.Sample(tile => TileId.ParsePath(tile.Path) == tile, iter: 10_000);

    [Theory]
    [InlineData(""), InlineData("/"), InlineData("0"), InlineData("0/"), InlineData("/000"), InlineData("000"), InlineData("entries"), InlineData("entries/"), InlineData("0/0"), InlineData("0/00")]
    [InlineData("0/0000"), InlineData("00/000"), InlineData("-1/000"), InlineData("64/000"), InlineData("01/000"), InlineData("Entries/000"), InlineData("0/x000/000")]
    [InlineData("0/x001"), InlineData("0/001/000"), InlineData("0/x001/x000"), InlineData("0/X001/000"), InlineData("0/xx001/000"), InlineData("0/x1/000"), InlineData("0//000")]
    [InlineData("0/000/"), InlineData("0/000.p"), InlineData("0/000.p/"), InlineData("0/000.p/0"), InlineData("0/000.p/256"), InlineData("0/000.p/257"), InlineData("0/000.p/01")]
    [InlineData("0/000.p/-1"), InlineData("0/000.p/1/"), InlineData("0/000.p/1.p/1"), InlineData("0/.p/1"), InlineData("0.p/1"), InlineData("0/000.P/1"), InlineData(" 0/000")]
    [InlineData("0/000 "), InlineData("0/000\n"), InlineData("0/../000"), InlineData("0/+00"), InlineData("0/-01"), InlineData("0/٠٠٠"), InlineData("tile/0/000")]
    [InlineData("7/x009/x223/x372/x036/x854/x775/808"), InlineData("7/x001/x009/x223/x372/x036/x854/x775/807")]
    public void A_path_in_any_other_spelling_is_none(string path) => Assert.Null(TileId.ParsePath(path));

    [Fact]
    public void A_changed_character_is_another_tile_or_none() => Gen.Select(ATile, Gen.Int[0, 63], Gen.Char).Sample((tile, at, other) =>
    {
        var path = tile.Path;
        at %= path.Length;
        var changed = path[..at] + other + path[(at + 1)..];
        return TileId.ParsePath(changed) is not { } read || (read.Path == changed && (read == tile) == (changed == path));
    }, iter: 10_000);

    [Fact]
    public void The_tiles_of_a_log_hold_its_hashes_and_no_more() => Gen.Int[0, 200_000].Sample(size =>
    {
        var tiles = TileId.Of(size).ToList();
        for (var (level, hashes) = (0, size); hashes > 0; (level, hashes) = (level + 1, hashes / 256))
            if (tiles.Where(tile => tile.Level == level).Sum(tile => tile.Width) != hashes) return false;
        return tiles.Distinct().Count() == tiles.Count
            && tiles.All(tile => tile.Width == TileId.WidthAt(tile.Level, tile.Index, size))
            && TileId.BundlesOf(size).Sum(tile => tile.Width) == size;
    });

    [Theory]
    [InlineData(0, 0, 0, 0), InlineData(0, 0, 1, 1), InlineData(0, 0, 256, 256), InlineData(0, 0, 257, 256), InlineData(0, 1, 256, 0), InlineData(0, 1, 257, 1)]
    [InlineData(1, 0, 255, 0), InlineData(1, 0, 256, 1), InlineData(1, 1, 70_000, 17), InlineData(2, 0, 70_000, 1), InlineData(3, 0, 70_000, 0), InlineData(-1, 273, 70_000, 112)]
    [InlineData(-2, 0, 70_000, 0), InlineData(0, -1, 70_000, 0), InlineData(0, 0, -1, 0), InlineData(0, long.MaxValue, 70_000, 0), InlineData(63, 0, long.MaxValue, 0)]
    [InlineData(7, 0, long.MaxValue, 127), InlineData(0, long.MaxValue / 256, long.MaxValue, 255), InlineData(0, (long.MaxValue / 256) + 1, long.MaxValue, 0), InlineData(8, 0, long.MaxValue, 0)]
    public void The_width_of_a_tile_follows_from_the_size(int level, long index, long size, int width) => Assert.Equal(width, TileId.WidthAt(level, index, size));
}
