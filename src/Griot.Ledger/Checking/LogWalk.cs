using Griot.Ledger.Tlog;

namespace Griot.Ledger.Checking;

/// <summary>
/// Goes through the log once, from the first entry to the last, with what each one commits to: one tile's worth of entries at
/// a time and in one transaction, so that memory is bounded and no writer waits.
/// </summary>
internal sealed class LogWalk(CheckedStore store, Findings findings, RootWatch roots, TileCheck tiles)
{
    private const string Behind = "SELECT count(*), min(idx) FROM entries NOT INDEXED WHERE idx >= ?1";
    private const string End = "SELECT coalesce(max(idx) + 1, 0) FROM entries NOT INDEXED";

    private readonly ContentRows contents = new(store, findings);
    private readonly ChainCheck chain = new(store, findings);
    private long? firstMissing;

    /// <summary>True where SQLite could not read some entry: what it was is not known.</summary>
    internal bool HasLost { get; private set; }

    /// <summary>Entries that the store holds now; null where that can't be read.</summary>
    internal long? Size()
    {
        long? size = null;
        store.Each("entries", End, row => size = row.GetInt64(0));
        return size;
    }

    /// <summary>The first entry under a checkpoint that is not what was signed, or may be.</summary>
    internal long FirstDifference(long signed) =>
        Math.Min(tiles.FirstDifference ?? long.MaxValue, firstMissing ?? long.MaxValue) is not long.MaxValue and var known ? known : signed / TileId.FullWidth * TileId.FullWidth;

    /// <summary>Checks every entry, and answers how many there are.</summary>
    /// <param name="head">Entries that the head says there are.</param>
    /// <param name="published">Entries that were published: looked for where nothing else can be read.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellation">Breaks it off.</param>
    internal long Run(long head, long published, Action<CheckProgress> progress, CancellationToken cancellation)
    {
        roots.Start();
        var size = Size() ?? Math.Max(head, published);
        var end = Math.Max(size, head);
        for (long from = 0; from < end; from += TileId.FullWidth)
        {
            cancellation.ThrowIfCancellationRequested();
            progress(new("entries", (double)from / end));
            var entries = Enumerable.Range(0, (int)Math.Min(TileId.FullWidth, end - from)).Select(at => new CheckedEntry(from + at)).ToArray();
            store.AtOnce(() => Read(from, entries));
            foreach (var found in entries) Judge(found);
            if (!Array.Exists(entries, found => found.Leaf is not null || found.IsLost)) return BehindGap(from, size);
        }

        return size;
    }

    private void Read(long from, CheckedEntry[] entries)
    {
        EntryRows.Read(store, from, entries);
        contents.Read(from, entries);
        foreach (var found in entries) chain.Judge(found);
    }

    private void Judge(CheckedEntry found)
    {
        if (found.Leaf is not null) findings.Entries++;
        else if (!found.IsLost)
        {
            firstMissing ??= found.Index;
            findings.Row(found.Index, "missing");
        }

        HasLost |= found.IsLost;
        foreach (var fault in found.Faults) findings.Entry(found.Index, fault);
        contents.Judge(found);
        roots.Add(found.Leaf);
        tiles.Add(found.Index, found.Leaf);
    }

    // Nothing in a whole tile's worth: what stands behind it was put there by nobody who appends.
    private long BehindGap(long from, long size)
    {
        store.Each("entries", Behind, row =>
        {
            if (row.GetInt64(0) > 0) findings.Entry(row.GetInt64(1), $"stands behind a gap that begins at entry {from}, with {row.GetInt64(0) - 1} more");
        }, from);
        return Math.Min(from, size);
    }
}
