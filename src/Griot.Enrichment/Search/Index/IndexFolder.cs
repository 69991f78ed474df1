using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace Griot.Enrichment.Search;

/// <summary>
/// One index in one folder. A single process may write it, and holds a file for as long as it does; others read what it has
/// committed. Lucene's own lock alone let a second writer in, which took the first one's changing files for a broken index. The writer's own readers see what was put in without waiting for the disk.
/// </summary>
internal sealed class IndexFolder : IDisposable
{
    private const double BufferMegabytes = 64;

    private const int LargePart = 30_000;

    private const int MostMerges = 1_000;

    private const string HeldFile = "held.lock";

    private readonly FileStream? held;
    private readonly LuceneDirectory directory;
    private readonly IndexWriter? writer;
    private readonly SearcherManager searchers;
    private long wiped;

    private IndexFolder(string path, FileStream? held, LuceneDirectory directory, IndexWriter? writer, SearcherManager searchers, IndexMark mark) =>
        // A commit that says more than it has read has it from a wipe without a server: what an earlier removal took may stand in its files.
        (Path, this.held, this.directory, this.writer, this.searchers, Mark, wiped) = (path, held, directory, writer, searchers, mark, Math.Min(mark.Wiped, mark.Position));

    internal string Path { get; }

    /// <summary>What the newest commit said when the folder was opened.</summary>
    internal IndexMark Mark { get; }

    internal bool IsWritten => writer is not null;

    /// <summary>Opens or makes an index for writing; null where another process writes it.</summary>
    /// <exception cref="InvalidDataException">What lies there is none of ours, of another format, or broken.</exception>
    internal static IndexFolder? Write(string path)
    {
        if (Hold(path) is not { } held) return null;
        LuceneDirectory? files = null;
        IndexWriter? writing = null;
        try
        {
            files = new NRTCachingDirectory(FSDirectory.Open(path), maxMergeSizeMB: 5, maxCachedMB: 60);
            writing = new IndexWriter(files, Settings());
            var mark = DirectoryReader.IndexExists(files) ? IndexMark.Read(Committed(files)) ?? throw new InvalidDataException($"{path}: an index of another format") : IndexMark.Beginning;
            return new IndexFolder(path, held, files, writing, new SearcherManager(writing, applyAllDeletes: true, new Searchers()), mark);
        }
        catch (LockObtainFailedException)
        {
            files?.Dispose();
            held.Dispose();
            return null;
        }
        catch (Exception fault)
        {
            writing?.Rollback();
            files?.Dispose();
            held.Dispose();
            throw IsBroken(fault) ? new InvalidDataException($"{path}: {fault.Message}", fault) : fault;
        }
    }

    /// <summary>Opens what another process writes; null where there is nothing yet.</summary>
    internal static IndexFolder? Read(string path)
    {
        if (!System.IO.Directory.Exists(path)) return null;
        var files = FSDirectory.Open(path);
        try
        {
            if (DirectoryReader.IndexExists(files) && IndexMark.Read(Committed(files)) is { } mark)
                return new IndexFolder(path, held: null, files, writer: null, new SearcherManager(files, new Searchers()), mark);
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            // Whoever writes it will see that too, and make it anew.
        }

        files.Dispose();
        return null;
    }

    /// <summary>What the newest commit in a folder says, whoever writes it; null where there is none that can be read.</summary>
    internal static IndexMark? MarkIn(string path)
    {
        using var files = FSDirectory.Open(path);
        try
        {
            return DirectoryReader.IndexExists(files) ? IndexMark.Read(Committed(files)) : null;
        }
        catch (Exception fault) when (IsBroken(fault))
        {
            return null;
        }
    }

    /// <summary>A view of the index that stays as it is until it is disposed of.</summary>
    /// <param name="visible">Up to where the writer has read; of what another process writes, its commit says that.</param>
    /// <param name="labels">How the writer makes labels; likewise.</param>
    internal IndexView View(long visible = 0, string labels = "")
    {
        var searcher = searchers.Acquire();
        var view = new IndexView(searchers, searcher, visible, labels);
        return IsWritten || IndexMark.Read(view.Reader.IndexCommit.UserData) is not { } mark ? view : view with { Position = mark.Position, Labels = mark.Labels };
    }

    internal void Put(string item, Document document, WordAnalyzer analyzer) => writer!.UpdateDocument(IndexFields.ValueOf(IndexFields.Item, item), document, analyzer);

    internal void Delete(string item) => writer!.DeleteDocuments(IndexFields.ValueOf(IndexFields.Item, item));

    internal void DeleteOf(string provider) => writer!.DeleteDocuments(IndexFields.ValueOf(IndexFields.Provider, provider));

    /// <summary>Lets new views see what was put in and deleted.</summary>
    internal void Refresh() => searchers.MaybeRefreshBlocking();

    /// <summary>
    /// Makes durable what was put in, together with what is said of it. Who waits for a removal reads the mark: that nothing is left
    /// is said by a commit of its own, once the files are deleted that the one before it needed. One thread at a time.
    /// </summary>
    internal void Commit(IndexMark mark)
    {
        if (mark.Wiped > wiped) Write(mark with { Wiped = wiped });
        Write(mark);
        wiped = mark.Wiped;
    }

    /// <summary>Writes anew every part of the index that still holds words of deleted pieces. May take as long as the index is large.</summary>
    internal void MergeDeletes()
    {
        writer!.WaitForMerges();
        writer.ForceMergeDeletes(doWait: true);
    }

    /// <summary>How many copies of an item the files hold: one of them may be shown, all others wait to be written over.</summary>
    internal int CopiesOf(string item)
    {
        using var view = View();
        return view.Searcher.IndexReader.DocFreq(IndexFields.ValueOf(IndexFields.Item, item));
    }

    internal bool Holds(string item)
    {
        using var view = View();
        return view.Searcher.Search(new ConstantScoreQuery(new TermQuery(IndexFields.ValueOf(IndexFields.Item, item))), 1).TotalHits > 0;
    }

    /// <summary>Closes without a commit: what was not committed is read from the ledger once more.</summary>
    public void Dispose()
    {
        searchers.Dispose();
        try
        {
            writer?.Rollback();
        }
        finally
        {
            directory.Dispose();
            held?.Dispose();
        }
    }

    // Ends with the process, however that ends.
    private static FileStream? Hold(string path)
    {
        System.IO.Directory.CreateDirectory(path);
        try
        {
            return new FileStream(System.IO.Path.Combine(path, HeldFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Write(IndexMark mark)
    {
        writer!.SetCommitData(mark.Write());
        writer.Commit();
        writer.DeleteUnusedFiles();
    }

    private static IndexWriterConfig Settings() => new(WordAnalyzer.Version, WordAnalyzer.For(null))
    {
        OpenMode = OpenMode.CREATE_OR_APPEND,
        Similarity = new BM25Similarity(),
        MergePolicy = new NeighbourMerges(LargePart),
        MergeScheduler = Unhurried(),
        RAMBufferSizeMB = BufferMegabytes,
        WriteLockTimeout = 0,
        UseCompoundFile = false,
        MergedSegmentWarmer = new Laying(),
    };

    // One merge after the other. However many wait (a removal by order asks for one of nearly every part), whoever writes goes on.
    private static ConcurrentMergeScheduler Unhurried()
    {
        var merges = new LongMerges();
        merges.SetMaxMergesAndThreads(MostMerges, 1);
        return merges;
    }

    private static IDictionary<string, string>? Committed(LuceneDirectory directory) => DirectoryReader.ListCommits(directory) is { Count: > 0 } commits ? commits[^1].UserData : null;

    private static bool IsBroken(Exception fault) =>
        fault is CorruptIndexException or IndexFormatTooOldException or IndexFormatTooNewException or EndOfStreamException or FileNotFoundException or InvalidDataException
            or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException;

    private sealed class LongMerges : ConcurrentMergeScheduler
    {
        protected override void DoMerge(MergePolicy.OneMerge merge)
        {
            LongTurns.Take();
            base.DoMerge(merge);
        }
    }

    // By whoever merges, so that no reader waits for it.
    private sealed class Laying : IndexWriter.IndexReaderWarmer
    {
        public override void Warm(AtomicReader reader)
        {
            PartTimes.Of(reader);
            LabelColumns.Make(reader);
            OriginalNames.Of(reader);
        }
    }

    private sealed class Searchers : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) => new(reader) { Similarity = new BM25Similarity() };
    }
}

/// <summary>A view of an index. While it is held, no file that it needs is deleted.</summary>
/// <param name="Searchers">Whose it is.</param>
/// <param name="Searcher">What is asked.</param>
/// <param name="Position">All entries of the ledger below this index are in it.</param>
/// <param name="Labels">How its labels were made: two indexes made anew from one ledger may differ in nothing else.</param>
internal sealed record IndexView(SearcherManager Searchers, IndexSearcher Searcher, long Position, string Labels) : IDisposable
{
    internal DirectoryReader Reader => (DirectoryReader)Searcher.IndexReader;

    public void Dispose() => Searchers.Release(Searcher);
}
