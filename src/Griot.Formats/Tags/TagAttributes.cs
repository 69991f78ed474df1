using System.Buffers;
using System.Text;

namespace Griot.Formats.Tags;

/// <summary>The attributes of one start tag of a <see cref="TagWalk"/>, in order: quoted, without quotes, or without a value.</summary>
public ref struct TagAttributes(ReadOnlySpan<byte> inside)
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n\f=/"u8);
    private static readonly SearchValues<byte> Blank = SearchValues.Create(" \t\r\n\f"u8);
    private ReadOnlySpan<byte> rest = inside;

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>As written, with its references.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public readonly bool Is(ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(Name, name);

    public bool Read()
    {
        rest = rest.TrimStart(" \t\r\n\f/"u8);
        if (rest.IsEmpty) return false;
        var end = rest[1..].IndexOfAny(NameEnd);
        Name = end < 0 ? rest : rest[..(end + 1)];
        rest = rest[Name.Length..].TrimStart(" \t\r\n\f"u8);
        Value = default;
        if (rest is [(byte)'=', ..]) TakeValue();
        return true;
    }

    private void TakeValue()
    {
        rest = rest[1..].TrimStart(" \t\r\n\f"u8);
        if (rest is [(byte)'"' or (byte)'\'', ..] && rest[1..].IndexOf(rest[0]) is >= 0 and var length)
        {
            var forgotten = OpenQuotes.Forgotten(rest[1..], length);
            Value = rest.Slice(1, forgotten ?? length);
            rest = rest[(1 + (forgotten ?? (length + 1)))..];
            return;
        }

        var end = rest.IndexOfAny(Blank);
        // A value that was forgotten altogether: what follows is the next attribute.
        if ((end < 0 ? rest : rest[..end]).IndexOf("=\""u8) > 0) return;
        Value = (end < 0 ? rest : rest[..end]).Trim((byte)'"').Trim((byte)'\'');
        rest = end < 0 ? default : rest[end..];
    }
}
