using System.Text;

namespace Griot.Formats.Encodings;

/// <summary>
/// Places of the UTF-8 copy in the bytes of the original. It only walks forward: places must be asked for in ascending
/// order, and each must be that of an ASCII character, as those of markup are.
/// </summary>
internal sealed class OffsetMap(Encoding encoding, int preamble, ReadOnlyMemory<byte> original, ReadOnlyMemory<byte> copy)
{
    private readonly int width = WebEncoding.Width(encoding);
    private readonly bool same = WebEncoding.IsAsciiCompatible(encoding);
    private readonly char[] decoded = new char[8];
    private Decoder? decoder;
    private int copied;
    private int units;
    private int consumed;
    private int emitted;

    /// <summary>Bytes of an ASCII character in the original.</summary>
    public int UnitWidth => width;

    public int Original(int place)
    {
        if (same) return preamble + place;
        var passed = copy.Span[copied..place];
        copied = place;
        units += width == 4 ? Scalars(passed) : Encoding.UTF8.GetCharCount(passed);
        return width > 1 ? preamble + (units * width) : Walk(units);
    }

    private static int Scalars(ReadOnlySpan<byte> utf8)
    {
        var scalars = 0;
        foreach (var unit in utf8) scalars += (unit & 0xC0) == 0x80 ? 0 : 1;
        return scalars;
    }

    /// <summary>
    /// Multi-byte and stateful encodings: decodes byte by byte up to the byte that gives character number
    /// <paramref name="character"/>.
    /// </summary>
    private int Walk(int character)
    {
        decoder ??= encoding.GetDecoder();
        var bytes = original.Span[preamble..];
        while (consumed < bytes.Length && emitted <= character)
            emitted += decoder.GetChars(bytes.Slice(consumed++, 1), decoded, false);
        return preamble + consumed - 1;
    }
}
