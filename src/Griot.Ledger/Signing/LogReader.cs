using System.Text.Json;
using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>Reads the published log of a data folder: full tiles from their files, all else from the database.</summary>
public sealed class LogReader(LedgerStore ledger, LogOptions options) : ILogReader
{
    private sealed record KnownKey(DateTime Written, string Key);

    private sealed record KnownBeginning(long Size, LogBeginning? Beginning);

    private volatile PublishedCheckpoint? latest;
    private volatile KnownKey? known;
    private volatile KnownBeginning? begun;
    private readonly ProvenNodes proven = new();

    /// <inheritdoc/>
    public PublishedCheckpoint? Published => ledger.Freeze is { } freeze && SignedNote.Parse(freeze.Published) is { } note && Checkpoint.Parse(note.Text) is { } checkpoint
        ? new PublishedCheckpoint(checkpoint.Origin, checkpoint.Size, freeze.Published)
        : Latest();

    /// <inheritdoc/>
    public string? Key => PresentKey() ?? (ledger.Origin is { } origin && ledger.KnownKeys(origin) is [.., var key] ? key.ToString() : null);

    /// <inheritdoc/>
    public bool Covers(long entry) => ledger.Freeze is { } freeze
        ? entry < (Published?.Size ?? 0) && (freeze.DiffersAt is not { } differs || entry < differs)
        : entry < (latest?.Size ?? 0) || entry < (Published?.Size ?? 0);

    /// <inheritdoc/>
    public DateTimeOffset? UnsignedSince => ledger.Freeze is null && Covers(ledger.Size - 1) ? null : ledger.At(Published?.Size ?? 0)?.Entry.Time;

    /// <inheritdoc/>
    public FrozenLog? Frozen => ledger.Freeze is { } freeze ? new FrozenLog(freeze.Behind, freeze.DiffersAt) : null;

    /// <inheritdoc/>
    public LogBeginning? Beginning
    {
        get
        {
            // In this order: what is sealed meanwhile is looked at the next time. Its words go by a removal alone, which is an entry too.
            var size = ledger.Size;
            if (begun is { } last && last.Size == size) return last.Beginning;
            var beginning = ledger.ReadLog((rows, _) => rows.Succeeded()) is { } since && ledger.Content(since, Part.Record) is { } bytes && Succession(bytes) is { } notice
                ? new LogBeginning(since, notice)
                : null;
            begun = new KnownBeginning(size, beginning);
            return beginning;
        }
    }

    /// <inheritdoc/>
    public byte[]? Tile(string path)
    {
        if (TileId.ParsePath(path) is not { } tile || !Holds(tile)) return null;
        var from = tile.Index * TileId.FullWidth;
        if (tile.Level == TileId.Entries) return Whole(tile, ledger.ReadLog((rows, _) => rows.Entries(from, from + tile.Width))) is { } entries ? EntryBundle.Write(entries) : null;
        if (tile.Width == TileId.FullWidth) return ledger.ReadLog((rows, _) => FullTile.Read(rows, options, tile));
        return ledger.ReadLog((rows, _) => FullTile.Stored(rows, tile)) is { } hashes && hashes.Length == tile.Width * MerkleTree.HashSize ? hashes : null;
    }

    /// <inheritdoc/>
    public InclusionPath? Path(long entry)
    {
        if (Published is not { } published || entry < 0 || entry >= published.Size) return null;
        return ProvenPath(entry, published);
    }

    /// <inheritdoc/>
    public byte[] ProofFile(InclusionPath path, byte[] extra) =>
        new ProofFile(extra, path.Entry, path.Hashes, SignedNote.Parse(path.Checkpoint.Note)!).ToBytes();

    /// <inheritdoc/>
    public byte[]? EntryBytes(long entry) =>
        Published is { } published && entry >= 0 && entry < published.Size
            ? ledger.ReadLog((rows, _) => rows.Entries(entry, entry + 1)) is [var bytes] ? bytes : null
            : null;

    /// <inheritdoc/>
    public byte[]? Salt(long entry, Part part) => ledger.Salt(entry, part);

    // What somebody else wrote there must not take the pages away that would tell of it: the checker names it.
    private static SuccessionNotice? Succession(byte[] bytes)
    {
        try
        {
            return SuccessionNotice.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A frozen store lacks hashes of what was published, or has others, and so does one that was altered a moment ago: a way is
    // given only where it leads to the root. The files of full tiles are
    // read in a tenth of the time of their rows; a broken one costs no more than that.
    private InclusionPath? ProvenPath(long entry, PublishedCheckpoint published)
    {
        if (EntryBytes(entry) is not { } bytes) return null;
        var (leaf, root) = (MerkleTree.Leaf(bytes), Checkpoint.Parse(SignedNote.Parse(published.Note)!.Text)!.Root);
        if (QuickPath(entry, published, leaf, root) is { } quick) return quick;
        proven.Clear();
        return Way(entry, published.Size, StoredTile) is { } way && InclusionProof.Verify(entry, published.Size, leaf, way, root) ? new InclusionPath(entry, way, published) : null;
    }

    private InclusionPath? QuickPath(long entry, PublishedCheckpoint published, byte[] leaf, byte[] root)
    {
        var made = new List<((int, long), byte[])>();
        if (Way(entry, published.Size, (rows, size) => proven.Before(FiledTile(rows, size), made)) is not { } way || !InclusionProof.Verify(entry, published.Size, leaf, way, root)) return null;
        proven.Keep(made);
        return new InclusionPath(entry, way, published);
    }

    private SubtreeHash FiledTile(LogRows rows, long size) =>
        TileHashes.Of(size, tile => (tile.Width == TileId.FullWidth ? FullTile.File(options, tile) : null) ?? FullTile.Stored(rows, tile));

    private static SubtreeHash StoredTile(LogRows rows, long size) => TileHashes.Of(size, tile => FullTile.Stored(rows, tile));

    private IReadOnlyList<byte[]>? Way(long entry, long size, Func<LogRows, long, SubtreeHash> hashes)
    {
        try
        {
            return ledger.ReadLog((rows, _) => InclusionProof.Of(entry, size, hashes(rows, size)));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // A partial tile of an earlier size stays servable: a client that holds an older checkpoint asks for it. One wider than
    // the log is, or than is published, is not there.
    private bool Holds(TileId tile) =>
        Published is { } published && tile.Width <= TileId.WidthAt(tile.Level, tile.Index, published.Size);

    private static List<byte[]>? Whole(TileId tile, List<byte[]> read) => read.Count == tile.Width ? read : null;

    // What the last one that was read covers stays covered, so Covers asks for no file where that will do. Else read each time: two
    // checkpoints may be published within one tick of the file's time.
    private PublishedCheckpoint? Latest()
    {
        if (PublishedFile.Bytes(options.PublishedFile) is not { } bytes) return null;
        return latest is { } read && read.Note.AsSpan().SequenceEqual(bytes) ? read : latest = PublishedFile.Of(bytes);
    }

    // What is published needs no private key: one that can't be read (griot check says why) takes away nothing but its own name.
    private string? PresentKey()
    {
        var written = File.GetLastWriteTimeUtc(options.KeyFile);
        if (known is { } before && before.Written == written) return before.Key;
        try
        {
            if (ledger.Origin is not { } origin || LogKeys.Load(origin, options.KeyFile) is not { } keys) return known?.Key;
            using (keys) return (known = new KnownKey(written, keys.Present.ToString())).Key;
        }
        catch (Exception fault) when (fault is LogException or InvalidDataException or IOException)
        {
            return known?.Key;
        }
    }
}
