using System.Buffers;

namespace Griot.Formats.Xml;

/// <summary>
/// The attributes of one start tag, in order. Values without quotes are read as HTML has them, a value whose closing quote
/// is missing goes to the end of its word, and a name without a value is passed over.
/// </summary>
internal ref struct AttributeScanner(ReadOnlySpan<byte> tag)
{
    private static readonly SearchValues<byte> TagNameEnd = SearchValues.Create(" \t\r\n/>"u8);
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n=/>"u8);
    private static readonly SearchValues<byte> BareEnd = SearchValues.Create(" \t\r\n>"u8);
    private ReadOnlySpan<byte> rest = AfterName(tag);

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>As written, with its references.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>False where the value stood without quotes, which is no XML.</summary>
    public bool IsQuoted { get; private set; }

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
            TakeValue();
            return true;
        }
    }

    private void TakeValue()
    {
        var quote = rest is [(byte)'"' or (byte)'\'', ..] ? rest[0] : (byte)0;
        var end = quote == 0 ? -1 : rest[1..].IndexOf(quote);
        IsQuoted = end >= 0;
        if (IsQuoted)
        {
            Value = rest.Slice(1, end);
            rest = rest[(end + 2)..];
            return;
        }

        if (quote != 0) rest = rest[1..];
        end = rest.IndexOfAny(BareEnd);
        Value = end < 0 ? rest : rest[..end];
        rest = rest[Value.Length..];
        if (rest is [(byte)'>'] && Value is [.., (byte)'/']) Value = Value[..^1];
    }

    private static ReadOnlySpan<byte> AfterName(ReadOnlySpan<byte> tag)
    {
        var end = tag.IndexOfAny(TagNameEnd);
        return end < 0 ? default : tag[end..];
    }
}
