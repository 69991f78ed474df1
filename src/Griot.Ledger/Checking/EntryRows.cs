using System.Text;
using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger.Checking;

/// <summary>
/// Reads entries and compares each row with what the entry's own bytes say: only the bytes are hashed into the log, and all
/// other columns are there to find it by.
/// </summary>
internal static class EntryRows
{
    private const string Sql =
        """
        SELECT idx, bytes, leaf, kind, time, provider, item, version FROM entries NOT INDEXED WHERE idx >= ?1 AND idx < ?2 ORDER BY idx
        """;

    internal static void Read(CheckedStore store, long from, CheckedEntry[] entries) =>
        store.Range("entries", Sql, from, from + entries.Length,
            row =>
            {
                var index = row.GetInt64(0) - from;
                if (index >= 0 && index < entries.Length) Take(entries[index], row);
            },
            lost => entries[lost - from].IsLost = true);

    private static void Take(CheckedEntry found, Row row)
    {
        var bytes = row.GetSpan(1);
        (found.Leaf, found.Entry) = (MerkleTree.Leaf(bytes), Entry.Parse(bytes));
        found.Faults.Clear();
        if (!row.IsBlob(2) || !row.GetSpan(2).SequenceEqual(found.Leaf)) found.Faults.Add("its leaf hash is not that of its bytes");
        if (found.Entry is { } entry) found.Faults.AddRange(Differing(entry, row).Select(column => $"its column {column} differs from what its bytes say"));
        else found.Faults.Add("its bytes are no entry");
    }

    private static IEnumerable<string> Differing(Entry entry, Row row)
    {
        if (!IsText(row, 3, Word.Of(entry.Kind))) yield return "kind";
        if (!IsNumber(row, 4, entry.Time.ToUnixTimeSeconds())) yield return "time";
        if (!IsText(row, 5, entry.Provider)) yield return "provider";
        if (!IsText(row, 6, entry.Item)) yield return "item";
        if (!IsNumber(row, 7, entry.Version)) yield return "version";
    }

    private static bool IsText(Row row, int column, string? text) => text is null
        ? row.IsDBNull(column)
        : row.IsText(column) && row.GetSpan(column).SequenceEqual(Encoding.UTF8.GetBytes(text));

    private static bool IsNumber(Row row, int column, long? number) => number is null
        ? row.IsDBNull(column)
        : row.IsInteger(column) && row.GetInt64(column) == number;
}
