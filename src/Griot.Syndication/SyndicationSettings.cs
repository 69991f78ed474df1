namespace Griot.Syndication;

/// <summary>What the house says of itself in feeds and answers.</summary>
public sealed record SyndicationSettings
{
    /// <summary>
    /// The root of every address that leaves the house, without a path: <c>https://griot.example</c>. A Host header is
    /// never used for one.
    /// </summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>The name of the house.</summary>
    public string Name { get; init; } = "Griot";

    /// <summary>BCP 47 tags of the site's editions; the first one is taken where a piece's language has none.</summary>
    public IReadOnlyList<string> Editions { get; init; } = ["fr", "en"];

    /// <summary>What a label is called: its kind (country, region, subject, language, genre) and its code are given.</summary>
    public Func<string, string, string> LabelName { get; init; } = (_, code) => code;

    /// <summary>Entries of one page of a feed. Archives are cut by it, from the first entry on: another number moves all of them.</summary>
    public int FeedSize { get; init; } = 50;

    /// <summary>
    /// What the pieces of one page of a feed may weigh together, as they were sealed; one piece stands on it, whatever it weighs. What does
    /// not fit stands on the next page, and of an archive in a document of its own behind it.
    /// </summary>
    public long FeedBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Where those who find a hole in the site write, as a URI; null: to the contact page.</summary>
    public string? SecurityContact { get; init; }

    /// <summary>Requests that may wait for a change at once, in all.</summary>
    public int MostWaiters { get; init; } = 512;

    /// <summary>The same, from one address.</summary>
    public int MostWaitersOfOne { get; init; } = 32;
}
