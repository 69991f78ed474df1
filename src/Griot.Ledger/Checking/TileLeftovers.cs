using Griot.Ledger.Signing;
using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Checking;

/// <summary>What stands among the tiles and their roots that no tile of this log is.</summary>
internal sealed class TileLeftovers(CheckedStore store, Findings findings, LogOptions options)
{
    // A log that was succeeded ended where the next one begins.
    private const string Roots =
        """
        SELECT level, idx, log FROM tile_roots t WHERE level NOT BETWEEN 1 AND 7 OR idx < 0
            OR idx >= (coalesce((SELECT since FROM origins WHERE number = t.log + 1), (SELECT size FROM head)) >> (8 * level))
        """;

    // The logs of one store are over the same entries, up to the first one that a successor says was altered before it began.
    private const string OlderRoots =
        """
        SELECT o.level, o.idx, o.log FROM tile_roots o JOIN tile_roots n ON n.log = o.log + 1 AND n.level = o.level AND n.idx = o.idx
        WHERE o.hash <> n.hash AND (o.idx + 1) << (8 * o.level) <= ?1
        """;

    // A tile is written before the head says so; entries are there before their tile.
    internal void Tell(Func<long?> size, long sameUntil)
    {
        var files = Files().ToList();
        if (size() is not { } entries) return;
        foreach (var file in files)
        {
            if (TileId.ParsePath(file) is { Level: >= 0, Width: TileId.FullWidth } tile && tile.Index < entries >> (TileId.Height * (tile.Level + 1))) continue;
            findings.Add($"tile {file}", "is no full tile of this log");
        }

        store.Each("tile_roots", Roots, row => findings.Add(Place(row), "is the root of no tile of this log"));
        store.Each("tile_roots", OlderRoots, row => findings.Add(Place(row), $"differs from that of the log which succeeded log {row.GetInt64(2)}"), sameUntil);
    }

    private static string Place(Row row) => $"tile_roots {row.GetInt64(0)}/{row.GetInt64(1)}";

    // A signer that was killed may leave the part of a file behind; the next one takes it over.
    private IEnumerable<string> Files()
    {
        var folder = options.TileFile("");
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".part", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            : [];
    }
}
