using System.Collections.Frozen;

namespace Griot.Record;

/// <summary>Words of the site's own addresses, which therefore no provider can bear as its slug.</summary>
public static class ReservedWords
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(StringComparer.Ordinal,
        "providers", "about", "contact", "search", "verify", "withdrawals", "statistics", "documents", "country", "region", "subject",
        "language", "day", "story", "corrections", "all", "case", "genre", "countries", "subjects", "answers");

    /// <summary>True for a word that stands where a provider's slug would.</summary>
    public static bool Contains(string slug) => Words.Contains(slug);
}
