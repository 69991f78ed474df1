namespace Griot.Inspection.Trials;

/// <summary>
/// Whether a text is written in a script that its declared language is written in. Only that: no language is guessed, and
/// a language that is written in several scripts, or is not listed, contradicts nothing. Pure.
/// </summary>
internal static class Scripts
{
    private const int Enough = 40;

    private static readonly (string Script, (int From, int To)[] Letters, string[] Languages)[] Known =
    [
        ("Latin", [(0x41, 0x5A), (0x61, 0x7A), (0xC0, 0x24F), (0x1E00, 0x1EFF)], ["af", "ak", "bm", "de", "ee", "en", "es", "fi", "fr", "ga", "id", "ig", "it", "ln", "lg", "mg", "nl", "no", "ny", "om", "pl", "pt", "rw", "rn", "sn", "so", "st", "sv", "sw", "tn", "tr", "ts", "tw", "xh", "yo", "zu"]),
        ("Arabic", [(0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)], ["ar", "arz", "ary", "fa", "ps", "ur"]),
        ("Ethiopic", [(0x1200, 0x139F), (0x2D80, 0x2DDF)], ["am", "ti", "tig", "gez"]),
        ("Cyrillic", [(0x400, 0x52F)], ["be", "bg", "mk", "ru", "uk"]),
        ("Greek", [(0x370, 0x3FF), (0x1F00, 0x1FFF)], ["el"]),
        ("Hebrew", [(0x590, 0x5FF)], ["he", "yi"]),
        ("Devanagari", [(0x900, 0x97F)], ["hi", "mr", "ne"]),
        ("Bengali", [(0x980, 0x9FF)], ["bn"]),
        ("Thai", [(0xE00, 0xE7F)], ["th"]),
        ("Chinese or Japanese", [(0x3040, 0x30FF), (0x4E00, 0x9FFF)], ["ja", "zh"]),
        ("Korean", [(0xAC00, 0xD7AF)], ["ko"]),
        ("N’Ko", [(0x7C0, 0x7FF)], ["nqo"]),
    ];

    /// <summary>The script that most letters of a text are of; null where there are too few to say.</summary>
    internal static string? Of(string text)
    {
        var counts = new int[Known.Length];
        var letters = 0;
        foreach (var letter in text)
        {
            if (!char.IsLetter(letter)) continue;
            letters++;
            for (var i = 0; i < Known.Length; i++)
                if (Array.Exists(Known[i].Letters, range => letter >= range.From && letter <= range.To)) counts[i]++;
        }

        var most = counts.Max();
        return letters >= Enough && most * 2 > letters ? Known[Array.IndexOf(counts, most)].Script : null;
    }

    /// <summary>The script that a text is in although its language is written in another; null where nothing contradicts.</summary>
    internal static string? Contradiction(string? language, string text)
    {
        if (language is null || Of(text) is not { } script) return null;
        var spoken = language.Split('-')[0].ToLowerInvariant();
        // A tag may name its script itself: ar-Latn.
        if (language.Split('-') is [_, { Length: 4 }, ..]) return null;
        return Array.Find(Known, known => known.Languages.Contains(spoken)) is { Script: { } expected } && expected != script ? script : null;
    }
}
