using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Griot.Formats.Encodings;

/// <summary>
/// What a document's bytes alone say of their encoding. UTF-8 is nearly never there by chance: bytes beyond ASCII that are
/// all of them UTF-8 contradict another single-byte encoding, and bytes most of which can't belong to any UTF-8 contradict
/// UTF-8. A few broken characters don't: they are shown as U+FFFD.
/// </summary>
internal sealed class ByteShape
{
    /// <summary>So many characters of UTF-8 are no chance.</summary>
    private const int NoChance = 2;

    /// <summary>Bytes of a unit by the zeros among the first bytes, since a feed begins with an ASCII character: 1, 2 or 4.</summary>
    public int Width => WebEncoding.Width(Wide);

    /// <summary>UTF-16 or UTF-32 in the order of their bytes; UTF-8 for all else.</summary>
    public required Encoding Wide { get; init; }

    public bool IsAscii { get; private init; }

    private bool IsUtf8 { get; init; }

    private bool IsNoUtf8 { get; init; }

    public static ByteShape Of(ReadOnlySpan<byte> bytes)
    {
        var wide = Zeros(bytes);
        if (WebEncoding.Width(wide) > 1) return new() { Wide = wide };
        if (Ascii.IsValid(bytes)) return new() { Wide = wide, IsAscii = true };
        var whole = WithoutCutCharacter(bytes);
        if (Utf8.IsValid(whole)) return new() { Wide = wide, IsUtf8 = Characters(whole) >= NoChance };
        var (good, impossible) = Count(whole);
        return new() { Wide = wide, IsNoUtf8 = impossible > good };
    }

    /// <summary>False where the bytes contradict the encoding.</summary>
    public bool Fits(Encoding encoding) =>
        WebEncoding.Width(encoding) == Width && !(encoding is UTF8Encoding ? IsNoUtf8 : IsUtf8 && encoding.IsSingleByte && WebEncoding.IsAsciiCompatible(encoding));

    private static Encoding Zeros(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, 0, 0, not 0, ..] => WebEncoding.Utf32BigEndian,
        [not 0, 0, 0, 0, ..] => WebEncoding.Utf32,
        [0, not 0, ..] => WebEncoding.Utf16BigEndian,
        [not 0, 0, ..] => WebEncoding.Utf16,
        _ => WebEncoding.Utf8,
    };

    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        for (var next = utf8.IndexOfAnyInRange((byte)0xC2, (byte)0xF4); next >= 0 && count < NoChance; next = utf8.IndexOfAnyInRange((byte)0xC2, (byte)0xF4))
        {
            count++;
            utf8 = utf8[(next + 1)..];
        }

        return count;
    }

    /// <summary>Characters of UTF-8, and bytes that belong to none; a lead byte with a continuation that make no character are neither.</summary>
    private static (int Good, int Impossible) Count(ReadOnlySpan<byte> bytes)
    {
        var (good, impossible) = (0, 0);
        while (bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) is >= 0 and var next)
        {
            bytes = bytes[next..];
            var length = 1;
            while (length < bytes.Length && length < 4 && (bytes[length] & 0xC0) == 0x80) length++;
            if (Rune.DecodeFromUtf8(bytes, out _, out var used) == OperationStatus.Done) (good, length) = (good + 1, used);
            else if (bytes[0] is < 0xC0 or >= 0xF8 || length == 1) (impossible, length) = (impossible + 1, 1);
            bytes = bytes[length..];
        }

        return (good, impossible);
    }

    /// <summary>A transfer that broke off inside a character does not make the rest another encoding.</summary>
    private static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> bytes)
    {
        var lead = bytes.Length - 1;
        while (lead >= 0 && lead > bytes.Length - 4 && (bytes[lead] & 0xC0) == 0x80) lead--;
        return lead >= 0 && bytes[lead] >= 0xC0 ? bytes[..lead] : bytes;
    }
}
