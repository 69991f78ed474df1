using Griot.Record;

namespace Griot.Syndication.Tests;

/// <summary>The log of a house that has no key yet.</summary>
internal sealed class UnsignedLog : ILogReader
{
    public PublishedCheckpoint? Published => null;

    public bool Covers(long entry) => false;

    public string? Key => null;

    public DateTimeOffset? UnsignedSince => null;

    public FrozenLog? Frozen => null;

    public LogBeginning? Beginning => null;

    public byte[]? Tile(string path) => null;

    public InclusionPath? Path(long entry) => null;

    public byte[] ProofFile(InclusionPath path, byte[] extra) => throw new InvalidOperationException("There is no path.");

    public byte[]? EntryBytes(long entry) => null;

    public byte[]? Salt(long entry, Part part) => null;
}
