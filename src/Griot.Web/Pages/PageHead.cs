using System.Text.Json.Nodes;

namespace Griot.Web;

/// <summary>What a page says of itself to the layout.</summary>
public sealed record PageHead
{
    public required Edition Edition { get; init; }

    /// <summary>The page's own title, without the house's name.</summary>
    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>The canonical address, as a path; null for pages that have none (errors, cases).</summary>
    public string? Canonical { get; init; }

    /// <summary>Another site's page that search engines are to show in place of this one; the canonical address then stays the one by which the page is shared.</summary>
    public string? CanonicalElsewhere { get; init; }

    /// <summary>What the page says of itself to programs that read no prose (JSON-LD); null: nothing.</summary>
    public JsonObject? Data { get; init; }

    /// <summary>What programs show where the page is passed on (Open Graph); null for pages that nobody is meant to pass on.</summary>
    public Sharing? Sharing { get; init; }

    /// <summary>The same page in another edition; the other edition's home where null.</summary>
    public Func<Edition, string>? In { get; init; }

    /// <summary>
    /// True where the page's own text is the house's, and stands in each edition as a translation of it: only then are search engines told
    /// of the others. An article in another edition is the same text in another frame.
    /// </summary>
    public bool IsTranslated { get; init; }

    /// <summary>
    /// The languages in which the text of the page is there as pieces of their own, its own language among them, each with the path of the
    /// one page that search engines are to know of it.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Translations { get; init; } = [];

    /// <summary>Feeds of what the page shows; beside them stands the house's own.</summary>
    public IReadOnlyList<FeedLink> Feeds { get; init; } = [];

    /// <summary>Where among the main pages the reader stands.</summary>
    public Section? Section { get; init; }

    /// <summary>False where search engines must not keep it.</summary>
    public bool Indexed { get; init; } = true;

    /// <summary>
    /// What the provider of the page's text says of text and data mining (TDM Reservation Protocol): names of <c>meta</c> elements with
    /// their values; the same stand in headers.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Mining { get; init; } = [];

    /// <summary>The style class of the page's main part.</summary>
    public string? Kind { get; init; }

    /// <summary>A style sheet besides the one of all pages.</summary>
    public LastingFile? Style { get; init; }

    /// <summary>Scripts, in the order in which they run; <see cref="ContentPolicy"/> has to allow them.</summary>
    public IReadOnlyList<LastingFile> Scripts { get; init; } = [];

    internal string AddressIn(Edition other) => In?.Invoke(other) ?? Addresses.Home(other);
}

/// <summary>The main pages.</summary>
public enum Section { Home, Countries, Subjects, Providers, About, Contact, Search }

/// <summary>A feed for discovery in the page's head.</summary>
/// <param name="Of"><c>all</c>, <c>search</c>, a provider's slug, or a label: <c>country/ML</c>.</param>
/// <param name="Title">What it carries.</param>
public sealed record FeedLink(string Of, string Title)
{
    /// <summary>What narrows it, with the question mark; empty for all of it.</summary>
    public string Query { get; init; } = "";

    /// <summary>The public list that it carries of it: <c>corrections</c> or <c>answers</c>; null: pieces.</summary>
    public string? List { get; init; }

    internal string Address => List is null ? Addresses.Feed(Of, "atom") + Query : Addresses.ListFeed(List, Of == "all" ? null : Of, "atom");
}
