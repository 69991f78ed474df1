namespace Griot.Formats.Xml;

/// <summary>The extent of a DOCTYPE: quotes, comments and processing instructions inside it hide brackets.</summary>
internal static class DocumentType
{
    /// <summary>Bytes from <c>&lt;!DOCTYPE</c> to its <c>&gt;</c>; 0: there is none here; -1: it does not end.</summary>
    public static int Length(ReadOnlySpan<byte> text)
    {
        if (text.Length < 9 || !System.Text.Ascii.EqualsIgnoreCase(text[..9], "<!DOCTYPE"u8)) return 0;
        var subset = false;
        for (var at = 9; at < text.Length;)
        {
            var step = Step(text[at..], ref subset);
            if (step == 0) return at + 1;
            if (step < 0) return -1;
            at += step;
        }

        return -1;
    }

    private static int Step(ReadOnlySpan<byte> text, ref bool subset)
    {
        var next = text.IndexOfAny(subset ? "\"'<]"u8 : "\"'[>"u8);
        if (next < 0) return -1;
        switch (text[next])
        {
            case (byte)'>':
                return next == 0 ? 0 : next;
            case (byte)'[':
                subset = true;
                return next + 1;
            case (byte)']':
                subset = false;
                return next + 1;
            case (byte)'<':
                return After(text, next, Closing(text[next..]));
            default:
                return After(text, next + 1, text.Slice(next, 1));
        }
    }

    private static ReadOnlySpan<byte> Closing(ReadOnlySpan<byte> markup) =>
        markup.StartsWith("<!--"u8) ? "-->"u8 : markup.StartsWith("<?"u8) ? "?>"u8 : "<"u8;

    /// <summary>Behind the next <paramref name="closing"/>; a declaration (closing "&lt;") is walked into, for its quotes.</summary>
    private static int After(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> closing)
    {
        var end = text[at..].IndexOf(closing);
        return end < 0 ? -1 : at + end + closing.Length;
    }
}
