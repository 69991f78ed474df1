using Griot.Formats.Values;

namespace Griot.Formats.Embargo;

/// <summary>How sure the moment is that stands behind a phrase of embargo.</summary>
internal enum Sureness
{
    /// <summary>What stands there speaks of no moment.</summary>
    None,

    /// <summary>It speaks of one, and not so that it can be read for sure.</summary>
    Vague,

    /// <summary>A day without an hour.</summary>
    Day,

    /// <summary>Day and hour.</summary>
    Sure,
}

/// <summary>
/// The moment of an embargo as people write it: <c>mardi 3 décembre 2026 à 18h00 GMT</c>, <c>6pm EAT, 3 December 2026</c>.
/// Its words are brought to the form that <see cref="WireDate"/> reads, and every one of them must be known: what is read
/// wrong here is published too early. An hour without a day, or a day without an hour, is not sure.
/// </summary>
/// <param name="Sureness">How sure it is.</param>
/// <param name="At">The moment of a sure one.</param>
/// <param name="Rest">What stands behind it.</param>
internal readonly record struct EmbargoMoment(Sureness Sureness, DateTimeOffset At, string Rest)
{
    private const int Longest = 90;

    private static readonly string[] Separators = [" \u2013 ", " - ", " | ", "|", ";", ". ", " : ", ": ", ", ", "//", " /", "***", " (", " \u2022 "];

    /// <summary>Reads what stands behind the phrase, up to where it ends or something else begins.</summary>
    public static EmbargoMoment Read(string behind, string? language, string? country)
    {
        var text = Within(behind.TrimStart(' ', ':', '\uFF1A', ',', '-', '\u2013', '.', '/', '|', '*', '_', '=', '['));
        var partial = new EmbargoMoment(Sureness.None, default, text);
        foreach (var end in Ends(text))
        {
            var one = EmbargoWords.Read(text[..end], language, country);
            if (one.Sureness == Sureness.None) continue;
            var read = new EmbargoMoment(one.Sureness, one.At, text[end..]);
            // A second moment behind it: 18h - 20h. Which of them counts?
            if (read.Sureness != Sureness.Vague && EmbargoWords.GoesOn(read.Rest)) return read with { Sureness = Sureness.Vague };
            if (read.Sureness > partial.Sureness) partial = read;
            if (partial.Sureness == Sureness.Sure) return partial;
        }

        return partial;
    }

    // A bracket that closes, and was not opened here, ends it.
    private static string Within(string text)
    {
        var depth = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '(' or '[') depth++;
            else if (text[at] is ')' or ']' && depth-- == 0) return text[..at];
        }

        return text;
    }

    // The longest first: a comma may stand within a moment as well as behind it.
    private static IEnumerable<int> Ends(string text)
    {
        var ends = new SortedSet<int> { text.TrimEnd(' ', '.', '!', '*', '/', '_', '-', '\u2013', '=', '#', ':').Length };
        foreach (var separator in Separators)
            for (var at = text.IndexOf(separator, StringComparison.Ordinal); at > 0; at = text.IndexOf(separator, at + 1, StringComparison.Ordinal)) ends.Add(at);
        return ends.Where(end => end is > 0 and <= Longest).Reverse();
    }
}
