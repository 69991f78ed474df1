using Griot.Formats;
using Griot.Ingest.Channels.Handed;

namespace Griot.Ingest.Channels.Archive;

/// <summary>Something that was found in an archive.</summary>
/// <param name="File">Whose name, below what was to be imported, says where it lay.</param>
/// <param name="Address">The address that it once had, where the archive says so.</param>
internal abstract record ArchivePart(string File, string? Address)
{
    /// <summary>A piece, to be read and judged.</summary>
    internal sealed record Found(string File, string? Address, HandedPiece Piece) : ArchivePart(File, Address);

    /// <summary>A document of which no piece can be made: it is kept whole, with its reason.</summary>
    internal sealed record Aside(string File, string? Address, ReadOnlyMemory<byte> Bytes, string? ContentType, Incident Why) : ArchivePart(File, Address);

    /// <summary>What was never meant to be a piece (a draft, a picture of a page): counted, and left in the archive.</summary>
    internal sealed record Passed(string File, string? Address) : ArchivePart(File, Address);

    /// <summary>What can't be taken: it stays in the archive, and is told.</summary>
    internal sealed record Refused(string File, string? Address, Incident Why) : ArchivePart(File, Address);
}
