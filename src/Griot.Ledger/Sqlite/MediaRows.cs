using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>Pictures and files among the entries, for whoever makes of them what readers look at.</summary>
internal static class MediaRows
{
    internal const string Index = "CREATE INDEX media_entries ON entries (idx) WHERE kind = 'media';";

    internal static List<SealedEntry> From(SqliteConnection connection, long from, int limit) => connection.Query<(long Index, byte[] Bytes)>(
        "SELECT idx, bytes FROM entries WHERE kind = 'media' AND idx >= @from ORDER BY idx LIMIT @limit", new { from, limit })
        .Select(row => Entry.Parse(row.Bytes) is { } entry ? new SealedEntry(row.Index, entry) : null).OfType<SealedEntry>().ToList();

    internal static (IReadOnlyList<long> Targets, long Newest) Removed(SqliteConnection connection, long after)
    {
        var rows = connection.Query<(long Target, long Removal)>(
            "SELECT r.target, r.entry FROM removals r JOIN entries e ON e.idx = r.target WHERE r.entry > @after AND e.kind = 'media'", new { after }).ToList();
        return ([.. rows.Select(row => row.Target).Distinct()], rows.Count == 0 ? after : rows.Max(row => row.Removal));
    }
}
