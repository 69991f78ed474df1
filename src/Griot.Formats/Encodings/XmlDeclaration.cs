namespace Griot.Formats.Encodings;

/// <summary>The XML declaration of a document whose markup is ASCII or, as that of some old machines, EBCDIC (XML 1.0, F.1).</summary>
internal static class XmlDeclaration
{
    private const int Furthest = 4096;
    private static readonly System.Text.Encoding Ebcdic = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(37)!;

    /// <summary><c>&lt;?xm</c>.</summary>
    private static ReadOnlySpan<byte> EbcdicStart => [0x4C, 0x6F, 0xA7, 0x94];


    /// <summary>The name in <c>encoding="..."</c>, or null where there is no declaration or no name in it.</summary>
    public static string? Encoding(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Furthest)];
        if (bytes.StartsWith(EbcdicStart)) bytes = System.Text.Encoding.Latin1.GetBytes(Ebcdic.GetString(bytes));
        var start = bytes.IndexOf("<?xml"u8);
        if (start < 0) return null;
        bytes = bytes[start..];
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
