namespace Griot.Record;

/// <summary>
/// What may be read of the published log (C2SP tlog-tiles): only what its last checkpoint covers, so that nobody sees an entry
/// that the house could still deny. Reads may be called from any thread and never wait for the signer.
/// </summary>
public interface ILogReader
{
    /// <summary>The last published checkpoint; null before the first, and where no key has been made.</summary>
    PublishedCheckpoint? Published { get; }

    /// <summary>The key that signs, as a vkey (C2SP signed-note); null before the first.</summary>
    string? Key { get; }

    /// <summary>Whether the published checkpoint covers an entry, as this store has it.</summary>
    bool Covers(long entry);

    /// <summary>When the oldest entry was sealed that the published checkpoint does not cover; null where it covers all.</summary>
    DateTimeOffset? UnsignedSince { get; }

    /// <summary>Why nothing is sealed or signed any more; null while the log goes on.</summary>
    FrozenLog? Frozen { get; }

    /// <summary>How this log took the place of another, of which entries were lost; null where it is the first.</summary>
    LogBeginning? Beginning { get; }

    /// <summary>
    /// A tile of hashes, or the entries under one, by what stands behind <c>tile/</c> in its address (<c>0/x001/234.p/5</c>,
    /// <c>entries/000</c>). Null for any other spelling, and where the published log has no such tile.
    /// </summary>
    byte[]? Tile(string path);

    /// <summary>
    /// How the published root is reached from an entry; null where the published log does not hold it yet, and where a frozen
    /// store can't find the way.
    /// </summary>
    InclusionPath? Path(long entry);

    /// <summary>The same as a file (C2SP tlog-proof) with <paramref name="extra"/> in it.</summary>
    byte[] ProofFile(InclusionPath path, byte[] extra);

    /// <summary>The exact bytes of an entry; null beyond the published end.</summary>
    byte[]? EntryBytes(long entry);

    /// <summary>
    /// The salt that opens a commitment; null where there is none, or it was removed. It is published only together with the
    /// bytes that it opens: whoever calls this decides that by <see cref="Showing"/>.
    /// </summary>
    byte[]? Salt(long entry, Part part);
}

/// <summary>A published checkpoint.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">Entries that it covers.</param>
/// <param name="Note">The signed note, byte by byte.</param>
public sealed record PublishedCheckpoint(string Origin, long Size, byte[] Note);

/// <summary>That a store is behind what was published of its log, or differs from it.</summary>
/// <param name="Behind">Entries that were published and are not here; 0 where the store differs.</param>
/// <param name="DiffersAt">The first entry that may differ; null where entries are only missing.</param>
public sealed record FrozenLog(long Behind, long? DiffersAt);

/// <summary>The beginning of a log that succeeds another.</summary>
/// <param name="Entry">The entry that says so.</param>
/// <param name="Notice">What it says.</param>
public sealed record LogBeginning(long Entry, SuccessionNotice Notice);

/// <summary>An inclusion proof (RFC 6962, section 2.1.1): the hashes beside the way from a leaf to the root, leaf first.</summary>
public sealed record InclusionPath(long Entry, IReadOnlyList<byte[]> Hashes, PublishedCheckpoint Checkpoint);
