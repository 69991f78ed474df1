using Griot.Ledger.Signing;
using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Checking;

/// <summary>
/// The operator's own check of a store (ledger.md, section 6): everything that is sealed, from its own bytes up to the signed
/// checkpoint. It reads only, may run beside a server, and goes on behind whatever is damaged.
/// </summary>
/// <param name="options">Where the log lies.</param>
/// <param name="time">The clock.</param>
public sealed class StoreCheck(LogOptions options, TimeProvider time)
{
    // A server beside publishes a moment after its head.
    private static readonly TimeSpan UntilPublished = TimeSpan.FromSeconds(2);

    /// <summary>Checks all of it.</summary>
    /// <param name="tell">Told of each fault as it is found.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <exception cref="FileNotFoundException">There is no store in the folder.</exception>
    /// <exception cref="SqliteException">Another process keeps the store locked.</exception>
    public async Task<CheckReport> RunAsync(Action<Fault> tell, Action<CheckProgress> progress, CancellationToken cancellation)
    {
        var file = Path.Combine(options.Folder, LedgerStore.FileName);
        if (!File.Exists(file)) throw new FileNotFoundException($"there is no store in {options.Folder}: {LedgerStore.FileName} is missing");
        var findings = new Findings(tell);
        FileModes.Run(options, findings);
        var (signed, frozen) = ((long?)null, (Freeze?)null);
        if (Open(file, findings) is { } store)
            using (store) (signed, frozen) = await CheckAsync(store, findings, progress, cancellation);
        return new CheckReport
        {
            Faults = findings.Faults,
            Entries = findings.Entries,
            Contents = findings.Contents,
            Bytes = findings.Bytes,
            Removed = findings.Removed,
            Tiles = findings.Tiles,
            Signed = signed,
            Frozen = frozen,
            Warnings = findings.Warnings,
        };
    }

    private async Task<(long? Signed, Freeze? Frozen)> CheckAsync(CheckedStore store, Findings findings, Action<CheckProgress> progress, CancellationToken cancellation)
    {
        progress(new("tables and triggers", null));
        SchemaCheck.Run(store, findings);
        var (side, origins) = (new SideTables(store, findings), new Origins(store, findings));

        // First what was published, then the head, then the entries: each may be ahead of the one before, never behind.
        origins.Read();
        var keys = Keys(origins, findings);
        var (published, copy) = Published(origins.Present);
        if (copy?.Checkpoint is { } old && origins.Former.Contains(old.Origin)) copy = null;
        var head = HeadCheck.Read(store, findings);
        var roots = new RootWatch([head?.Size ?? 0, published.Checkpoint?.Size ?? 0, copy?.Checkpoint?.Size ?? 0]);
        var walk = new LogWalk(store, findings, roots, new TileCheck(store, findings, options, head?.Size ?? 0));
        var size = walk.Run(head?.Size ?? 0, published.Checkpoint?.Size ?? 0, progress, cancellation);

        progress(new("side tables and tiles", null));
        side.Run(size);
        new MutableTables(store, findings).Run();
        new DueCheck(store, findings).Run(size);
        new TileLeftovers(store, findings, options).Tell(walk.Size, origins.SameUntil);
        if (head is not null) HeadCheck.Judge(head, size, roots, findings);
        var judge = new PublishedCheck(findings, roots, walk, origins.Present, keys);
        var (byCopy, byPublished) = (copy is null ? null : judge.Judge(copy, size), judge.Judge(published, size));
        await BehindAsync(published, Math.Max(head?.Size ?? 0, copy?.Checkpoint?.Size ?? 0), findings, cancellation);
        if (copy is { Note: null } && published.Note is not null) findings.Warnings.Add("the copy of the checkpoint outside the data folder is missing: a store from a backup would not be known as one");

        progress(new("SQLite's own check", null));
        new OwnCheck(store, findings).Run();
        findings.Flush();
        return (published.Checkpoint?.Size, byCopy ?? byPublished);
    }

    private static CheckedStore? Open(string file, Findings findings)
    {
        try
        {
            var store = new CheckedStore(Connections.OpenForCheck(file), findings);
            store.MakeDo();
            return store;
        }
        catch (SqliteException fault) when (CheckedStore.IsDamage(fault))
        {
            findings.Add(LedgerStore.FileName, $"can't be opened: {fault.Message}");
            return null;
        }
    }

    // Those that the store has kept, and those of the files: without a file, what they have signed is known all the same.
    private List<VerifierKey> Keys(Origins origins, Findings findings)
    {
        try
        {
            using var keys = origins.Present is null ? null : LogKeys.Load(origins.Present, options.KeyFile);
            if (keys is null && File.Exists(options.PublishedFile))
                findings.Warnings.Add($"the key {options.KeyFile} is missing: nothing is signed until it is put back{(origins.Keys.Count > 0 ? "" : ", and whose signature the checkpoint bears was not checked")}");
            return [.. origins.Keys, .. keys?.Verifiers ?? []];
        }
        catch (Exception fault) when (fault is LogException or InvalidDataException or IOException)
        {
            findings.Add(Path.GetFileName(options.KeyFile), fault.Message);
            return [.. origins.Keys];
        }
    }

    private (PublishedNote Published, PublishedNote? Copy) Published(string? origin) =>
        (PublishedNote.Read("checkpoint", options.PublishedFile), origin is null ? null : PublishedNote.Read("checkpoint copy", options.CopyOf(origin)));

    // Killed between head and publication, or rolled back: either way, what the public sees is older than what was signed.
    private async Task BehindAsync(PublishedNote published, long signed, Findings findings, CancellationToken cancellation)
    {
        if (published is { Note: not null, Checkpoint: null } || Size(published) >= signed) return;
        var now = Published(null).Published;
        if (Size(now) < signed)
        {
            await Task.Delay(UntilPublished, time, cancellation);
            now = Published(null).Published;
        }

        if (now.Note is null) findings.Add(now.Place, $"missing, although {signed} entries were signed");
        else if (Size(now) < signed) findings.Add(now.Place, $"is of {Size(now)} entries, and {signed} were signed: it was put back, or not published yet");
    }

    private static long Size(PublishedNote published) => published.Checkpoint?.Size ?? 0;
}
