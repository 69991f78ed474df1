using System.Buffers;

namespace Griot.Formats.JsonFeed;

/// <summary>
/// Finds where JSON values end without reading them: knows strings, escapes and nesting. No recursion; every byte is
/// passed once.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> bytes)
{
    // Of numbers, truth values and null, and of what their writers took for such.
    private static readonly SearchValues<byte> Plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+-._$"u8);
    private readonly ReadOnlySpan<byte> bytes = bytes;

    public int Position { get; set; }

    public readonly bool IsAtEnd => Position >= bytes.Length;

    public readonly byte Next => Position < bytes.Length ? bytes[Position] : (byte)0;

    /// <summary>White space, and comments, which are no JSON and stand in some of it.</summary>
    public void SkipSpace()
    {
        do
        {
            var next = bytes[Position..].IndexOfAnyExcept(" \t\r\n"u8);
            Position = next < 0 ? bytes.Length : Position + next;
        }
        while (SkipComment());
    }

    private bool SkipComment()
    {
        var rest = bytes[Position..];
        if (!rest.StartsWith("//"u8) && !rest.StartsWith("/*"u8)) return false;
        var closing = rest[1] == '/' ? "\n"u8 : "*/"u8;
        var end = rest[2..].IndexOf(closing);
        Position = end < 0 ? bytes.Length : Position + 2 + end + closing.Length;
        return end >= 0;
    }

    public bool Take(byte letter)
    {
        SkipSpace();
        if (Next != letter || IsAtEnd) return false;
        Position++;
        return true;
    }

    /// <summary>From a value's first byte to behind its last; false: the text ends before. <paramref name="depth"/>: its nesting.</summary>
    public bool SkipValue(out int depth)
    {
        depth = 0;
        if (IsAtEnd) return false;
        return Next switch
        {
            (byte)'"' => SkipString(),
            (byte)'{' or (byte)'[' => SkipNested(out depth),
            _ => SkipPlain(),
        };
    }

    public bool SkipString()
    {
        for (Position++; !IsAtEnd;)
        {
            var next = bytes[Position..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0) break;
            var quote = bytes[Position + next] == '"';
            Position += next + (quote ? 1 : 2);
            if (quote) return true;
        }

        Position = bytes.Length;
        return false;
    }

    private bool SkipNested(out int deepest)
    {
        deepest = 0;
        for (var open = 0; !IsAtEnd;)
        {
            var next = bytes[Position..].IndexOfAny("\"{}[]"u8);
            if (next < 0) break;
            Position += next;
            if (Next == '"')
            {
                if (!SkipString()) return false;
                continue;
            }

            open += Next is (byte)'{' or (byte)'[' ? 1 : -1;
            deepest = Math.Max(deepest, open);
            Position++;
            if (open == 0) return true;
        }

        Position = bytes.Length;
        return false;
    }

    // Anything else is no value, and nothing that a cut may end with: a place must be that of an ASCII character.
    private bool SkipPlain()
    {
        var next = bytes[Position..].IndexOfAnyExcept(Plain);
        Position = next < 0 ? bytes.Length : Position + next;
        return next > 0;
    }
}
