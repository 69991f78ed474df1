using System.Globalization;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>
/// What is said of a provider's terms besides how much is shown, as people type it and tables hold it. Null leaves a thing as it
/// is; an empty text takes it from the card.
/// </summary>
public sealed record UsageDetails
{
    private const int LongestAttribution = 300;

    /// <summary><c>allow</c>, <c>deny</c>, or <c>licence=</c> and the address where the licence is to be had.</summary>
    public string? Ai { get; init; }

    /// <summary><c>allow</c> or <c>deny</c>.</summary>
    public string? Resale { get; init; }

    /// <summary>Countries, <c>ML,SN</c>, or all but these, <c>-FR</c>.</summary>
    public string? Territory { get; init; }

    /// <summary>The line that has to stand with each text.</summary>
    public string? Attribution { get; init; }

    /// <summary>From when, and until when, more than headline and link are shown: a day (UTC) or a moment of RFC 3339.</summary>
    public string? From { get; init; }

    public string? Until { get; init; }

    /// <summary>What is wrong with these details; null where nothing is.</summary>
    internal string? Fault()
    {
        if (IsSaid(Ai) && AiOf(Ai) is null) return $"“{Ai}” says nothing of AI: allow, deny, or licence=ADDRESS";
        if (IsSaid(Resale) && Word.Parse<Permission>(Resale) is null) return $"“{Resale}” says nothing of resale: {Word.All<Permission>()}";
        if (IsSaid(Territory) && Record.Territory.Parse(Territory) is null) return $"“{Territory}” is no territory: countries of ISO 3166, such as ML,SN, or all but these, -FR";
        if (Attribution is { Length: > LongestAttribution } || (IsSaid(Attribution) && !ProviderChecks.IsClean(Attribution!))) return "the attribution is too long, or holds control characters";
        var (from, until) = (Moment(From), Moment(Until));
        if ((IsSaid(From) && from is null) || (IsSaid(Until) && until is null)) return "a date of the terms is none: 2026-12-01, or 2026-12-01T06:00:00Z";
        return from >= until ? "the terms end before they begin" : null;
    }

    /// <summary>The rules after this was said.</summary>
    internal UsageRules? Over(UsageRules? before)
    {
        var known = before ?? new UsageRules();
        var ai = Ai is null ? (known.Ai, known.AiPolicy) : AiOf(Ai) ?? (null, null);
        return (known with
        {
            Ai = ai.Item1,
            AiPolicy = ai.Item2,
            Resale = Resale is null ? known.Resale : Word.Parse<Permission>(Resale),
            Territory = Territory is null ? known.Territory : Record.Territory.Parse(Territory),
            Attribution = Attribution is null ? known.Attribution : IsSaid(Attribution) ? Attribution : null,
            NotBefore = From is null ? known.NotBefore : Moment(From),
            NotAfter = Until is null ? known.NotAfter : Moment(Until),
        }).OrNull();
    }

    /// <summary>The form in which a card's rules are typed and stand in tables.</summary>
    internal static UsageDetails Of(UsageRules? rules) => new()
    {
        Ai = rules?.Ai is { } ai ? Word.Of(ai) + (ai == AiUse.Licence ? "=" + rules.AiPolicy : "") : "",
        Resale = rules?.Resale is { } resale ? Word.Of(resale) : "",
        Territory = rules?.Territory?.ToString() ?? "",
        Attribution = rules?.Attribution ?? "",
        From = Written(rules?.NotBefore),
        Until = Written(rules?.NotAfter),
    };

    private static (AiUse?, string?)? AiOf(string? text)
    {
        if (text is null) return null;
        var cut = text.IndexOf('=', StringComparison.Ordinal);
        var use = Word.Parse<AiUse>(cut < 0 ? text : text[..cut]) ?? (text.StartsWith("license=", StringComparison.OrdinalIgnoreCase) ? AiUse.Licence : null);
        // A licence that nobody can find is none; and what is plainly allowed or denied needs no address.
        if (use != AiUse.Licence) return use is null || cut >= 0 ? null : (use, null);
        return cut >= 0 && ProviderChecks.IsWebAddress(text[(cut + 1)..]) ? (use, text[(cut + 1)..]) : null;
    }

    private static bool IsSaid(string? text) => !string.IsNullOrEmpty(text);

    private static DateTimeOffset? Moment(string? text) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    private static string Written(DateTimeOffset? moment) =>
        moment is not { } date ? "" : date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
}
