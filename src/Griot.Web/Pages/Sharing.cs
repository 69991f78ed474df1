namespace Griot.Web;

/// <summary>
/// What is shown of a page where somebody passes its address on, by the Open Graph protocol. The title is the page's own, which
/// names the provider: the house's name stands for the site alone.
/// </summary>
/// <param name="Type"><c>article</c>, <c>profile</c> or <c>website</c>.</param>
public sealed record Sharing(string Type)
{
    /// <summary>BCP 47, of the text; null where it is not known.</summary>
    public string? Locale { get; init; }

    /// <summary>A picture of our own origin, as a path.</summary>
    public string? Image { get; init; }

    public string? ImageText { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Modified { get; init; }

    /// <summary>As delivered.</summary>
    public IEnumerable<string> Authors { get; init; } = [];
}
