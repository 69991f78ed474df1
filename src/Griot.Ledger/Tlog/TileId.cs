using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Griot.Ledger.Tlog;

/// <summary>Which tile (C2SP tlog-tiles).</summary>
/// <param name="Level">0 to 63; -1 for a bundle of entries.</param>
/// <param name="Index">Of the tile in its level, from 0.</param>
/// <param name="Width">Hashes or entries in it: 1 to 255 of a partial one, 256 of a full one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileId(int Level, long Index, int Width)
{
    public const int FullWidth = 256, Entries = -1, MaxLevel = 63;

    internal const int Height = 8;

    /// <summary>Below <c>tile/</c>: <c>0/x001/x234/067.p/5</c>, <c>entries/000</c>.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder((Index % 1000).ToString("000", CultureInfo.InvariantCulture));
            for (var rest = Index / 1000; rest > 0; rest /= 1000)
                path.Insert(0, string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:000}/"));
            path.Insert(0, Level == Entries ? "entries/" : string.Create(CultureInfo.InvariantCulture, $"{Level}/"));
            return Width == FullWidth ? path.ToString() : path.Append(CultureInfo.InvariantCulture, $".p/{Width}").ToString();
        }
    }

    /// <summary>Reads what stands below <c>tile/</c>; null for anything but the one spelling that <see cref="Path"/> writes.</summary>
    public static TileId? ParsePath(string path)
    {
        if (path.Length > 64 || path.IndexOf('/', StringComparison.Ordinal) is var slash && slash < 0) return null;
        var level = path[..slash] == "entries" ? Entries : Canonical.Number(path[..slash]);
        var partial = path.IndexOf(".p/", slash, StringComparison.Ordinal);
        var width = partial < 0 ? FullWidth : Canonical.Number(path[(partial + 3)..]);
        var digits = string.Concat(path[(slash + 1)..(partial < 0 ? path.Length : partial)].Split('/').Select(part => part.TrimStart('x')));
        if (level is not (>= Entries and <= MaxLevel) || width is not (>= 1 and <= FullWidth)) return null;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return null;
        return new TileId((int)level, index, (int)width) is var tile && tile.Path == path ? tile : null;
    }

    /// <summary>All tiles of hashes of a log of this size, level by level.</summary>
    public static IEnumerable<TileId> Of(long size)
    {
        for (var level = 0; Hashes(level, size) > 0; level++)
            foreach (var tile in OfLevel(level, size)) yield return tile;
    }

    /// <summary>All bundles of entries of a log of this size.</summary>
    public static IEnumerable<TileId> BundlesOf(long size) => OfLevel(Entries, size);

    /// <summary>How wide a tile is in a log of this size; 0 where it isn't there.</summary>
    public static int WidthAt(int level, long index, long size)
    {
        if (level < Entries || index < 0 || size < 0) return 0;
        var hashes = Hashes(level, size);
        return index > hashes / FullWidth ? 0 : (int)Math.Min(FullWidth, hashes - (index * FullWidth));
    }

    private static IEnumerable<TileId> OfLevel(int level, long size)
    {
        for (var index = 0L; WidthAt(level, index, size) is > 0 and var width; index++) yield return new TileId(level, index, width);
    }

    // A hash of level l stands for 256^l entries; 256^8 are more than there can be.
    private static long Hashes(int level, long size) => level < 8 ? size >> (Height * Math.Max(level, 0)) : 0;
}
