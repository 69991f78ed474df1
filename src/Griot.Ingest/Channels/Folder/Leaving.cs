using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Griot.Ingest.Channels.Folder;

/// <summary>
/// How a file leaves its provider's folder: renamed into the house's, where both lie on one file system. Else it is given a name
/// there that nobody else uses, copied, and deleted once the copy lasts; killed in between, it is copied again and known.
/// </summary>
internal static class Leaving
{
    private static ReadOnlySpan<byte> Mark => ".griot-taken-"u8;

    private const int RandomDigits = 16;
    private const int LongestName = 255;

    /// <summary>Where the provider's own name begins behind the mark.</summary>
    internal static int NameAt => Mark.Length + RandomDigits + 1;

    /// <summary>True for a file that was marked to be taken.</summary>
    internal static bool IsOurs(ReadOnlySpan<byte> name) => name.StartsWith(Mark) && name.Length > NameAt;

    /// <summary>
    /// Moves a file into the house's folder under a name of ours. The facts of what has to lie there now; null where it is not the
    /// file any more that was looked at.
    /// </summary>
    /// <exception cref="UnixFaultException">The folder, or the file, does not let the house do that.</exception>
    internal static FileFacts? Take(HeldFolder provider, Arrived file, HouseFolder house, string ownName)
    {
        using var ways = new Ways(provider, file.Folders);
        var folder = ways.Last;
        // Opened first: what can't be read stays where its provider sees it.
        using var open = folder.OpenFile(file.Name);
        if (FileFacts.Of(open) is var facts && (!facts.IsPlain || !facts.IsAsIn(file.Facts))) return null;
        using var taking = HeldFolder.OpenOwn(house.Taking);
        try
        {
            folder.Move(file.Name, taking, Encoding.UTF8.GetBytes(ownName));
        }
        catch (UnixFaultException fault) when (fault.Number == Libc.OtherFileSystem)
        {
            return Copy(folder, file, house, ownName) ? taking.Look(Encoding.UTF8.GetBytes(ownName)) : null;
        }

        return file.Facts;
    }

    private static bool Copy(HeldFolder folder, Arrived file, HouseFolder house, string ownName)
    {
        var marked = IsOurs(file.Name) ? file.Name : MarkedName(file.Name);
        if (!IsOurs(file.Name)) folder.Move(file.Name, folder, marked);
        using var open = folder.OpenFile(marked);
        var facts = FileFacts.Of(open);
        if (!facts.IsPlain || facts.Length > Arrivals.LargestFile || !facts.IsAsIn(file.Facts)) return false;
        var bytes = Read(open, facts.Length);
        if (!FileFacts.Of(open).IsAsIn(facts)) return false;
        house.Keep(ownName, bytes);
        folder.Delete(marked);
        return true;
    }

    /// <summary>A file's bytes, not more than it had when it was looked at.</summary>
    internal static byte[] Read(SafeFileHandle file, long length)
    {
        var bytes = new byte[length];
        var read = 0;
        while (read < length && RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var more) read += more;
        return read == length ? bytes : bytes[..read];
    }

    private static byte[] MarkedName(byte[] name)
    {
        byte[] marked = [.. Mark, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomDigits / 2))), (byte)'-', .. name];
        return marked.Length <= LongestName ? marked : [.. marked.AsSpan(0, NameAt), .. name.AsSpan(name.Length - (LongestName - NameAt))];
    }

    // The folders on the way, each opened in the one before it.
    private sealed class Ways : IDisposable
    {
        private readonly List<HeldFolder> inner = [];

        internal Ways(HeldFolder outer, IReadOnlyList<byte[]> names)
        {
            Last = outer;
            foreach (var name in names)
            {
                Last = Last.Inside(name);
                inner.Add(Last);
            }
        }

        internal HeldFolder Last { get; }

        public void Dispose() => inner.ForEach(folder => folder.Dispose());
    }
}
