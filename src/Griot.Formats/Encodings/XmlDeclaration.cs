namespace Griot.Formats.Encodings;

/// <summary>The XML declaration of a document whose markup is ASCII.</summary>
internal static class XmlDeclaration
{
    private const int Furthest = 1024;

    /// <summary>The name in <c>encoding="..."</c>, or null where there is no declaration or no name in it.</summary>
    public static string? Encoding(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Furthest)].TrimStart(" \t\r\n"u8);
        if (!bytes.StartsWith("<?xml"u8)) return null;
        var end = bytes.IndexOf("?>"u8);
        if (end < 0) return null;
        var at = bytes[..end].IndexOf("encoding"u8);
        return at < 0 ? null : Value(bytes[(at + 8)..end].TrimStart(" \t\r\n"u8));
    }

    private static string? Value(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'=', ..]) return null;
        text = text[1..].TrimStart(" \t\r\n"u8);
        if (text is not [(byte)'"' or (byte)'\'', ..]) return null;
        var end = text[1..].IndexOf(text[0]);
        return end <= 0 ? null : System.Text.Encoding.Latin1.GetString(text[1..(end + 1)]);
    }
}
