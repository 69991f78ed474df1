using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>The end of an item: its newest entry, its newest version, and the number of the voice that it first came by.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ItemEnd(long Newest, int Version, int Voice)
{
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Bytes of an item in a saved state.</summary>
    internal const int Packed = 32;

    /// <summary>The 130 bits of an id, less the two that are never set in one of ours. Ids that differ in these alone share a key.</summary>
    internal static UInt128 KeyOf(string id)
    {
        UInt128 key = 0;
        foreach (var letter in id) key = (key << 5) | (uint)Letters.IndexOf(letter, StringComparison.Ordinal);
        return key;
    }

    internal static string IdOf(UInt128 key) => string.Create(OpaqueId.Length, key, static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--, rest >>= 5) text[i] = Letters[(int)(rest & 31)];
    });

    internal static byte[] Pack(Dictionary<UInt128, ItemEnd> items)
    {
        var bytes = new byte[items.Count * Packed];
        var at = bytes.AsSpan();
        foreach (var (key, end) in items)
        {
            BinaryPrimitives.WriteUInt128BigEndian(at, key);
            BinaryPrimitives.WriteInt64BigEndian(at[16..], end.Newest);
            BinaryPrimitives.WriteInt32BigEndian(at[24..], end.Version);
            BinaryPrimitives.WriteInt32BigEndian(at[28..], end.Voice);
            at = at[Packed..];
        }

        return bytes;
    }

    /// <summary>The voices that a packed state names, before anything is made of it.</summary>
    internal static IEnumerable<int> Voices(byte[] bytes)
    {
        for (var at = Packed; at <= bytes.Length; at += Packed) yield return BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at - 4));
    }

    internal static Dictionary<UInt128, ItemEnd> Unpack(ReadOnlySpan<byte> bytes)
    {
        var items = new Dictionary<UInt128, ItemEnd>(bytes.Length / Packed);
        for (var at = bytes; at.Length >= Packed; at = at[Packed..])
            items[BinaryPrimitives.ReadUInt128BigEndian(at)] = new ItemEnd(
                BinaryPrimitives.ReadInt64BigEndian(at[16..]), BinaryPrimitives.ReadInt32BigEndian(at[24..]), BinaryPrimitives.ReadInt32BigEndian(at[28..]));
        return items;
    }
}
