using Griot.Formats.Encodings;
using Griot.Formats.Tags;
using Griot.Formats.Values;

namespace Griot.Formats.Discovery;

/// <summary>One walk through a page. Keeps at most so many candidates of a kind, each address once.</summary>
internal sealed class PageScan
{
    private const int LongestTitle = 300;
    private const int LongestAddress = 4_096;

    private readonly List<FeedCandidate> candidates = [];
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly int[] kept = new int[4];
    private readonly DecodedDocument page;
    private readonly string? address;
    private string? @base;
    private bool hasBase;

    public PageScan(DecodedDocument page, string? address) => (this.page, this.address, @base) = (page, address, address);

    /// <summary>Where the page lies, as far as is known.</summary>
    public string? Base => address ?? @base;

    public string? Generator { get; private set; }

    public int Unresolved { get; private set; }

    /// <summary>The candidates: the site's own before those of sections and comments, and what says so plainly before what only looks so.</summary>
    public List<FeedCandidate> InOrder() => [.. candidates.OrderBy(candidate => candidate.Of).ThenBy(candidate => IsUnlikely(candidate.Type)).ThenBy(candidate => candidate.How)];

    public void Read()
    {
        FindBase();
        for (var walk = new TagWalk(page.Scannable.Span, isPage: true); walk.Read();)
        {
            if (walk.IsEnd) continue;
            if (walk.Is("link"u8)) TakeLink(Element.Of(page, walk.Inside));
            else if (walk.Is("a"u8) || walk.Is("area"u8)) TakeAnchor(walk.Inside);
            else if (walk.Is("meta"u8)) TakeMeta(walk.Inside);
        }
    }

    /// <summary>Takes a link that names its relation and type.</summary>
    public void Take(string? href, string? rel, string? type, string? title, string? language, FeedEvidence how)
    {
        type = MediaType(type);
        if (href is null || !FeedLook.IsFeedLink(rel, type, href)) return;
        Keep(href, title, type, language, how);
    }

    private void TakeLink(Element link) => Take(link.Href, link.Rel, link.Type, link.Title, link.Language, FeedEvidence.LinkElement);

    private void TakeAnchor(ReadOnlySpan<byte> inside)
    {
        if (kept[(int)FeedEvidence.Anchor] >= FeedFinder.MostOfAKind || inside.Length < 8) return;
        var anchor = Element.Of(page, inside);
        var type = MediaType(anchor.Type);
        if (anchor.Href is { } href && (FeedLook.IsFeedType(type) || FeedLook.IsFeedAddress(href))) Keep(href, anchor.Title, type, anchor.Language, FeedEvidence.Anchor);
    }

    private void TakeMeta(ReadOnlySpan<byte> inside)
    {
        if (Generator is not null) return;
        var meta = Element.Of(page, inside);
        if (string.Equals(meta.Name, "generator", StringComparison.OrdinalIgnoreCase)) Generator = meta.Content;
    }

    // The first base counts, wherever it stands; a saved page without one is known by its canonical address.
    private void FindBase()
    {
        string? canonical = null;
        for (var walk = new TagWalk(page.Scannable.Span, isPage: true); walk.Read();)
        {
            if (walk.IsEnd) continue;
            if (walk.Is("base"u8) && !hasBase && Element.Of(page, walk.Inside).Href is { } href && Address.Resolve(href, @base) is { } found) (@base, hasBase) = (found, true);
            else if (canonical is null && walk.Is("link"u8) && Element.Of(page, walk.Inside) is { Rel: "canonical" } link) canonical = link.Href;
        }

        @base ??= canonical is null ? null : Address.Resolve(canonical, null);
    }

    private void Keep(string href, string? title, string? type, string? language, FeedEvidence how)
    {
        if (kept[(int)how] >= FeedFinder.MostOfAKind || href.Length > LongestAddress) return;
        if (Resolve(href) is not { } resolved)
        {
            if (@base is null && FeedLook.IsRelative(href)) Unresolved++;
            return;
        }

        if (!known.Add(resolved)) return;
        kept[(int)how]++;
        title = title is null ? null : Headline.OfMarkup(title.Length > LongestTitle ? title[..LongestTitle] : title);
        candidates.Add(new FeedCandidate(resolved, title, type, LanguageTag.Normalise(language), how, FeedLook.ScopeOf(resolved, title, how, Base)));
    }

    private string? Resolve(string href)
    {
        if (Address.Resolve(FeedLook.WithoutFeedScheme(href), @base) is not { } resolved) return null;
        var fragment = resolved.IndexOf('#', StringComparison.Ordinal);
        return fragment < 0 ? resolved : resolved[..fragment];
    }

    // Pages name much as JSON that is none of their feeds: it is tried after all else.
    private static bool IsUnlikely(string? type) => type is "application/json";

    private static string? MediaType(string? type)
    {
        if (type is null) return null;
        var end = type.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? type : type[..end]).Trim().ToLowerInvariant() is { Length: > 0 and < 100 } plain ? plain : null;
    }
}

/// <summary>The attributes of a tag that matter here, decoded; the first of a name counts.</summary>
internal sealed record Element(string? Href, string? Rel, string? Type, string? Title, string? Language, string? Name, string? Content)
{
    private const int MostAttributes = 64;
    private const int Longest = 8_192;

    public static Element Of(DecodedDocument page, ReadOnlySpan<byte> inside)
    {
        var element = new Element(null, null, null, null, null, null, null);
        var attributes = new TagAttributes(inside);
        for (var count = 0; count < MostAttributes && attributes.Read(); count++)
        {
            if (attributes.Value.Length is 0 or > Longest) continue;
            if (attributes.Is("href"u8)) element = element with { Href = element.Href ?? Text(page, attributes.Value) };
            else if (attributes.Is("rel"u8)) element = element with { Rel = element.Rel ?? Text(page, attributes.Value).Trim().ToLowerInvariant() };
            else if (attributes.Is("type"u8)) element = element with { Type = element.Type ?? Text(page, attributes.Value) };
            else if (attributes.Is("title"u8)) element = element with { Title = element.Title ?? Text(page, attributes.Value) };
            else if (attributes.Is("hreflang"u8)) element = element with { Language = element.Language ?? Text(page, attributes.Value) };
            else if (attributes.Is("name"u8)) element = element with { Name = element.Name ?? Text(page, attributes.Value).Trim() };
            else if (attributes.Is("content"u8)) element = element with { Content = element.Content ?? Text(page, attributes.Value) };
        }

        return element;
    }

    private static string Text(DecodedDocument page, ReadOnlySpan<byte> value) => CharacterReference.Decode(page.Text(value));
}
