using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Ledger.Backups;

namespace Griot.Recovering;

/// <summary>Where a removed text may still lie when everything was done here that can be: in the backups that were made before.</summary>
internal static class HeldBack
{
    internal const string StillRead = "it is removed, and nobody is shown it; but a process that has been reading since before keeps its bytes in the write-ahead log. End that process, then run “griot status”: it wipes them.";

    /// <summary>Backups that were made after a removed entry was sealed, or while it may have lain in quarantine, and before it was removed.</summary>
    internal static IReadOnlyList<BackupRow> By(LedgerStore ledger, IEnumerable<RemovalAnswer.Done> removals)
    {
        var backups = new LedgerBackups(ledger, TimeProvider.System);
        return [.. removals.Where(done => done.Plan.Entries.Count > 0 || done.Plan.LainSince is not null)
            .SelectMany(done => backups.Holding(done.Plan.Entries.Select(entry => entry.Index).DefaultIfEmpty(done.Entry).Min(), done.Entry, done.Plan.LainSince)).DistinctBy(row => row.Id).OrderBy(row => row.Started)];
    }

    internal static void Tell(IReadOnlyList<BackupRow> rows)
    {
        foreach (var row in rows) Messages.Say($"backup of {Facts.Time(row.Started)}: {row.Path} ({State(row)}) may still hold it");
        Messages.Say(rows.Count == 0
            ? "No backup on the list holds it. Copies and exports that were made by other means may: find and destroy them yourself."
            : "Destroy these backups and every copy of them, make a new one, then strike them off: griot backup FILE --forget. Copies and exports that were made by other means are on no list: find and destroy them yourself.");
    }

    internal static JsonArray Describe(IEnumerable<BackupRow> rows) =>
        Facts.Array(rows.Select(row => (JsonNode?)new JsonObject { ["file"] = row.Path, ["made"] = Facts.Stamp(row.Started), ["state"] = State(row) }));

    // Of one that was broken off, what there is lies beside the place: it may hold a text all the same.
    internal static string State(BackupRow row) =>
        !row.IsFinished ? $"unfinished; see {Path.GetFileName(row.Path)}.part" : File.Exists(row.Path) ? "there" : "moved or deleted";
}
