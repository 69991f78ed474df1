using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Griot.Ingest.Channels.Folder;

/// <summary>
/// A folder that is held open. Names in it are bytes, and none of them is followed where it is a link: whoever owns the folder
/// can change what a name stands for at any moment, and leads nobody out of it by that.
/// </summary>
internal sealed class HeldFolder : IDisposable
{
    private const int NameAt = 19;
    private const int LongestPath = 4096;
    private static readonly byte[] Root = [(byte)'/', 0];
    private readonly SafeFileHandle handle;

    private HeldFolder(SafeFileHandle handle) => this.handle = handle;

    /// <summary>True where this machine has what is needed: Linux, with a C library of 2018 or later.</summary>
    internal static bool IsPossible { get; } = OperatingSystem.IsLinux() && Tried();

    internal FileFacts Facts => FileFacts.Of(handle);

    /// <summary>Opens a folder by its absolute path, of which no part may be a link.</summary>
    internal static HeldFolder Open(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var held = new HeldFolder(Taken(Libc.Open(Root, parts.Length == 0 ? Libc.Folder : Libc.Passage, 0), "/"));
        for (var i = 0; i < parts.Length; i++)
        {
            using var outer = held;
            held = outer.Inside(Encoding.UTF8.GetBytes(parts[i]), i == parts.Length - 1 ? Libc.Folder : Libc.Passage);
        }

        return held;
    }

    /// <summary>Opens a folder of the house's own, wherever links on the way to it lead.</summary>
    internal static HeldFolder OpenOwn(string path) => new(Taken(Libc.Open([.. Encoding.UTF8.GetBytes(path), 0], Libc.OwnFolder, 0), path));

    /// <summary>The path of a folder without any link in it; null where there is no such folder.</summary>
    internal static string? RealPath(string path)
    {
        var resolved = new byte[LongestPath];
        if (Libc.RealPath([.. Encoding.UTF8.GetBytes(Path.GetFullPath(path)), 0], resolved) == 0) return null;
        var real = Encoding.UTF8.GetString(resolved.AsSpan(0, Array.IndexOf(resolved, (byte)0)));
        return Directory.Exists(real) ? real : null;
    }

    /// <summary>Opens a folder inside.</summary>
    internal HeldFolder Inside(byte[] name) => Inside(name, Libc.Folder);

    /// <summary>Opens a file to be read, whatever it is: look at its facts first. Does not wait for a pipe.</summary>
    internal SafeFileHandle OpenFile(byte[] name) => Taken(Libc.OpenAt(handle, Ended(name), Libc.File, 0), Shown(name));

    /// <summary>What a name stands for; null where it is gone.</summary>
    internal FileFacts? Look(byte[] name) => FileFacts.Of(handle, Ended(name));

    /// <summary>Gives whatever bears a name another one, in this folder or in another of the same file system.</summary>
    internal void Move(byte[] name, HeldFolder to, byte[] newName)
    {
        if (Libc.RenameAt(handle, Ended(name), to.handle, Ended(newName)) != 0) throw UnixFaultException.Last(Shown(name));
    }

    internal void Delete(byte[] name)
    {
        if (Libc.UnlinkAt(handle, Ended(name), 0) != 0) throw UnixFaultException.Last(Shown(name));
    }

    /// <summary>The names in it, without <c>.</c> and <c>..</c>, as the system gives them; at most so many.</summary>
    internal IReadOnlyList<byte[]> Names(int most)
    {
        var list = List();
        try
        {
            var names = new List<byte[]>();
            while (names.Count < most && Libc.ReadList(list) is not 0 and var entry)
                if (NameOf(entry) is var name && !name.AsSpan().SequenceEqual("."u8) && !name.AsSpan().SequenceEqual(".."u8)) names.Add(name);
            return names;
        }
        finally
        {
            _ = Libc.CloseList(list);
        }
    }

    public void Dispose() => handle.Dispose();

    // A list takes its handle over; a new one begins at the beginning.
    private nint List()
    {
        var own = Libc.OpenAt(handle, [(byte)'.', 0], Libc.Folder, 0);
        if (own < 0) throw UnixFaultException.Last("the folder can't be read");
        if (Libc.OpenList(own) is not 0 and var list) return list;
        var fault = UnixFaultException.Last("the folder can't be read");
        _ = Libc.Close(own);
        throw fault;
    }

    private HeldFolder Inside(byte[] name, int flags) => new(Taken(Libc.OpenAt(handle, Ended(name), flags, 0), Shown(name)));

    private static SafeFileHandle Taken(int number, string what) =>
        number < 0 ? throw UnixFaultException.Last(what) : new SafeFileHandle(number, ownsHandle: true);

    private static byte[] NameOf(nint entry)
    {
        var end = entry + NameAt;
        while (Marshal.ReadByte(end) != 0) end++;
        var name = new byte[end - entry - NameAt];
        Marshal.Copy(entry + NameAt, name, 0, name.Length);
        return name;
    }

    // The system's strings end with a zero. A name that leads elsewhere is a fault of ours: the system lists none.
    private static byte[] Ended(byte[] name) =>
        name.AsSpan().ContainsAny((byte)0, (byte)'/') ? throw new ArgumentException("A name of more than one part.", nameof(name)) : [.. name, 0];

    private static string Shown(byte[] name) => $"“{FileLabel.Of(name)}”";

    private static bool Tried()
    {
        try
        {
            using var root = Open("/");
            return root.Facts.Kind == FileKind.Folder;
        }
        catch (Exception fault) when (fault is EntryPointNotFoundException or DllNotFoundException or IOException)
        {
            return false;
        }
    }
}
