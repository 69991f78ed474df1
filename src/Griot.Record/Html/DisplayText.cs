using System.Buffers;
using System.Text;

namespace Griot.Record.Html;

/// <summary>Headlines, names and other single lines, as they are shown. What is sealed keeps its characters.</summary>
public static class DisplayText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => char.IsSurrogate(c) || IsLineSpace(c) || IsRemoved(c))]);

    /// <summary>
    /// The text without C0 and C1 controls, byte order marks and bidirectional embeddings, overrides and isolates
    /// (U+202A–E, U+2066–9), which could reverse the line around it. Line ends and tabs become a space. Joiners,
    /// direction marks, soft hyphens, zero-width and no-break spaces stay: they shape letters, words and lines. Half a
    /// surrogate pair becomes U+FFFD. The page still isolates it (<c>bdi</c>).
    /// </summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAny(Suspects) < 0) return text;
        var clean = new StringBuilder(text.Length);
        Span<char> letters = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsLineSpace(rune.Value)) AppendSpace(clean);
            else if (!IsRemoved(rune.Value)) clean.Append(letters[..rune.EncodeToUtf16(letters)]);
        }

        return clean.ToString().Trim(' ');
    }

    private static void AppendSpace(StringBuilder clean)
    {
        if (clean.Length > 0 && clean[^1] != ' ') clean.Append(' ');
    }

    private static bool IsLineSpace(int c) => c is (>= 0x09 and <= 0x0D) or 0x85 or 0x2028 or 0x2029;

    private static bool IsRemoved(int c) =>
        c is < 0x20 or (>= 0x7F and <= 0x9F) or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
