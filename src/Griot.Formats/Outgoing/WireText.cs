using System.Buffers;
using System.Globalization;
using System.Text;
using Griot.Formats.Values;

namespace Griot.Formats.Outgoing;

/// <summary>
/// Text as any strict parser takes it. Only what no reader could see is left out: control characters (but tab and line
/// ends) and what XML 1.0 has no place for; half a surrogate pair becomes U+FFFD. Every other character stays itself.
/// </summary>
internal static class WireText
{
    private static readonly SearchValues<char> Suspect = SearchValues.Create(SuspectLetters());

    internal static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspect) < 0) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (IsCarried(rune.Value)) clean.Append(rune.ToString());
        return clean.ToString();
    }

    /// <summary>RFC 3339, in UTC.</summary>
    internal static string Rfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The tag where it has the form of BCP 47, else null: a claim that no parser takes helps nobody.</summary>
    internal static string? Language(string? tag) =>
        tag is { Length: > 0 and <= 64 } && char.IsAsciiLetter(tag[0]) && Array.TrueForAll(tag.Split('-'), IsSubtag) ? tag : null;

    /// <summary>True for what may stand where a format asks for an address or another absolute URI.</summary>
    internal static bool IsUri(string? text) => text is not null && !Address.HidesHost(text) && Uri.IsWellFormedUriString(text, UriKind.Absolute);

    private static bool IsSubtag(string subtag) =>
        subtag.Length is > 0 and <= 8 && subtag.All(char.IsAsciiLetterOrDigit);

    private static bool IsCarried(int value) => value switch
    {
        '\t' or '\n' or '\r' => true,
        < 0x20 or (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF => false,
        _ => true,
    };

    private static char[] SuspectLetters() =>
        [.. Enumerable.Range(0, 0x10000).Where(value => char.IsSurrogate((char)value) || !IsCarried(value)).Select(value => (char)value)];
}
