using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Griot.Ingest.Channels.Files;

/// <summary>A member of an archive, as the archive's list of its members tells of it. Nothing of that is believed before it is seen.</summary>
/// <param name="Name">For people. Nothing is ever written under it.</param>
/// <param name="Fault">Why it is not to be unpacked; null where it may be tried.</param>
/// <param name="HeaderAt">Where its own header stands in the file.</param>
/// <param name="Method">0: as it is; 8: deflated.</param>
/// <param name="Packed">Bytes in the file.</param>
/// <param name="Checksum">CRC-32 of what comes out.</param>
internal sealed record ZipMember(string Name, string? Fault, long HeaderAt, int Method, long Packed, uint Checksum);

/// <summary>
/// The list at the end of a zip archive (PKWARE APPNOTE 6.3.10, sections 4.3.12 and 4.3.16). Its end record is read first: how many
/// members it names, and how long the list is, are bounded before anything else is looked at.
/// </summary>
internal sealed record ZipDirectory(IReadOnlyList<ZipMember> Members, string? Fault)
{
    internal const int MostMembers = 1_000;
    private const int MostBytes = 1024 * 1024;
    private const int EndSize = 22, LongestComment = 65_535, HeaderSize = 46;
    private const uint EndMark = 0x06054b50, HeaderMark = 0x02014b50;

    static ZipDirectory() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>True for bytes that begin as an archive does, be it an empty one.</summary>
    internal static bool IsMeant(ReadOnlySpan<byte> start) => start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8);

    internal static ZipDirectory Read(SafeFileHandle file, long length)
    {
        var tail = Bytes(file, Math.Max(0, length - EndSize - LongestComment), length);
        var at = LastEnd(tail);
        if (at < 0) return Refused("the archive has no end: it is broken off, or none");
        var end = tail.AsSpan(at);
        var (count, size, start) = (BinaryPrimitives.ReadUInt16LittleEndian(end[10..]), BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        if (count > MostMembers) return Refused($"the archive holds more than {MostMembers} files");
        if (size > MostBytes || (long)start + size > length) return Refused("the list of the archive's files is damaged, or longer than 1 MB");
        return Walk(Bytes(file, start, (long)start + size), count);
    }

    private static ZipDirectory Walk(ReadOnlySpan<byte> list, int count)
    {
        var members = new List<ZipMember>(count);
        for (var n = 0; n < count; n++)
        {
            if (list.Length < HeaderSize || BinaryPrimitives.ReadUInt32LittleEndian(list) != HeaderMark) return Refused("the list of the archive's files is damaged");
            var (name, extra, comment) = (BinaryPrimitives.ReadUInt16LittleEndian(list[28..]), BinaryPrimitives.ReadUInt16LittleEndian(list[30..]), BinaryPrimitives.ReadUInt16LittleEndian(list[32..]));
            if (list.Length < HeaderSize + name + extra + comment) return Refused("the list of the archive's files is damaged");
            members.Add(MemberOf(list, list.Slice(HeaderSize, name)));
            list = list[(HeaderSize + name + extra + comment)..];
        }

        // A list that goes on names files that nobody would miss.
        return list.IsEmpty ? new ZipDirectory(members, null) : Refused("the list of the archive's files is damaged");
    }

    private static ZipMember MemberOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> nameBytes)
    {
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        // A name is UTF-8 where it says so, else of the first personal computers.
        var name = (flags & 0x800) != 0 ? Encoding.UTF8.GetString(nameBytes) : Encoding.GetEncoding(437).GetString(nameBytes);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(header[10..]);
        var packed = BinaryPrimitives.ReadUInt32LittleEndian(header[20..]);
        return new ZipMember(name, FaultOf(name, flags, method, packed, header), BinaryPrimitives.ReadUInt32LittleEndian(header[42..]), method, packed, BinaryPrimitives.ReadUInt32LittleEndian(header[16..]));
    }

    private static string? FaultOf(string name, int flags, int method, uint packed, ReadOnlySpan<byte> header)
    {
        // The upper half of these attributes is the mode of Unix, where the archive was made there.
        var isLink = header[5] == 3 && (BinaryPrimitives.ReadUInt32LittleEndian(header[38..]) >> 28) == 0xA;
        return IsAstray(name) ? "its name leads out of the archive"
            : isLink ? "it is a link"
            : (flags & 1) != 0 ? "it is encrypted"
            : method is not (0 or 8) ? "it is packed in a way that is not read"
            : packed == uint.MaxValue ? "it is larger than is taken"
            : null;
    }

    private static bool IsAstray(string name) =>
        name.StartsWith('/') || name.StartsWith('\\') || name.Contains('\0', StringComparison.Ordinal) || name is [_, ':', ..] || name.Split('/', '\\').Contains("..");

    private static int LastEnd(ReadOnlySpan<byte> tail)
    {
        for (var at = tail.Length - EndSize; at >= 0; at--)
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail[at..]) == EndMark) return at;
        return -1;
    }

    private static byte[] Bytes(SafeFileHandle file, long from, long to)
    {
        var bytes = new byte[to - from];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), from + read) is > 0 and var more) read += more;
        return bytes;
    }

    private static ZipDirectory Refused(string reason) => new([], reason);
}
