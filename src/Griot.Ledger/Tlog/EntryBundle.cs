using System.Buffers.Binary;

namespace Griot.Ledger.Tlog;

/// <summary>Entries as they are served (C2SP tlog-tiles, "Log entries"): each with its length, big-endian, in two bytes before it.</summary>
public static class EntryBundle
{
    /// <exception cref="ArgumentException">More than 256 entries, or one of more than 65,535 bytes.</exception>
    public static byte[] Write(IReadOnlyList<byte[]> entries)
    {
        if (entries.Count > TileId.FullWidth) throw new ArgumentException("A bundle holds 256 entries at most.", nameof(entries));
        var bytes = new byte[entries.Sum(entry => sizeof(ushort) + entry.Length)];
        var rest = bytes.AsSpan();
        foreach (var entry in entries)
        {
            if (entry.Length > ushort.MaxValue) throw new ArgumentException("An entry of a bundle has 65,535 bytes at most.", nameof(entries));
            BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)entry.Length);
            entry.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }

        return bytes;
    }

    /// <summary>Reads a bundle; null where the bytes end within an entry or hold more than 256. How many there must be, the caller knows.</summary>
    public static IReadOnlyList<byte[]>? Read(ReadOnlySpan<byte> bytes)
    {
        var entries = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            if (entries.Count == TileId.FullWidth || bytes.Length < sizeof(ushort)) return null;
            var end = sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(bytes);
            if (bytes.Length < end) return null;
            entries.Add(bytes[sizeof(ushort)..end].ToArray());
            bytes = bytes[end..];
        }

        return entries;
    }
}
