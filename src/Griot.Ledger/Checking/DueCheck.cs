using System.Text.Json;
using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger.Checking;

/// <summary>
/// That what has to come due stands in the schedule: without its row an embargo never ends, and an expiry never comes. It follows
/// from the entries and their records what is still to come; where a record is gone, or versions of the item were removed,
/// nothing is said.
/// </summary>
internal sealed class DueCheck(CheckedStore store, Findings findings)
{
    private const int Step = 4096;
    private const string Versions = "('article', 'update', 'correction', 'withdrawal')";

    private static readonly string Releases =
        $"""
        SELECT e.idx, r.bytes FROM entries e JOIN records r ON r.entry = e.idx
        WHERE e.idx >= ?1 AND e.idx < ?2 AND e.kind IN {Versions} AND {IsEmbargoed("e")}
            AND NOT EXISTS (SELECT 1 FROM schedule s WHERE s.entry = e.idx AND s.kind = 'release')
            AND NOT EXISTS (SELECT 1 FROM entries l WHERE l.item = e.item AND l.idx > e.idx
                AND (l.kind IN {Versions} OR (l.kind = 'release' AND l.version >= e.version) OR l.kind = 'removal'))
        """;

    // A newer version takes the date of an older one away; one under embargo only that of one that waits as well.
    private static readonly string Expiries =
        $"""
        SELECT e.idx, r.bytes FROM entries e JOIN records r ON r.entry = e.idx
        WHERE e.idx >= ?1 AND e.idx < ?2 AND e.kind IN {Versions} AND instr(r.bytes, CAST('"expires":' AS BLOB)) > 0
            AND instr(e.bytes, CAST(char(10) || 'status canceled' || char(10) AS BLOB)) = 0
            AND NOT EXISTS (SELECT 1 FROM schedule s WHERE s.entry = e.idx AND s.kind = 'expiry')
            AND NOT EXISTS (SELECT 1 FROM entries l WHERE l.item = e.item AND l.idx > e.idx
                AND (l.kind = 'removal' OR (l.kind = 'expiry' AND l.version = e.version) OR (l.kind = 'release' AND l.version > e.version)
                    OR (l.kind IN {Versions} AND (NOT {IsEmbargoed("l")} OR ({IsEmbargoed("e")} AND NOT EXISTS
                        (SELECT 1 FROM entries b WHERE b.item = e.item AND b.idx < l.idx AND b.kind = 'release' AND b.version = e.version))))))
        """;

    internal void Run(long size)
    {
        // In steps, so that no reader stands in the way of a writer for long.
        for (var from = 0L; from < size; from += Step)
        {
            store.Each("schedule", Releases, row => Missing(row, record => record.EmbargoedUntil, "its embargo ends by its record, and the end is not in the schedule: it would never be released"), from, from + Step);
            store.Each("schedule", Expiries, row => Missing(row, record => record.Expires, "it expires by its record, and that is not in the schedule: it would stay for ever"), from, from + Step);
        }
    }

    private static string IsEmbargoed(string entry) => $"instr({entry}.bytes, CAST(char(10) || 'status embargoed' || char(10) AS BLOB)) > 0";

    private void Missing(Row row, Func<ArticleRecord, DateTimeOffset?> dateOf, string fault)
    {
        try
        {
            if (dateOf(ArticleRecord.Parse(row.GetSpan(1))) is not null) findings.Entry(row.GetInt64(0), fault);
        }
        catch (JsonException)
        {
            // That its bytes are none of a record, its commitment says.
        }
    }
}
