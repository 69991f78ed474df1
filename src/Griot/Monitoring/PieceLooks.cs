using Griot.Record;

namespace Griot.Monitoring;

/// <summary>
/// Looks at pieces on the site, some at a time, and remembers what each turned out to be. The sealed words of the last ones are
/// kept, bounded in bytes, since the feeds show them again.
/// </summary>
internal sealed class PieceLooks(VerifiedLog log, ServedPiece served, MonitorRun run)
{
    private const long MostKept = 32_000_000;
    private const int MostExpected = 200_000;

    private readonly Dictionary<long, SealedWords> words = [];
    private long kept;

    /// <summary>Pieces that were found to be for the public in this run, with the entry that last changed them; no more than can be kept.</summary>
    internal Dictionary<string, long> Public { get; } = new(StringComparer.Ordinal);

    /// <summary>True where there were more than can be kept.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>Looks at pieces, each by its newest entry; in that order, what is wrong with each.</summary>
    internal async Task<IReadOnlyList<(string Item, IReadOnlyList<Finding> Findings)>> LookAsync(IReadOnlyList<(string Item, long Newest)> pieces, CancellationToken cancellation)
    {
        var found = new List<(string, IReadOnlyList<Finding>)>();
        foreach (var chunk in pieces.Chunk(Verifying.LogSite.Parallel))
        {
            var states = new List<(ItemState State, byte[]? Entry)>();
            foreach (var (item, newest) in chunk)
            {
                if (await PieceHistory.OfAsync(log, item, newest, cancellation) is not { } state) run.Miss("pieces whose entries do not hang together", 1);
                else states.Add((state, state.Current is { } current ? await log.EntryAsync(current.Index, cancellation) : null));
            }

            var answers = await Task.WhenAll(states.Select(one => served.LookAsync(one.State, one.Entry, cancellation)));
            foreach (var ((state, _), (findings, sealedWords)) in states.Zip(answers))
            {
                Remember(state, sealedWords);
                found.Add((state.Item, findings));
            }
        }

        return found;
    }

    /// <summary>The sealed words of a piece that is shown; null where they can't be had, which is told elsewhere.</summary>
    internal async Task<SealedWords?> WordsAsync(ItemState state, SealedEntry current, CancellationToken cancellation)
    {
        if (words.TryGetValue(current.Index, out var known)) return known;
        var (_, got) = await served.LookAsync(state, await log.EntryAsync(current.Index, cancellation), cancellation);
        if (got is not null) Keep(current.Index, got);
        return got;
    }

    private void Remember(ItemState state, SealedWords? sealedWords)
    {
        run.Count("pieces");
        if (sealedWords is { Record: null, Summary: null }) run.Miss("words that their terms keep back, of pieces", 1);
        if (sealedWords is not null) Keep(state.Current!.Index, sealedWords);
        if (state.Standing is Standing.Embargoed or Standing.Withheld or Standing.Held)
        {
            var cause = state.Cause ?? state.Last;
            run.State.Waiting[state.Item] = new Waiting(Word.Of(state.Standing), cause.Index, cause.Entry.Time);
        }
        else run.State.Waiting.Remove(state.Item);

        if (state.Standing == Standing.Visible && Public.Count < MostExpected) Public[state.Item] = state.Changed.Index;
        else if (state.Standing == Standing.Visible) IsCut = true;
        else Public.Remove(state.Item);
    }

    private void Keep(long entry, SealedWords got)
    {
        if (kept > MostKept)
        {
            words.Clear();
            kept = 0;
        }

        if (words.TryAdd(entry, got)) kept += got.Length;
    }
}
