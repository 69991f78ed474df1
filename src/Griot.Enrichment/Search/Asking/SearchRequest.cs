using System.Globalization;
using Griot.Enrichment.Labels;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Enrichment.Search;

/// <summary>The order of what is found.</summary>
public enum SearchOrder { Time, Relevance }

/// <summary>
/// What is looked for: words, and values that narrow it. The same query stands in the address of the page, of the feeds and of
/// the API. A value that can be none of its kind narrows nothing.
/// </summary>
public sealed record SearchRequest
{
    /// <summary>Results on a page.</summary>
    public const int PageSize = 20;

    /// <summary>Pages that can be turned to: who wants more narrows the search, or reads the feeds' archives.</summary>
    public const int MostPages = 50;

    private const int LongestValue = 100;

    /// <summary>The words as they were typed.</summary>
    public string Text { get; init; } = "";

    /// <summary>A provider's slug.</summary>
    public string? Provider { get; init; }
    public ProviderKind? Kind { get; init; }
    public Capacity? Capacity { get; init; }

    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string? Country { get; init; }

    /// <summary>A region by its three digits of UN M49.</summary>
    public string? Region { get; init; }

    /// <summary>An IPTC Media Topic by its eight digits: pieces on a narrower one are among its.</summary>
    public string? Subject { get; init; }

    /// <summary>The primary tag of BCP 47, lower case.</summary>
    public string? Language { get; init; }
    public Genre? Genre { get; init; }

    /// <summary>Only pieces that are documents, or bring documents with them.</summary>
    public bool WithDocuments { get; init; }

    /// <summary>The first day, in UTC.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, in UTC.</summary>
    public DateOnly? To { get; init; }
    public SearchOrder Order { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>True where nothing is looked for at all.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Text) && Query(withText: false).Length == 0;

    /// <summary>Reads the query of an address; null for a page that can't be turned to.</summary>
    public static SearchRequest? Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (PageOf(query["page"]) is not { } page) return null;
        return new SearchRequest
        {
            Text = query["q"].FirstOrDefault() ?? "",
            Provider = Value(query["provider"]),
            Kind = Word.Parse<ProviderKind>(Value(query["kind"])),
            Capacity = Word.Parse<Capacity>(Value(query["capacity"])),
            Country = Letters(query["country"], 2, 2)?.ToUpperInvariant(),
            Region = Value(query["region"]) is { Length: 3 } region && region.All(char.IsAsciiDigit) ? region : null,
            Subject = Value(query["subject"]) is { Length: 8 } topic && topic.All(char.IsAsciiDigit) ? topic : null,
            Language = Letters(query["language"], 2, 3)?.ToLowerInvariant(),
            Genre = Word.Parse<Genre>(Value(query["genre"])),
            WithDocuments = Value(query["has"]) == IndexFields.Documents,
            From = Day(query["from"]),
            To = Day(query["to"]),
            Order = Word.Parse<SearchOrder>(Value(query["sort"])) ?? SearchOrder.Time,
            Page = page,
        };
    }

    /// <summary>The query as it stands in an address, with its question mark; empty where nothing is asked.</summary>
    public string Query() => Query(withText: true);

    private string Query(bool withText)
    {
        (string Name, string? Value)[] parts =
        [
            ("q", withText && !string.IsNullOrWhiteSpace(Text) ? Text : null), ("provider", Provider), ("kind", Kind is { } kind ? Word.Of(kind) : null),
            ("capacity", Capacity is { } capacity ? Word.Of(capacity) : null), ("country", Country), ("region", Region), ("subject", Subject), ("language", Language),
            ("genre", Genre is { } genre ? Word.Of(genre) : null), ("has", WithDocuments ? IndexFields.Documents : null),
            ("from", Written(From)), ("to", Written(To)), ("sort", withText && Order != SearchOrder.Time ? Word.Of(Order) : null),
            ("page", withText && Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null),
        ];
        var text = string.Join('&', parts.Where(part => part.Value is not null).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}"));
        return text.Length == 0 ? "" : "?" + text;
    }

    private static int? PageOf(string? text) =>
        string.IsNullOrEmpty(text) ? 1 : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is >= 1 and <= MostPages ? page : null;

    private static string? Value(string? text) => text?.Trim() is { Length: > 0 and <= LongestValue } value ? value : null;

    private static string? Letters(string? text, int least, int most) => Value(text) is { } value && value.Length >= least && value.Length <= most && value.All(char.IsAsciiLetter) ? value : null;

    private static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? Written(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
