using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// Removals by order: a deleted piece stays in Lucene's files until they are merged, and nothing of it may stay. The merge runs
/// beside the follower, as long as it takes; the next commit says that it is done.
/// </summary>
internal sealed class Wiping
{
    private readonly HashSet<string> items = new(StringComparer.Ordinal);
    private long upTo;
    private long done;
    private long running;
    private Task? merge;

    internal bool IsDue => upTo > done;

    internal void Begin(IndexMark mark)
    {
        items.Clear();
        // Of what came before the commit it is not known which items they were: everything is merged once more. And a removal that the
        // commit says is done, but that is still to be read, is merged when it is read: an earlier one may stand before it.
        (upTo, done, merge) = (mark.Position, Math.Min(mark.Wiped, mark.Position), null);
    }

    internal void Note(IEnumerable<SealedEntry> entries)
    {
        foreach (var removal in entries.Where(entry => entry.Entry.Kind == EntryKind.Removal))
        {
            upTo = removal.Index + 1;
            if (removal.Entry.Item is { } item) items.Add(item);
        }
    }

    /// <summary>Where no removal is due, all that was read is free of what they took.</summary>
    internal long DoneUpTo(long position) => upTo <= done ? position : done;

    /// <summary>Begins a merge where one is due. True once, when it has ended and nothing is left: it is to be committed.</summary>
    internal bool Go(IndexFolder folder)
    {
        if (merge is null)
        {
            if (upTo <= done) return false;
            running = upTo;
            var named = items.ToList();
            merge = LongTurns.RunAsync(() => Merge(folder, named));
        }

        if (!merge.IsCompleted) return false;
        var ended = merge;
        merge = null;
        ended.GetAwaiter().GetResult();
        done = running;
        if (upTo == done) items.Clear();
        return upTo == done;
    }

    /// <summary>Nothing may be closed under a merge.</summary>
    internal void Wait() => merge?.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();

    // A merge that had begun before takes deleted pieces along: then it is done again.
    private static void Merge(IndexFolder folder, List<string> items)
    {
        for (var round = 0; round < 5; round++)
        {
            folder.MergeDeletes();
            folder.Refresh();
            if (round > 0 && items.TrueForAll(item => folder.CopiesOf(item) <= (folder.Holds(item) ? 1 : 0))) return;
        }

        throw new InvalidOperationException("What was removed by order is still in the search index.");
    }
}
