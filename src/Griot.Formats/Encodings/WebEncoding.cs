using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Griot.Formats.Encodings;

/// <summary>
/// Encodings by the names that documents and servers give. ISO-8859-1 and US-ASCII are read as windows-1252, as the
/// whole web does (WHATWG Encoding): it has the same letters, and quotation marks where the others have controls.
/// Every encoding here replaces what it can't decode by U+FFFD and never throws.
/// </summary>
internal static class WebEncoding
{
    public static Encoding Utf8 { get; } = new UTF8Encoding(false, false);

    public static Encoding Windows1252 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static Encoding Utf16BigEndian { get; } = new UnicodeEncoding(true, false, false);

    public static Encoding Utf16 { get; } = new UnicodeEncoding(false, false, false);

    public static Encoding Utf32BigEndian { get; } = new UTF32Encoding(true, false, false);

    public static Encoding Utf32 { get; } = new UTF32Encoding(false, false, false);

    private static readonly ConcurrentDictionary<int, bool> AsciiCompatible = new();

    /// <summary>The encoding, or null: unknown, or refused (UTF-7 hides markup from every scanner).</summary>
    public static Encoding? Named(string name) => name.Trim().ToLowerInvariant() switch
    {
        "utf-8" or "utf8" or "utf_8" or "utf-8-sig" or "unicode-1-1-utf-8" or "cp65001" => Utf8,
        "windows-1252" or "cp1252" or "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "iso_8859_1" or "iso88591" or "latin1" or "latin-1" or "latin_1" or "l1" or "iso-ir-100" or "csisolatin1" or "ibm819" or "cp819" or "us-ascii" or "ascii" or "ansi_x3.4-1968" or "iso-ir-6" or "iso646-us" => Windows1252,
        "utf-16" or "utf16" or "utf-16le" or "utf_16" or "iso-10646-ucs-2" or "ucs-2" or "unicode" => Utf16,
        "utf-16be" => Utf16BigEndian,
        "utf-32" or "utf-32le" or "ucs-4" => Utf32,
        "utf-32be" => Utf32BigEndian,
        "utf-7" or "unicode-1-1-utf-7" or "x-user-defined" => null,
        { Length: > 0 and < 40 } other => CodePagesEncodingProvider.Instance.GetEncoding(other) ?? Numbered(other),
        _ => null,
    };

    /// <summary>True of the name that stands for no letter beyond ASCII.</summary>
    public static bool IsAsciiOnly(string name) => name.Trim().ToLowerInvariant() is "us-ascii" or "ascii" or "ansi_x3.4-1968" or "iso-ir-6" or "iso646-us";

    /// <summary>Code pages by their number, as other systems name them: <c>cp1251</c>, <c>win-1256</c>, <c>ibm-850</c>, <c>iso8859-6</c>.</summary>
    private static Encoding? Numbered(string name)
    {
        var digits = name.AsSpan(name.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1);
        if (digits.Length is 0 or > 5 || !int.TryParse(digits, CultureInfo.InvariantCulture, out var number)) return null;
        var before = name.AsSpan(0, name.Length - digits.Length).Trim("-_ ");
        if (before.Contains("8859", StringComparison.Ordinal)) number += 28590;
        else if (before is not ("cp" or "win" or "windows" or "ibm" or "ms" or "x-cp" or "dos" or "oem" or "ccsid")) return null;
        return number == 28591 ? Windows1252 : CodePagesEncodingProvider.Instance.GetEncoding(number);
    }

    /// <summary>Bytes of one unit: 1, 2 (UTF-16) or 4 (UTF-32).</summary>
    public static int Width(Encoding encoding) => encoding switch { UnicodeEncoding => 2, UTF32Encoding => 4, _ => 1 };

    /// <summary>True where bytes below 0x80 always are the ASCII characters, so that markup is found without decoding.</summary>
    public static bool IsAsciiCompatible(Encoding encoding) =>
        encoding is UTF8Encoding || (encoding.IsSingleByte && AsciiCompatible.GetOrAdd(encoding.CodePage, _ => KeepsAscii(encoding)));

    private static bool KeepsAscii(Encoding encoding)
    {
        var ascii = Enumerable.Range(0, 128).Select(code => (byte)code).ToArray();
        return encoding.GetString(ascii) == Encoding.Latin1.GetString(ascii);
    }
}
