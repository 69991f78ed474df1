using Microsoft.Win32.SafeHandles;

namespace Griot.Ingest.Channels.Folder;

/// <summary>What a name stands for.</summary>
internal enum FileKind { Other, File, Folder, Link }

/// <summary>What the system says of a file without opening it, or of one that is open.</summary>
/// <param name="Kind">Only a <see cref="FileKind.File"/> is ever read: not a link, a pipe, a socket, a device.</param>
/// <param name="Links">Names that it has. Of more than one, another may be that of a file which its provider could not read.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Identity">Device and number: the same for the same file, whatever its name.</param>
/// <param name="Written">When its content was written last, as its owner has it.</param>
/// <param name="Changed">When it was written, renamed or linked last, by the clock of the system.</param>
internal sealed record FileFacts(FileKind Kind, uint Links, long Length, (ulong Device, ulong Number) Identity, (long, uint) Written, (long, uint) Changed)
{
    // struct statx has the same form on every machine (linux/stat.h).
    private const int Size = 256, LinksAt = 16, ModeAt = 28, NumberAt = 32, LengthAt = 40, ChangedAt = 96, WrittenAt = 112, DeviceAt = 136;
    private const uint Basic = 0x7FF;

    /// <summary>True where it is one file under one name, which may be read.</summary>
    internal bool IsPlain => Kind == FileKind.File && Links == 1;

    /// <summary>True where it is the same file, and nobody has written into it in between.</summary>
    internal bool IsAsIn(FileFacts before) => Identity == before.Identity && Length == before.Length && Written == before.Written;

    /// <summary>The facts of a name in a folder; null where there is none any more.</summary>
    internal static FileFacts? Of(SafeFileHandle folder, byte[] name) => Ask(folder, name, Libc.HereAndNotFollowed);

    /// <summary>The facts of an open file.</summary>
    internal static FileFacts Of(SafeFileHandle file) => Ask(file, [0], Libc.ThisVeryHandle) ?? throw new UnixFaultException("an open file", Libc.NoSuchFile);

    private static FileFacts? Ask(SafeFileHandle handle, byte[] name, int flags)
    {
        var answer = new byte[Size];
        if (Libc.StatX(handle, name, flags, Basic, answer) != 0)
        {
            var fault = UnixFaultException.Last("a file can't be looked at");
            return fault.Number == Libc.NoSuchFile ? null : throw fault;
        }

        return new FileFacts(
            KindOf(BitConverter.ToUInt16(answer, ModeAt)), BitConverter.ToUInt32(answer, LinksAt), (long)BitConverter.ToUInt64(answer, LengthAt),
            (BitConverter.ToUInt64(answer, DeviceAt), BitConverter.ToUInt64(answer, NumberAt)), Moment(answer, WrittenAt), Moment(answer, ChangedAt));
    }

    private static (long, uint) Moment(byte[] answer, int at) => (BitConverter.ToInt64(answer, at), BitConverter.ToUInt32(answer, at + 8));

    private static FileKind KindOf(ushort mode) => (mode & 0xF000) switch { 0x8000 => FileKind.File, 0x4000 => FileKind.Folder, 0xA000 => FileKind.Link, _ => FileKind.Other };
}
