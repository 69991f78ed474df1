using System.Globalization;
using System.Text;
using Griot.Record.Html;

namespace Griot.Syndication.Items;

/// <summary>
/// Under which name a reader's machine keeps a document: what a stranger called it, as far as that is harmless on every system
/// (M04): no folder, no device of DOS, no name that ends as something else than it is, nothing that turns the line around.
/// </summary>
internal static class FileName
{
    private const int Longest = 80;

    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

    /// <summary>A name of ASCII letters, and the same with the letters that it was written with.</summary>
    internal static (string Plain, string Label) Of(string? label, string mediaType, int number)
    {
        var ending = mediaType switch { "application/pdf" => ".pdf", "application/vnd.oasis.opendocument.text" => ".odt", _ => ".docx" };
        var otherwise = string.Create(CultureInfo.InvariantCulture, $"document-{number}");
        var name = Stem(DisplayText.Clean(label ?? ""), ending);
        var plain = new string([.. name.Normalize(NormalizationForm.FormD).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ' ')]).Trim(' ', '.', '-');
        return (Safe(plain, otherwise) + ending, Safe(name, otherwise) + ending);
    }

    private static string Stem(string label, string ending)
    {
        var name = new string([.. label[(label.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !IsStrange(letter))]).Trim(' ', '.', '-');
        if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) name = name[..^ending.Length];
        return (name.Length > Longest ? Whole(name[..Longest]) : name).Trim(' ', '.', '-');
    }

    // Half a surrogate pair is no letter.
    private static string Whole(string name) => char.IsHighSurrogate(name[^1]) ? name[..^1] : name;

    private static bool IsStrange(char letter) =>
        letter is '"' or '*' or ':' or '<' or '>' or '?' or '|' or '%' or ';' or '~' || char.IsControl(letter) || char.GetUnicodeCategory(letter) == UnicodeCategory.Format;

    private static string Safe(string name, string otherwise)
    {
        var first = name.Split('.')[0].Trim().ToUpperInvariant();
        var isDevice = Devices.Contains(first, StringComparer.Ordinal) || (first.Length == 4 && (first.StartsWith("COM", StringComparison.Ordinal) || first.StartsWith("LPT", StringComparison.Ordinal)));
        return name.Length == 0 || isDevice ? otherwise : name;
    }
}
