using System.Text.Json;
using Griot.Enrichment.Labels;
using Griot.Record;
using Lucene.Net.Documents;
using Microsoft.Extensions.Logging;

namespace Griot.Enrichment.Search;

/// <summary>
/// The index of the search, kept at the end of the ledger. Each piece stands in it as the public sees it now: whatever is sealed
/// about an item, the item is read anew from the shelf. Written by one thread at a time; views may be taken by any.
/// <para>After a crash it goes on from its last commit. Where that is of another ledger, or broken, the index is made anew.</para>
/// </summary>
internal sealed partial class SearchIndex(Shelf shelf, IndexPlaces places, HouseLabels labels, TimeProvider time, ILogger<SearchIndex> log, bool isReading = false) : IFollower, IDisposable
{
    private const int CommitAtOnce = 20_000;
    private static readonly TimeSpan CommitAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BetweenPlaces = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Wiping wiping = new();
    private Rereading due = new(shelf.Ledger, []);
    private volatile IndexFolder? folder;
    private long position;
    private long visible;
    private long committed;
    private DateTimeOffset? changed;
    private Task commit = Task.CompletedTask;
    private DateTimeOffset looked = DateTimeOffset.MinValue;
    private bool closed;
    private volatile string labelled = "";
    private long turn;

    public string Name => "search";

    /// <summary>Where another process writes the index, its entries are none of ours to read: all of them count as read, also where it writes one that we can't.</summary>
    public long Position => Open() is { IsWritten: true } && !isReading ? position : shelf.Ledger.Size;

    /// <summary>True where it is this process that writes the index.</summary>
    internal bool IsWritten => Open() is { IsWritten: true };

    /// <summary>True while words that a removal took may still stand in its files.</summary>
    internal bool IsWiping => wiping.IsDue;

    /// <summary>Another number whenever a view may show something else than the one before it: cheap to ask.</summary>
    internal long Turn => Interlocked.Read(ref turn);

    /// <summary>The index as it stands; null where there is none yet.</summary>
    internal IndexView? View()
    {
        for (var tries = 0; tries < 3; tries++)
        {
            try
            {
                var seen = Interlocked.Read(ref visible);
                return folder?.View(seen, labelled);
            }
            catch (ObjectDisposedException)
            {
                // Another index has just taken its place.
            }
        }

        return null;
    }

    public void Follow(IReadOnlyList<SealedEntry> entries)
    {
        if (Open() is not { IsWritten: true } open || entries[0].Index != position) return;
        try
        {
            Take(open, entries);
            if (position >= shelf.Ledger.Size) Show(open);
            if (position - committed >= CommitAtOnce) Commit(open);
        }
        catch
        {
            // What an index that failed once holds is not known: it is opened again at its last commit.
            Close();
            throw;
        }
    }

    public bool Rest()
    {
        if (Open() is not { } before) return false;
        try
        {
            Move(before);
            if (folder is not { } open) return false;
            if (!open.IsWritten) Refresh(open);
            return open.IsWritten && position >= shelf.Ledger.Size && DoWhatCanWait(open);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Makes durable what was read, and closes.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            closed = true;
            if (folder is { IsWritten: true } open && changed is not null) Commit(open);
            Close();
        }
    }

    private void Take(IndexFolder open, IReadOnlyList<SealedEntry> entries)
    {
        foreach (var item in entries.Select(entry => entry.Entry.Item).OfType<string>().Distinct(StringComparer.Ordinal)) Reread(open, item);
        foreach (var card in entries.Where(entry => entry.Entry is { Kind: EntryKind.Provider, Prev: not null })) TakeCard(open, card);
        wiping.Note(entries);
        position = entries[^1].Index + 1;
        changed ??= time.GetUtcNow();
    }

    // Narrower terms hold at once: what the index knows of the provider goes, and comes back as it may be seen now.
    private void TakeCard(IndexFolder open, SealedEntry card)
    {
        if (due.Add(card)) open.DeleteOf(card.Entry.Provider!);
    }

    private void Reread(IndexFolder open, string item)
    {
        if (Read(item) is not { } piece) open.Delete(item);
        else open.Put(item, piece.Document, piece.Analyzer);
    }

    private (Document Document, WordAnalyzer Analyzer)? Read(string item)
    {
        try
        {
            if (shelf.Take(item) is not { Answer: not Answer.Gone } piece) return null;
            var arrival = shelf.ArrivalOf(piece.State);
            var document = IndexedPiece.Of(piece, arrival, shelf.MomentOf(piece), labels.Of(piece));
            return (document, WordAnalyzer.For(ShownWords.Language(piece)));
        }
        catch (Exception fault) when (fault is JsonException or FormatException or ArgumentException)
        {
            // A record of another program, or one that was altered: it costs only itself.
            Unreadable(fault, item);
            return null;
        }
    }

    private bool DoWhatCanWait(IndexFolder open)
    {
        if (labelled != labels.Mark) LabelAnew();
        if (due.Next() is { } items)
        {
            foreach (var item in items) Reread(open, item);
            changed ??= time.GetUtcNow();
            if (!due.IsAny) Show(open);
        }

        var isWiped = wiping.Go(open);
        if (isWiped || (commit.IsCompleted && changed is { } since && time.GetUtcNow() - since >= CommitAfter)) Commit(open);
        return due.IsAny;
    }

    // Searching goes on: of each item the index says what it said until it is its turn.
    private void LabelAnew()
    {
        labelled = labels.Mark;
        due.AddAll();
        changed ??= time.GetUtcNow();
    }

    private void Refresh(IndexFolder open)
    {
        open.Refresh();
        Interlocked.Increment(ref turn);
    }

    private void Show(IndexFolder open)
    {
        Refresh(open);
        Interlocked.Exchange(ref visible, position);
    }

    // The disk is not waited for: what comes meanwhile is found meanwhile. What is put in behind the mark may be part of the commit
    // too; it is read once more after a crash, and put in once more.
    private void Commit(IndexFolder open)
    {
        Show(open);
        commit.GetAwaiter().GetResult();
        var mark = IndexMark.At(shelf.Ledger, position, wiping.DoneUpTo(position), due.Providers, labelled);
        commit = LongTurns.RunAsync(() => open.Commit(mark));
        (committed, changed) = (position, null);
    }

    private IndexFolder? Open()
    {
        lock (gate)
        {
            if (closed || folder is not null) return folder;
            folder = !isReading && OpenPresent() is { } open ? Begin(open) : IndexFolder.Read(places.Present);
            if (folder is not null) Interlocked.Increment(ref turn);
            if (folder is { IsWritten: true }) places.DeleteOlder();
            return folder;
        }
    }

    private IndexFolder? OpenPresent()
    {
        try
        {
            var open = IndexFolder.Write(places.Present);
            if (open is null || open.Mark.IsOf(shelf.Ledger)) return open;
            open.Dispose();
            OfAnother(places.Present);
        }
        catch (InvalidDataException fault)
        {
            Broken(fault, places.Present);
        }

        IndexPlaces.Delete(places.Present);
        return IndexFolder.Write(places.Next);
    }

    private IndexFolder Begin(IndexFolder open)
    {
        (position, committed, changed) = (open.Mark.Position, open.Mark.Position, null);
        due = new Rereading(shelf.Ledger, open.Mark.Due);
        wiping.Begin(open.Mark);
        labelled = open.Mark.Position == 0 ? labels.Mark : open.Mark.Labels;
        Interlocked.Exchange(ref visible, position);
        return open;
    }

    // An index that was made beside this one takes its place; and where its writer has ended, this process writes.
    private void Move(IndexFolder open)
    {
        if (isReading || time.GetUtcNow() - looked < BetweenPlaces) return;
        looked = time.GetUtcNow();
        labels.Look();
        if (open.Path != places.Present || !open.IsWritten) Reopen(open);
    }

    private void Reopen(IndexFolder open)
    {
        lock (gate)
        {
            var next = OpenPresent();
            if (next is null && open.Path == places.Present) return;
            Still();
            folder = next is null ? IndexFolder.Read(places.Present) : Begin(next);
            Interlocked.Increment(ref turn);
            open.Dispose();
            if (next is not null) places.DeleteOlder();
        }
    }

    private void Close()
    {
        lock (gate)
        {
            Still();
            folder?.Dispose();
            folder = null;
        }
    }

    // Nothing is closed under a merge or a commit; how they end is told at the next step, or made up for.
    private void Still()
    {
        wiping.Wait();
        commit.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait();
        commit = Task.CompletedTask;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {Item} can't be read and is not in the search index")]
    private partial void Unreadable(Exception fault, string item);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index {Place} is of another ledger, or of one that was recovered: it is made anew")]
    private partial void OfAnother(string place);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index {Place} is broken or of another format: it is made anew")]
    private partial void Broken(Exception fault, string place);
}
