namespace Griot.Web;

/// <summary>Why something of a provider was not taken, for its sender: by the stable word for the reason.</summary>
public sealed class Refusals : Phrases
{
    private Refusals(string code, IReadOnlyDictionary<string, string> texts) : base(code, texts) { }

    /// <summary>All five languages.</summary>
    public static IReadOnlyList<Refusals> All { get; } = Load("refusals.json", static (code, texts) => new Refusals(code, texts));

    /// <summary>The reason in a language, in one or two sentences; where nobody wrote them, that it can't be read, with the program's own words.</summary>
    /// <param name="language">The code of one of the five.</param>
    /// <param name="code">The stable word.</param>
    /// <param name="words">The program's words, in English; null for none.</param>
    public static string Of(string language, string? code, string? words)
    {
        var phrases = All.FirstOrDefault(one => one.Code == language) ?? All[0];
        if (code is not null && phrases.Has(code)) return phrases[code];
        return words is null ? phrases["other"] : phrases["other.words", Apart(words)];
    }
}
