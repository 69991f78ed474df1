using Griot.Formats.Values;

namespace Griot.Formats.Embargo;

/// <summary>What a text says of an embargo in its own words.</summary>
internal abstract record EmbargoNotice
{
    private const int LongestLine = 300;
    private const int LongestHeadline = 1_000;
    private const int FirstLines = 6;

    private EmbargoNotice() { }

    /// <summary>It says that it may be published from a moment on.</summary>
    internal sealed record Until(DateTimeOffset At) : EmbargoNotice;

    /// <summary>It says that it is under embargo, and not surely until when.</summary>
    internal sealed record Unclear(string Words) : EmbargoNotice;

    /// <summary>
    /// What headline and first lines say; null where they say nothing. A sure moment counts, but two different ones, or one
    /// beside words that may name another, are not sure. A headline that says in brackets that there is no embargo rules.
    /// </summary>
    /// <param name="headline">The headline or subject; null for none.</param>
    /// <param name="text">The text that is shown, one line a line or paragraph.</param>
    /// <param name="language">Of the provider: it decides the order of <c>03/12/2026</c>.</param>
    /// <param name="country">Of the provider: its time is that of a moment without a zone (<see cref="CountryTime"/>).</param>
    public static EmbargoNotice? Find(string? headline, string text, string? language, string? country)
    {
        var head = headline is null ? null : EmbargoToken.Plain(headline, LongestHeadline);
        if (head is not null && EmbargoLine.Lifts(head)) return null;
        List<LineReading> said = head is null ? [] : [.. EmbargoLine.Read(head, mayBeMark: true, language, country)];
        var isFirst = true;
        foreach (var line in First(text))
        {
            said.AddRange(EmbargoLine.Read(line, isFirst, language, country));
            isFirst = false;
        }

        return Of(said);
    }

    /// <summary>The value of a header that is for nothing else.</summary>
    public static EmbargoNotice? OfHeader(string value, string? language, string? country)
    {
        var plain = EmbargoToken.Plain(value, LongestLine);
        if (EmbargoToken.Of(plain) is [] || EmbargoToken.Of(plain) is [var only] && EmbargoPhrases.IsDenial(only)) return null;
        return EmbargoMoment.Read(plain, language, country) is { Sureness: Sureness.Sure } sure && EmbargoToken.Of(sure.Rest).Length == 0 ? new Until(sure.At) : new Unclear(plain);
    }

    /// <summary>Says so of an item that names no embargo in a field of its own. A withdrawal is never held.</summary>
    public static void Apply(EmbargoNotice? notice, ItemDraft draft)
    {
        draft.LiftsEmbargo = draft.Headline is { } headline && EmbargoLine.Lifts(EmbargoToken.Plain(headline, LongestHeadline));
        if (draft.IsEmbargoed || draft.IsWithdrawal) return;
        if (notice is Until until) (draft.IsEmbargoed, draft.EmbargoText) = (true, WireDate.Write(until.At));
        else if (notice is Unclear unclear) draft.Refuse(IncidentCodes.EmbargoUnclear, $"It says that it is under embargo, and not surely until when: {Incident.Quote(unclear.Words)}.");
    }

    /// <summary>The one of two that keeps more back.</summary>
    public static EmbargoNotice? Both(EmbargoNotice? one, EmbargoNotice? other) => (one, other) switch
    {
        (null, _) => other,
        (_, null) => one,
        (Until, Until) when one == other => one,
        (Until, Until) => new Unclear("two moments"),
        (Unclear, _) => one,
        _ => other,
    };

    private static EmbargoNotice? Of(List<LineReading> said)
    {
        var moments = said.Where(one => one.At is not null).Select(one => one.At!.Value).Distinct().ToList();
        // A bare mark beside a sure moment is the same embargo; a moment that can't be read may be another one.
        if (said.Find(one => one.At is null && (one.NamesMoment || moments.Count == 0)) is { } vague) return new Unclear(vague.Words);
        return moments.Count switch { 0 => null, 1 => new Until(moments[0]), _ => new Unclear(said[0].Words) };
    }

    private static IEnumerable<string> First(string text)
    {
        var lines = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace()) continue;
            lines.Add(EmbargoToken.Plain(line[..Math.Min(line.Length, 2 * LongestLine)].ToString(), LongestLine));
            if (lines.Count == FirstLines) break;
        }

        return lines;
    }
}

/// <summary>What one line says.</summary>
/// <param name="Words">The words, for a person to know them by.</param>
/// <param name="At">The sure moment; null where there is none.</param>
/// <param name="NamesMoment">Something stands there that means a moment.</param>
internal sealed record LineReading(string Words, DateTimeOffset? At, bool NamesMoment);
