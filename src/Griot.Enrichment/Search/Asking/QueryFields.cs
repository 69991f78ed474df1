using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>The names that may stand before a colon in what is typed.</summary>
internal static class QueryFields
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["headline"] = IndexFields.Headline,
        ["title"] = IndexFields.Headline,
        ["by"] = IndexFields.By,
        ["byline"] = IndexFields.By,
    };

    private static readonly Dictionary<string, string> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["kind"] = IndexFields.Kind,
        ["capacity"] = IndexFields.Capacity,
        ["country"] = IndexFields.Country,
        ["region"] = IndexFields.Region,
        ["subject"] = IndexFields.Subject,
        ["language"] = IndexFields.Language,
        ["lang"] = IndexFields.Language,
        ["genre"] = IndexFields.Genre,
    };

    private const string Provider = "provider";

    internal static bool IsKnown(string name) => Words.ContainsKey(name) || Values.ContainsKey(name) || IsProvider(name);

    internal static bool IsProvider(string name) => name.Equals(Provider, StringComparison.OrdinalIgnoreCase);

    /// <summary>The field of words of that name; all of a piece where there is none.</summary>
    internal static string OfWords(string? name) => name is null ? IndexFields.Text : IsProvider(name) ? IndexFields.ProviderName : Words.GetValueOrDefault(name, IndexFields.Text);

    /// <summary>The field and the value as they stand in the index; null for a field of words.</summary>
    internal static (string Field, string Value)? OfValue(Clause clause, ILedgerReader ledger)
    {
        if (clause.Field is null) return null;
        if (IsProvider(clause.Field)) return ledger.CardBySlug(clause.Text) is { } card ? (IndexFields.Provider, card.Id) : null;
        if (!Values.TryGetValue(clause.Field, out var field)) return null;
        return (field, field == IndexFields.Country ? clause.Text.ToUpperInvariant() : clause.Text.ToLowerInvariant());
    }
}
