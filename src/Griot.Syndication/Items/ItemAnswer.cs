using System.Text.Json.Serialization;

namespace Griot.Syndication.Items;

/// <summary>An item as data. Members are absent where there is nothing, or where the terms keep it back.</summary>
internal sealed record ItemAnswer
{
    public required string Uri { get; init; }

    /// <summary>The page in the edition of the item's language.</summary>
    public required string Page { get; init; }

    public required string PubStatus { get; init; }
    public required int Version { get; init; }
    public required string Signal { get; init; }
    public required ProviderAnswer Provider { get; init; }

    /// <summary>The log index of the provider's present card: by <c>/log/entry/</c> it can be opened, and proven.</summary>
    public long? Card { get; init; }

    public required string Headline { get; init; }
    public IReadOnlyList<string> By { get; init; } = [];
    public string? Language { get; init; }

    /// <summary>The provider's own dates.</summary>
    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    /// <summary>When the house sealed the first version.</summary>
    public required DateTimeOffset Received { get; init; }

    public required string Terms { get; init; }
    public string? UsageTerms { get; init; }

    /// <summary>What else the provider allows and forbids; absent where it says nothing.</summary>
    public RightsAnswer? Rights { get; init; }

    /// <summary>Where the provider publishes the piece itself.</summary>
    public string? Link { get; init; }

    /// <summary>For pieces of the house: produced or commissioned.</summary>
    public string? Origin { get; init; }

    public string? Excerpt { get; init; }

    /// <summary>The text, made safe; only under full terms.</summary>
    public string? SafeHtml { get; init; }

    /// <summary>Pictures and files of this version; absent where there is none, or the terms keep them back.</summary>
    public IReadOnlyList<MediaAnswer>? Media { get; init; }

    public required IReadOnlyList<VersionAnswer> Versions { get; init; }
}

/// <summary>
/// A picture or file: what its provider sent (type, length in bytes, words), and where readers get it. Without an address it is kept
/// and not given; a picture is given as it was drawn anew (<c>image/webp</c>), in the sizes named.
/// </summary>
internal sealed record MediaAnswer(
    int Number, long Entry, string Type, long Length, string? Title, string? Caption, string? Credit, string? AlternativeText, string? Address, IReadOnlyList<SizeAnswer>? Sizes);

/// <summary>In pixels.</summary>
internal sealed record SizeAnswer(int Width, int Height, string Address);

/// <summary>Terms besides how much is shown: countries by ISO 3166-1 (a hyphen before each where all but these are meant), dates, and words.</summary>
internal sealed record RightsAnswer(
    string? Territory, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter, string? Ai, string? AiPolicy, string? Resale, string? Attribution);

internal sealed record ProviderAnswer(
    string Id, string Name, string Slug, string Kind, IReadOnlyList<string> Capacity, string? Country, string Page, string? Home);

/// <summary>A version with the addresses of what was sealed with it; each of these answers by itself whether it may be read.</summary>
internal sealed record VersionAnswer(
    int Version, string Signal, long Entry, DateTimeOffset Time, string? Evidence, string Delivery, string Record, string Summary, string Page);

/// <summary>What is said of a piece that has gone: a problem with the tombstone in it.</summary>
internal sealed record GoneAnswer(string Uri, string Standing, DateTimeOffset When, string By, ProviderAnswer Provider, string Page, long Entry)
    : Problem("urn:griot:problem:gone", "No longer shown", 410)
{
    public string PubStatus { get; init; } = "canceled";

    /// <summary>The provider's reason in its own words, or the class of the operator's reason.</summary>
    public string? Reason { get; init; }

    /// <summary>The operator's public notice.</summary>
    public string? Notice { get; init; }

    /// <summary>For a removal: the country whose law the order stands on.</summary>
    public string? Country { get; init; }

    /// <summary>Versions that the provider lets stay readable.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<VersionAnswer>? Versions { get; init; }
}
