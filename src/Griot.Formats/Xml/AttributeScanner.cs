using System.Buffers;

namespace Griot.Formats.Xml;

/// <summary>The attributes of one start tag, in order; what is no <c>name="value"</c> is passed over.</summary>
internal ref struct AttributeScanner(ReadOnlySpan<byte> tag)
{
    private static readonly SearchValues<byte> TagNameEnd = SearchValues.Create(" \t\r\n/>"u8);
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n=/>"u8);
    private ReadOnlySpan<byte> rest = AfterName(tag);

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>As written, with its references.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool Read()
    {
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n/"u8);
            var end = rest.IndexOfAny(NameEnd);
            if (end < 0) return false;
            Name = rest[..end];
            rest = rest[end..].TrimStart(" \t\r\n"u8);
            if (rest is [(byte)'>', ..]) return false;
            if (rest is not [(byte)'=', ..]) continue;
            rest = rest[1..].TrimStart(" \t\r\n"u8);
            if (rest is not [(byte)'"' or (byte)'\'', ..]) continue;
            end = rest[1..].IndexOf(rest[0]);
            if (end < 0) return false;
            Value = rest.Slice(1, end);
            rest = rest[(end + 2)..];
            return true;
        }
    }

    private static ReadOnlySpan<byte> AfterName(ReadOnlySpan<byte> tag)
    {
        var end = tag.IndexOfAny(TagNameEnd);
        return end < 0 ? default : tag[end..];
    }
}
