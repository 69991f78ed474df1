using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;

namespace Griot.Ingest.Channels.Files;

/// <summary>What came out of a member of an archive: its bytes, or why there are none.</summary>
internal sealed record Unpacked(string Name, byte[]? Bytes, string? Fault);

/// <summary>
/// Unpacks the members of an archive, one at a time, in memory. What an archive says of its sizes is not believed: what really comes
/// out is counted, of each and of all, so that 42 kB never become 4 GB.
/// </summary>
internal sealed class ZipContent(SafeFileHandle file, long length)
{
    internal const int LargestMember = 20 * 1024 * 1024;
    private const long MostBytes = 200L * 1024 * 1024;
    private const int HeaderSize = 30;
    private const uint HeaderMark = 0x04034b50;

    private long unpacked;

    /// <summary>Each member that is a file, as it is asked for. Folders, and names that begin with a dot, are no documents.</summary>
    internal IEnumerable<Unpacked> Of(ZipDirectory directory) =>
        directory.Members.Where(member => !IsNoDocument(member.Name)).Select(member => member.Fault is { } fault ? new Unpacked(member.Name, null, fault) : Unpack(member));

    // What a Macintosh writes beside each file is no file of its own.
    private static bool IsNoDocument(string name) =>
        name.EndsWith('/') || name.StartsWith("__MACOSX/", StringComparison.Ordinal) || Path.GetFileName(name).StartsWith('.') && !name.Contains("..", StringComparison.Ordinal);

    private Unpacked Unpack(ZipMember member)
    {
        try
        {
            var room = Math.Min(LargestMember, MostBytes - unpacked);
            if (Start(member) is not { } start || Inflate(member, start, room) is not { } bytes) return new Unpacked(member.Name, null, "it is damaged");
            if (bytes.Length > room) return new Unpacked(member.Name, null, "it unpacks to more than is taken: 20 MB a file, 200 MB in all");
            if (Crc32.Of(bytes) != member.Checksum) return new Unpacked(member.Name, null, "it is damaged: its checksum is another");
            return ZipDirectory.IsMeant(bytes) ? new Unpacked(member.Name, null, "it is an archive inside an archive") : new Unpacked(member.Name, bytes, null);
        }
        catch (InvalidDataException)
        {
            return new Unpacked(member.Name, null, "it is damaged");
        }
    }

    // The member's own header repeats its name at a length of its own.
    private long? Start(ZipMember member)
    {
        var header = new byte[HeaderSize];
        if (RandomAccess.Read(file, header, member.HeaderAt) != HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(header) != HeaderMark) return null;
        var start = member.HeaderAt + HeaderSize + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26)) + BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28));
        return start + member.Packed <= length ? start : null;
    }

    // One byte more than there is room for tells that there is more.
    private byte[]? Inflate(ZipMember member, long start, long room)
    {
        using var part = new FilePart(file, start, member.Packed);
        using Stream stream = member.Method == 0 ? part : new DeflateStream(part, CompressionMode.Decompress);
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (content.Length <= room && stream.Read(buffer, 0, (int)Math.Min(buffer.Length, room + 1 - content.Length)) is > 0 and var read)
        {
            content.Write(buffer, 0, read);
            // At once: a member that turns out to be damaged at its end was work as well.
            unpacked += read;
        }

        return content.ToArray();
    }
}
