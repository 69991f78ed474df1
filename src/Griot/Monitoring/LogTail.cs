using System.Text;
using System.Text.Json;
using Griot.Ledger.Monitoring;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Monitoring;

/// <summary>
/// Reads what is new in the log through the rules. Only what was held against the signed root is read, so that each step is
/// final: whatever comes later, it need not be taken back.
/// </summary>
internal sealed class LogTail(VerifiedLog log, OpenedContent contents, MonitorRun run)
{
    // The key that the newest log-key entry of this run names.
    private (long Entry, string Key)? named;

    /// <summary>Reads to the end of the head's log, or to what is not what was signed.</summary>
    /// <exception cref="SiteUnreachableException">The site does not answer.</exception>
    internal async Task ReadAsync(CancellationToken cancellation)
    {
        while (run.Rules.Next < log.Head.Size)
        {
            var bundle = run.Rules.Next / TileId.FullWidth;
            var (entries, fault) = await log.BundleAsync(bundle, cancellation);
            if (entries is null)
            {
                // Once more from the server itself: what was kept may be what is wrong.
                log.Forget();
                (entries, fault) = await log.BundleAsync(bundle, cancellation);
            }

            if (entries is null)
            {
                run.Tell(Finding.OfLog(fault, run.Rules.Next));
                run.IsWhole = false;
                return;
            }

            for (var at = (int)(run.Rules.Next % TileId.FullWidth); at < entries.Count; at++) await ReadAsync(entries[at], cancellation);
            run.Step($"reading the log: entry {run.Rules.Next} of {log.Head.Size}");
        }

        run.State.Seen.RemoveAll(seen => seen.Size <= run.Rules.Next);
        if (named is { } last && last.Key != run.State.Keys[^1]) run.Tell(new Finding("R3", last.Entry, null, $"it names another key of the log than the one that signs it and is known, {run.State.Keys[^1]}"));
        named = null;
    }

    private async Task ReadAsync(byte[] bytes, CancellationToken cancellation)
    {
        var (index, published) = (run.Rules.Next, Published.Nothing);
        if (Entry.Parse(bytes) is { } entry && LogRules.Asks(entry.Kind))
        {
            (published, var fault) = await contents.OfAsync(index, entry, cancellation);
            if (fault is not null) run.Tell(new Finding(RuleOf(entry.Kind), index, $"/log/entry/{index}", fault));
            if (published.Record is { } record) Learn(index, entry, record);
        }

        foreach (var violation in run.Rules.Read(index, bytes, published, FirstSeen(index))) run.Tell(Finding.Of(violation));
    }

    private static string RuleOf(EntryKind kind) => kind switch
    {
        EntryKind.Hold or EntryKind.Removal => "R5",
        EntryKind.Provider => "R2",
        _ => "R3",
    };

    // The oldest checkpoint that was seen to include it, and was not read to its end before this run.
    private DateTimeOffset? FirstSeen(long index) => run.State.Seen.Where(seen => seen.Size > index).MinBy(seen => seen.Size)?.At;

    private void Learn(long index, Entry entry, byte[] record)
    {
        try
        {
            if (entry.Kind == EntryKind.Provider && ProviderCard.Parse(record) is { } card && card.Id == entry.Provider) run.State.Slugs[card.Id] = card.Slug;
            else if (entry.Kind == EntryKind.LogKey) Follow(index, LogKeyNotice.Parse(record));
            else if (entry is { Kind: EntryKind.Policy, Provider: null } && SuccessionNotice.Parse(record) is { } succession) Succeed(index, succession);
        }
        catch (JsonException)
        {
            // The rules say so.
        }
    }

    // The entry stands in a log that the known key signed, and names that key as the one before: its own word, and the new key's
    // signature beside it, are what there is to follow.
    private void Follow(long index, LogKeyNotice notice)
    {
        named = (index, notice.Key);
        if (notice.Origin != run.State.Origin || notice.Previous != run.State.Keys[^1] || VerifierKey.Parse(notice.Key) is not { Type: VerifierKey.Log } next || next.Name != run.State.Origin) return;
        if (!run.Note.IsSignedBy(next))
        {
            named = null;
            run.Tell(new Finding("R3", index, null, $"it says that the key {next} signs the log from now on, and that key did not sign the checkpoint that includes it: it is not followed"));
            return;
        }

        run.State.Keys.Add(notice.Key);
        run.Say($"entry {index} changes the log's key, and both keys have signed: followed. The key is now {next}");
    }

    private void Succeed(long index, SuccessionNotice notice)
    {
        run.Say($"entry {index} says that this log takes the place of {notice.Succeeds}, of which {notice.Lost} entries are lost");
        if (run.State.Before is not { } before || before.Origin != notice.Succeeds) return;
        run.State.Before = before with { IsNamed = true };
        if (Size(before.Checkpoint) is { } seen && (Size(notice.LastCheckpoint) ?? 0) < seen)
            run.Tell(Finding.OfLog($"it says that {before.Origin} ended with {Size(notice.LastCheckpoint) ?? 0} entries, and {seen} were signed and seen: more is lost than it says", index));
    }

    private static long? Size(string? note) => note is not null && SignedNote.Parse(Encoding.UTF8.GetBytes(note)) is { } read ? Checkpoint.Parse(read.Text)?.Size : null;
}
