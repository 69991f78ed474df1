using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger.Checking;

/// <summary>
/// Compares what entries commit to with what is stored of it: each commitment has its content and its salt and they give
/// it, or all of it is gone by order; and nothing is stored that no entry commits to. A body is hashed while it is read.
/// </summary>
internal sealed class ContentRows(CheckedStore store, Findings findings)
{
    /// <summary>Each table with the part that it holds.</summary>
    internal static readonly (string Table, Part Part)[] Tables =
    [
        ("deliveries", Part.Delivery), ("media", Part.Delivery), ("records", Part.Record), ("cards", Part.Record),
        ("summaries", Part.Summary), ("envelopes", Part.Envelope), ("signatures", Part.Signature),
    ];

    private const string Salts = "SELECT entry, part, salt FROM salts WHERE entry >= ?1 AND entry < ?2";
    private const string Removals = "SELECT target, part, entry FROM removals NOT INDEXED WHERE target >= ?1 AND target < ?2";

    internal void Read(long from, CheckedEntry[] entries)
    {
        var end = from + entries.Length;
        store.Range("salts", Salts, from, end, row => TakeSalt(Of(row), row), lost => Lose(entries[lost - from]));
        store.Range("removals", Removals, from, end, row => TakeRemoval(Of(row), row), lost => Lose(entries[lost - from]));
        foreach (var (table, part) in Tables)
            store.Range(table, $"SELECT entry, bytes FROM {table} NOT INDEXED WHERE entry >= ?1 AND entry < ?2", from, end,
                row => TakeContent(Of(row), table, part, row), lost => entries[lost - from][part].IsLost = true);

        // A row out of order is told by SQLite's own check.
        CheckedEntry Of(Row row) => row.GetInt64(0) - from is >= 0 and var at && at < entries.Length ? entries[at] : new CheckedEntry(-1);
    }

    /// <summary>Tells what is wrong with the parts of an entry.</summary>
    internal void Judge(CheckedEntry found)
    {
        if (found.Entry is not { } entry) return;
        foreach (var part in CheckedEntry.AllParts)
        {
            if (found[part] is not { IsLost: false } state) continue;
            Count(entry, part, state);
            if (Fault(entry, part, state) is { } fault) findings.Entry(found.Index, fault);
        }
    }

    private void Count(Entry entry, Part part, CheckedPart state)
    {
        if (state.Fits is not null) (findings.Contents, findings.Bytes) = (findings.Contents + 1, findings.Bytes + state.Length);
        else if (state.RemovedBy is not null && entry.CommitmentTo(part) is not null) findings.Removed++;
    }

    private static string? Fault(Entry entry, Part part, CheckedPart state)
    {
        var name = Word.Of(part);
        if (entry.CommitmentTo(part) is null) return state switch
        {
            { HasContent: true } => $"a {name} is stored, and the entry commits to none",
            { Salt: not null } => $"a salt of a {name} is stored, and the entry commits to none",
            _ => null,
        };
        if (state.RemovedBy is not null) return state switch
        {
            { HasContent: true } => $"{name} is there, although it was removed by order",
            { Salt: not null } => $"salt of the {name} is there, although it was removed by order",
            _ => null,
        };
        return state switch
        {
            { HasContent: false } => $"{name} is missing, and no removal stands for it",
            { Salt: null } => $"salt of the {name} is missing, and no removal stands for it",
            { Fits: false } => $"{name} differs from its commitment",
            _ => null,
        };
    }

    private static void TakeSalt(CheckedEntry found, Row row)
    {
        var part = row.IsText(1) ? row.GetString(1) : "";
        if (Word.Parse<Part>(part) is { } known && Word.Of(known) == part && row.IsBlob(2) && row.GetSpan(2).Length == Commitment.Size) found[known].Salt = row.GetBytes(2);
        else found.Add($"a salt is stored that is none (of “{part}”)");
    }

    private static void TakeRemoval(CheckedEntry found, Row row)
    {
        var part = row.IsText(1) ? row.GetString(1) : "";
        if (Word.Parse<Part>(part) is { } known && Word.Of(known) == part) found[known].RemovedBy = row.GetInt64(2);
        else found.Add($"a removal of it names a part that is none (“{part}”)");
    }

    private static void TakeContent(CheckedEntry found, string table, Part part, Row row)
    {
        // Whose entry can't be read can't be judged; whose entry is of another kind lies in the wrong table.
        if (found.Entry is not { } entry) return;
        if (Contents.TableOf(entry.Kind, part) != table)
        {
            found.Add($"a row of it is in {table}, where an entry of kind {Word.Of(entry.Kind)} has none");
            return;
        }

        var state = found[part];
        var bytes = row.GetSpan(1);
        (state.HasContent, state.Length) = (true, bytes.Length);
        if (state.Salt is not { } salt || entry.CommitmentTo(part) is not { } commitment) return;
        state.Fits = row.IsBlob(1) && Commitment.Of(part, salt, bytes).AsSpan().SequenceEqual(commitment);
    }

    // Without the salts, or without knowing what was removed, nothing can be said of any part.
    private static void Lose(CheckedEntry found)
    {
        foreach (var state in found.Parts) state.IsLost = true;
    }
}
