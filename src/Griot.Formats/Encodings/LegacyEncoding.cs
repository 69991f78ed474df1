using System.Collections.Frozen;
using System.Text;

namespace Griot.Formats.Encodings;

/// <summary>
/// The encoding that machines of a language's countries wrote before UTF-8, for documents that declare none (WHATWG HTML,
/// 13.2.3.2, the suggested default encodings).
/// </summary>
internal static class LegacyEncoding
{
    private const int Furthest = 16 * 1024;

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ar"] = "windows-1256",
        ["fa"] = "windows-1256",
        ["be"] = "windows-1251",
        ["bg"] = "windows-1251",
        ["mk"] = "windows-1251",
        ["ru"] = "windows-1251",
        ["sr"] = "windows-1251",
        ["uk"] = "windows-1251",
        ["bs"] = "windows-1250",
        ["cs"] = "windows-1250",
        ["hr"] = "windows-1250",
        ["hu"] = "iso-8859-2",
        ["pl"] = "iso-8859-2",
        ["ro"] = "iso-8859-2",
        ["sk"] = "windows-1250",
        ["sl"] = "iso-8859-2",
        ["el"] = "windows-1253",
        ["et"] = "windows-1257",
        ["lt"] = "windows-1257",
        ["lv"] = "windows-1257",
        ["he"] = "windows-1255",
        ["ja"] = "shift_jis",
        ["ko"] = "euc-kr",
        ["ku"] = "windows-1254",
        ["tr"] = "windows-1254",
        ["th"] = "windows-874",
        ["vi"] = "windows-1258",
        ["zh"] = "gb18030",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>By the first language that the document names; null where it names none of these.</summary>
    public static Encoding? ByLanguage(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Furthest)];
        return (After(bytes, "<language>"u8) ?? After(bytes, "<dc:language>"u8) ?? After(bytes, "xml:lang=\""u8) ?? After(bytes, "xml:lang='"u8)) is { } language
            && Names.TryGetValue(language, out var name)
            ? WebEncoding.Named(name)
            : null;
    }

    /// <summary>By a language tag; null where it is of none of these languages.</summary>
    public static Encoding? OfLanguage(string tag) =>
        Names.TryGetValue(tag.Split('-')[0], out var name) ? WebEncoding.Named(name) : null;

    private static string? After(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> mark)
    {
        var at = bytes.IndexOf(mark);
        if (at < 0) return null;
        var tag = bytes[(at + mark.Length)..].TrimStart(" \t\r\n"u8);
        var length = 0;
        while (length < tag.Length && char.IsAsciiLetter((char)tag[length])) length++;
        return length is 2 ? Encoding.ASCII.GetString(tag[..2]) : null;
    }
}
