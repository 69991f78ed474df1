namespace Griot.Formats;

/// <summary>What a feed says about itself. Texts are plain text; addresses are absolute http or https, or null.</summary>
public sealed record FeedInfo
{
    internal static FeedInfo Empty { get; } = new();

    public string? Title { get; init; }

    public string? Link { get; init; }

    public string? Description { get; init; }

    public string? Id { get; init; }

    /// <summary>Where the feed says that it is itself: its topic, to a hub. As delivered, but absolute.</summary>
    public string? Self { get; init; }

    /// <summary>The hubs that tell of the feed's changes (WebSub, section 4), at most 10.</summary>
    public IReadOnlyList<string> Hubs { get; init; } = [];

    public string? Language { get; init; }

    public string? Rights { get; init; }

    /// <summary>The licences that the feed names, one a line.</summary>
    public string? UsageTerms { get; init; }

    /// <summary>RFC 3339, or null where none was given or it was no date.</summary>
    public string? Updated { get; init; }

    /// <summary>Who made the feed, else who is responsible for it (RSS: the managing editor, else the webmaster).</summary>
    public string[] Authors { get; init; } = [];

    public IReadOnlyList<Category> Categories { get; init; } = [];

    /// <summary>How often the feed says that it is worth asking for; null where it says nothing.</summary>
    public UpdatePlan? Updates { get; init; }
}
