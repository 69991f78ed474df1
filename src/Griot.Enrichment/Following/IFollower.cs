using Griot.Record;

namespace Griot.Enrichment;

/// <summary>
/// Something that is derived from the ledger and may be thrown away: it remembers in its own store up to where it has read, and
/// reads on from there. What it holds is never the truth about who may see a piece: <see cref="Shelf"/> is asked for that.
/// </summary>
internal interface IFollower
{
    /// <summary>What the operator knows it by.</summary>
    string Name { get; }

    /// <summary>All entries below this log index have been read. After a crash it may be less than it was: they are read again.</summary>
    long Position { get; }

    /// <summary>Reads the entries from <see cref="Position"/> on, in order and without a gap. Called by one thread at a time.</summary>
    void Follow(IReadOnlyList<SealedEntry> entries);

    /// <summary>
    /// Called at the end of the ledger, now and then: does a small step of what can wait, so that no fresh entry waits behind it.
    /// True where more of it is left.
    /// </summary>
    bool Rest() => false;
}
