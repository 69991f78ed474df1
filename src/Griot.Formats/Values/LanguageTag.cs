using System.Collections.Frozen;

namespace Griot.Formats.Values;

/// <summary>
/// Languages as BCP 47: <c>fr_FR</c> is <c>fr-FR</c>, "French" and the three-letter codes of languages that have a
/// two-letter one are that one (RFC 5646, 2.2.1). What can't be read so is kept as delivered.
/// </summary>
internal static class LanguageTag
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["french"] = "fr",
        ["français"] = "fr",
        ["francais"] = "fr",
        ["fra"] = "fr",
        ["fre"] = "fr",
        ["english"] = "en",
        ["eng"] = "en",
        ["arabic"] = "ar",
        ["العربية"] = "ar",
        ["ara"] = "ar",
        ["portuguese"] = "pt",
        ["português"] = "pt",
        ["por"] = "pt",
        ["spanish"] = "es",
        ["español"] = "es",
        ["spa"] = "es",
        ["german"] = "de",
        ["deutsch"] = "de",
        ["deu"] = "de",
        ["ger"] = "de",
        ["swahili"] = "sw",
        ["kiswahili"] = "sw",
        ["swa"] = "sw",
        ["hausa"] = "ha",
        ["hau"] = "ha",
        ["amharic"] = "am",
        ["amh"] = "am",
        ["somali"] = "so",
        ["som"] = "so",
        ["wolof"] = "wo",
        ["wol"] = "wo",
        ["bambara"] = "bm",
        ["bam"] = "bm",
        ["yoruba"] = "yo",
        ["yor"] = "yo",
        ["igbo"] = "ig",
        ["ibo"] = "ig",
        ["zulu"] = "zu",
        ["zul"] = "zu",
        ["afrikaans"] = "af",
        ["afr"] = "af",
        ["italian"] = "it",
        ["ita"] = "it",
        ["dutch"] = "nl",
        ["nld"] = "nl",
        ["dut"] = "nl",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The tag; null for a blank text.</summary>
    public static string? Normalise(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (Names.TryGetValue(text, out var tag)) return tag;
        var parts = text.Replace('_', '-').Split('-');
        if (!IsWellFormed(parts)) return text;
        if (Names.TryGetValue(parts[0], out var language) && parts[0].Length == 3) parts[0] = language;
        for (var i = 0; i < parts.Length; i++) parts[i] = Cased(parts, i);
        return string.Join('-', parts);
    }

    private static bool IsWellFormed(string[] parts)
    {
        if (parts.Length > 12 || !(parts[0].Length is 2 or 3 || (parts[0] is "x" or "i" && parts.Length > 1))) return false;
        foreach (var part in parts)
            if (part.Length is 0 or > 8 || !part.All(char.IsAsciiLetterOrDigit)) return false;
        return parts[0].All(char.IsAsciiLetter);
    }

    /// <summary>Language small, script with a capital, region in capitals; all small behind a single letter.</summary>
    private static string Cased(string[] parts, int i)
    {
        var part = parts[i].ToLowerInvariant();
        if (i == 0 || parts.Take(i).Any(before => before.Length == 1)) return part;
        return part.Length switch
        {
            2 => part.ToUpperInvariant(),
            4 when char.IsAsciiLetter(part[0]) => char.ToUpperInvariant(part[0]) + part[1..],
            _ => part,
        };
    }
}
