using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>Reads the published log of a data folder: full tiles from their files, all else from the database.</summary>
public sealed class LogReader(LedgerStore ledger, LogOptions options) : ILogReader
{
    private sealed record Kept(DateTime Written, PublishedCheckpoint? Checkpoint, string? Key);

    private volatile Kept kept = new(default, null, null);

    /// <inheritdoc/>
    public PublishedCheckpoint? Published => ledger.Freeze is { } freeze && SignedNote.Parse(freeze.Published) is { } note && Checkpoint.Parse(note.Text) is { } checkpoint
        ? new PublishedCheckpoint(checkpoint.Origin, checkpoint.Size, freeze.Published)
        : Present().Checkpoint;

    /// <inheritdoc/>
    public string? Key => Present().Key ?? (ledger.Origin is { } origin && ledger.KnownKeys(origin) is [.., var key] ? key.ToString() : null);

    /// <inheritdoc/>
    public byte[]? Tile(string path)
    {
        if (TileId.ParsePath(path) is not { } tile || !Holds(tile)) return null;
        var from = tile.Index * TileId.FullWidth;
        if (tile.Level == TileId.Entries) return Whole(tile, ledger.ReadLog((rows, _) => rows.Entries(from, from + tile.Width))) is { } entries ? EntryBundle.Write(entries) : null;
        if (tile.Width == TileId.FullWidth) return FullTile(options.TileFile(tile.Path));
        return Whole(tile, ledger.ReadLog((rows, _) => rows.Hashes(tile.Level, from, from + tile.Width))) is { } hashes ? [.. hashes.SelectMany(hash => hash)] : null;
    }

    /// <inheritdoc/>
    public InclusionPath? Path(long entry)
    {
        if (Published is not { } published || entry < 0 || entry >= published.Size) return null;
        var hashes = ledger.ReadLog((rows, _) => InclusionProof.Of(entry, published.Size, (height, index) => StoredHashes.Subtree(rows, height, index)));
        return new InclusionPath(entry, hashes, published);
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

    // A partial tile of an earlier size stays servable: a client that holds an older checkpoint asks for it. One wider than
    // the log is, or than is published, is not there.
    private bool Holds(TileId tile) =>
        Published is { } published && tile.Width <= TileId.WidthAt(tile.Level, tile.Index, published.Size);

    // A frozen store serves a checkpoint of which it has not all tiles.
    private static byte[]? FullTile(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static List<byte[]>? Whole(TileId tile, List<byte[]> read) => read.Count == tile.Width ? read : null;

    // Each new checkpoint is a new file under the old name: its time says whether it was read already.
    private Kept Present()
    {
        var written = File.GetLastWriteTimeUtc(options.PublishedFile);
        if (kept is var known && known.Written == written) return known;
        var checkpoint = PublishedFile.Read(options.PublishedFile);
        using var keys = checkpoint is null ? null : LogKeys.Load(checkpoint.Origin, options.KeyFile);
        return kept = new Kept(written, checkpoint, keys?.Present.ToString() ?? known.Key);
    }
}
