using System.Buffers;
using System.Collections.Frozen;

namespace Griot.Web;

/// <summary>What pages need of a BCP 47 tag. A provider writes them, so any text may come.</summary>
public static class Tag
{
    private const int Longest = 35;
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly FrozenSet<string> RightToLeft = new[]
    {
        "ar", "arc", "arz", "ary", "arq", "apc", "azb", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "ks", "lrc", "mzn",
        "nqo", "pnb", "ps", "sd", "shu", "syr", "ug", "ur", "yi",
        "arab", "aran", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "mand", "samr",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Written from right to left in other letters than the Arabic ones, and with other commas.
    private static readonly FrozenSet<string> NotArabic =
        new[] { "he", "iw", "yi", "nqo", "hebr", "nkoo", "adlm", "mand", "samr" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The tag where it has the form of one; null for anything else.</summary>
    public static string? WellFormed(string? tag) =>
        tag is { Length: > 1 and <= Longest } && tag.AsSpan().IndexOfAnyExcept(Letters) < 0 && char.IsAsciiLetter(tag[0]) ? tag : null;

    /// <summary>The language itself, in lower case: <c>fr</c> of <c>fr-ML</c>.</summary>
    public static string? Primary(string? tag) => WellFormed(tag)?.Split('-')[0].ToLowerInvariant();

    /// <summary><c>rtl</c> or <c>ltr</c> by script and language; <c>auto</c> where the language is not known.</summary>
    public static string Direction(string? tag)
    {
        if (Script(tag) is not { } script) return "auto";
        return RightToLeft.Contains(script) ? "rtl" : "ltr";
    }

    /// <summary>The comma of a list in this language, with the space behind it: Arabic, Persian and Urdu have their own.</summary>
    public static string Comma(string? tag) => Script(tag) is { } script && RightToLeft.Contains(script) && !NotArabic.Contains(script) ? "، " : ", ";

    /// <summary>The language's name in itself, or null.</summary>
    public static string? OwnName(string tag) => Names.Own(tag);

    /// <summary>True for a language, by its primary tag in lower case, that has a name here.</summary>
    public static bool IsNamed(string primary) => Names.IsLanguage(primary);

    /// <summary>True where two tags name the same language.</summary>
    public static bool SameLanguage(string? one, string? other) => Primary(one) is { } primary && primary == Primary(other);

    // The script that the tag names, else its language, which stands for its usual one.
    private static string? Script(string? tag) => WellFormed(tag)?.ToLowerInvariant().Split('-') is { } parts
        ? parts.Skip(1).FirstOrDefault(part => part.Length == 4 && char.IsAsciiLetter(part[0])) ?? parts[0]
        : null;
}
