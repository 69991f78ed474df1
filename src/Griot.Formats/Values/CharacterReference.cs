using System.Globalization;
using System.Text;
using Markdig.Helpers;

namespace Griot.Formats.Values;

/// <summary>
/// HTML's character references: by number (128 to 159 as windows-1252, as every browser has it) and by the names of
/// HTML 5. What can be no character is U+FFFD; what is no reference is left as it is.
/// </summary>
internal static class CharacterReference
{
    /// <summary>Of a name, with its semicolon.</summary>
    public const int LongestName = 64;

    private const int Longest = LongestName + 1;

    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Decodes every reference of a text once.</summary>
    public static string Decode(string text)
    {
        var next = text.IndexOf('&');
        if (next < 0) return text;
        var decoded = new StringBuilder(text.Length);
        var at = 0;
        for (; next >= 0; next = text.IndexOf('&', at))
        {
            decoded.Append(text, at, next - at);
            var character = At(text, next, out var length);
            decoded.Append(character ?? "&");
            at = next + (character is null ? 1 : length);
        }

        return decoded.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>What the reference at <paramref name="at"/> stands for, or null where there is none.</summary>
    public static string? At(string text, int at, out int length)
    {
        length = 0;
        var rest = text.AsSpan(at, Math.Min(Longest, text.Length - at));
        var end = rest.IndexOf(';');
        if (end < 2) return null;
        length = end + 1;
        var name = rest[1..end];
        return name[0] == '#' ? Numbered(name[1..]) : Named(name.ToString());
    }

    /// <summary>The characters of a name, or null where HTML has none of that name.</summary>
    public static string? Named(string name) => EntityHelper.DecodeEntity(name);

    private static string? Numbered(ReadOnlySpan<char> digits)
    {
        var hex = digits is ['x' or 'X', ..];
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        if (hex) digits = digits[1..];
        if (digits.IsEmpty || digits.IndexOfAnyExcept(hex ? "0123456789abcdefABCDEF" : "0123456789") >= 0) return null;
        if (!uint.TryParse(digits, style, CultureInfo.InvariantCulture, out var code)) return "\uFFFD";
        if (code is >= 128 and < 160) return Windows1252[(int)code - 128].ToString();
        return code != 0 && Rune.IsValid(code) ? new Rune(code).ToString() : "\uFFFD";
    }
}
