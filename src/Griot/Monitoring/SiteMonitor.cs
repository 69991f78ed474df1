using System.Text;
using Griot.Ledger.Tlog;
using Griot.Verifying;

namespace Griot.Monitoring;

/// <summary>How a site is watched.</summary>
/// <param name="Key">The log's key, as it was given; null: the one that is known, or the one that is served.</param>
/// <param name="All">The whole site, and not only what is new in the log.</param>
/// <param name="LogOnly">The log alone: a mirror may serve nothing else.</param>
/// <param name="MergeDelay">How long what is shown may take to be signed.</param>
internal sealed record MonitorOptions(VerifierKey? Key, bool All, bool LogOnly, TimeSpan MergeDelay);

/// <summary>What came of a run.</summary>
/// <param name="Run">Null where the log was not believed.</param>
/// <param name="Head">The checkpoint that all was held against.</param>
/// <param name="Unreached">Why the site could not be asked to the end; null where it could.</param>
internal sealed record MonitorReport(MonitorRun? Run, Checkpoint? Head, string? Unreached)
{
    /// <summary>Findings that were told before the log was believed.</summary>
    internal long Refusals { get; init; }

    internal long Violations => Refusals + (Run?.Violations ?? 0);

    /// <summary>Files in which signed notes are kept that contradict each other.</summary>
    internal IReadOnlyList<string> Evidence { get; init; } = [];
}

/// <summary>
/// Watches a log and the site that shows it: checkpoint, key and consistency first, then the entries by their rules, then what is
/// served. Nothing that a server says is believed before it leads to a root that the log's key signed.
/// </summary>
internal sealed class SiteMonitor(LogSite site, StateFile file, MonitorOptions options, MonitorVoice voice, TimeProvider time)
{
    // 75 bytes an item: what a small machine can hold.
    private const long MostEntries = 50_000_000;
    private const int MostSeen = 64;

    private readonly VerifiedLog log = new(site);

    /// <summary>One run, from where the last one ended. What was read is saved, however it ends.</summary>
    /// <exception cref="IOException">The state can't be believed or written.</exception>
    internal async Task<MonitorReport> RunAsync(CancellationToken cancellation)
    {
        MonitorRun? run = null;
        try
        {
            var heads = new HeadLook(site, log, time, options.MergeDelay);
            var look = await heads.FetchAsync(cancellation);
            if (look.Finding is not null) return Refuse(look);
            var (start, refusal) = await new MonitorStart(site, file, options.Key, voice, time).BeginAsync(look, cancellation);
            if (start is not var (state, rules)) return Refuse(refusal!);
            look = await heads.HoldAsync(look, VerifierKey.Parse(state.Keys[^1])!, state.Checkpoint, cancellation);
            if (look is not { Note: { } note, Checkpoint: { } head }) return Refuse(look);
            if (head.Size > MostEntries) return Refuse(Look.Wrong($"it has {head.Size} entries, and this monitor holds {MostEntries} at most"));
            run = new MonitorRun(file, state, rules, voice, time) { Note = note };
            Believe(run, note, head);
            await ReadAsync(run, heads, cancellation);
            return new MonitorReport(run, log.Head, null);
        }
        catch (SiteUnreachableException fault)
        {
            return new MonitorReport(run, run is null ? null : log.Head, fault.Message);
        }
        finally
        {
            run?.Save();
        }
    }

    private async Task ReadAsync(MonitorRun run, HeadLook heads, CancellationToken cancellation)
    {
        var tail = new LogTail(log, new OpenedContent(site), run);
        await tail.ReadAsync(cancellation);
        if (!run.IsWhole) return;
        Unexplained(run);
        if (run.State.Before is { IsNamed: false } before) run.Tell(Finding.OfLog($"it does not say that it takes the place of {before.Origin}, which this site had before"));
        run.Save();
        if (options.LogOnly) return;
        await new SiteWatch(site, log, run, time, options.MergeDelay).RunAsync(options.All, Advance, cancellation);

        async Task Advance(CancellationToken ending)
        {
            var look = await heads.HoldAsync(await heads.FetchAsync(ending), VerifierKey.Parse(run.State.Keys[^1])!, run.State.Checkpoint, ending);
            if (look.Finding is { } finding)
            {
                run.Tell(finding);
                Keep(look);
                return;
            }

            Believe(run, look.Note!, look.Checkpoint!);
            await tail.ReadAsync(ending);
        }
    }

    private void Believe(MonitorRun run, SignedNote note, Checkpoint head)
    {
        run.Note = note;
        log.Head = head;
        run.State.Address = site.Shown;
        run.State.Checkpoint = Encoding.UTF8.GetString(note.ToBytes());

        // Of very many half-read ones the newest is left out: a later time is the milder one.
        if (head.Size > run.Rules.Next && run.State.Seen.Count < MostSeen && run.State.Seen.TrueForAll(seen => seen.Size < head.Size)) run.State.Seen.Add(new SeenCheckpoint(head.Size, time.GetUtcNow()));
        run.Save();
    }

    private static void Unexplained(MonitorRun run)
    {
        var open = run.Rules.Unexplained;
        foreach (var violation in open.Where(one => !run.State.ToldUnexplained.Contains(one.Entry))) run.Tell(Finding.Of(violation));
        run.State.ToldUnexplained = [.. open.Select(one => one.Entry)];
    }

    private MonitorReport Refuse(Look look)
    {
        voice.Tell(look.Finding!);
        return new MonitorReport(null, null, null) { Refusals = 1, Evidence = Keep(look) };
    }

    private List<string> Keep(Look look)
    {
        var files = look.Evidence.Select(file.KeepEvidence).OfType<string>().ToList();
        if (files.Count > 0) voice.Say($"Evidence: both signed notes are kept, {string.Join(" and ", files)}. Whoever signed them can't deny it: show them to others.");
        else if (look.Evidence.Count > 0) voice.Say($"Evidence: there are too many notes in {file.EvidenceFolder} to keep these too.");
        return files;
    }
}
