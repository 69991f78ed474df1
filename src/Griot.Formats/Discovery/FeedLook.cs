using Griot.Record;

namespace Griot.Formats.Discovery;

/// <summary>What looks like a feed, by relation, type, address and title.</summary>
internal static class FeedLook
{
    private static readonly string[] Endings =
    [
        ".rss", ".rdf", ".atom", "/rss", "/feed", "/feeds", "/atom", "/rss2", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/rss.php", "/feed.json", "/index.rdf",
        "/feeds/posts/default", "/rss/all.xml", "-rss.xml", "_rss.xml", "/rss.aspx", "/rss.ashx", "/rss-feed", "/rssfeed", "/backend.php", "/fluxrss.xml",
    ];

    private static readonly string[] Queries = ["feed=rss", "feed=atom", "feed=rdf", "format=feed", "page=backend", "type=rss", "type=atom", "alt=rss", "format=rss", "format=atom", "output=rss"];

    private static readonly string[] OfSections = ["category", "categorie", "categories", "tag", "tags", "author", "auteur", "autor", "rubrique", "section", "search", "label", "topic", "topics", "-"];

    // Not "comment" alone: in French it begins every second headline.
    private static readonly string[] OfComments = ["comments", "commentaire", "comentario", "comentário", "kommentar", "maoni", "تعليق"];

    /// <summary>True for a link whose relation and type say that it is a feed; where only one of them speaks, its address has to agree.</summary>
    public static bool IsFeedLink(string? rel, string? type, string href)
    {
        var relations = (rel ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (Has(relations, "stylesheet") || Has(relations, "icon") || IsApi(href)) return false;
        if (Has(relations, "feed")) return type is null || IsFeedType(type) || IsData(type);
        if (!Has(relations, "alternate") && !Has(relations, "alternative")) return false;
        return IsFeedType(type) || IsData(type) || (type is null && IsFeedAddress(href));
    }

    /// <summary>True for a type that only feeds have.</summary>
    public static bool IsFeedType(string? type) => type is not null && !type.Contains("oembed", StringComparison.Ordinal)
        && (type.Contains("rss", StringComparison.Ordinal) || type.Contains("atom", StringComparison.Ordinal) || type.Contains("rdf", StringComparison.Ordinal) || type.Contains("feed", StringComparison.Ordinal));

    /// <summary>True for an address of the form that feeds usually have.</summary>
    public static bool IsFeedAddress(string href)
    {
        if (IsApi(href)) return false;
        if (href.StartsWith("feed:", StringComparison.OrdinalIgnoreCase)) return true;
        var (path, query) = Parts(href);
        return Array.Exists(Endings, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(Queries, part => query.Contains(part, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary><c>feed://host/path</c> and <c>feed:https://host/path</c>, as some pages have it, are web addresses.</summary>
    public static string WithoutFeedScheme(string href)
    {
        var address = href.TrimStart();
        if (!address.StartsWith("feed:", StringComparison.OrdinalIgnoreCase)) return href;
        var rest = address[5..];
        return rest.StartsWith("//", StringComparison.Ordinal) ? "http:" + rest : rest;
    }

    /// <summary>True for an address that says nothing without a page around it.</summary>
    public static bool IsRelative(string href)
    {
        var at = href.AsSpan().Trim().IndexOfAny(":/?#");
        return at < 0 || href.AsSpan().Trim()[at] != ':';
    }

    public static FeedScope ScopeOf(string address, string? title, FeedEvidence how, string? page)
    {
        if (how == FeedEvidence.Anchor && page is not null && !IsOfTheSameSite(address, page)) return FeedScope.Elsewhere;
        var (path, query) = Parts(new Uri(address).PathAndQuery);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (SaysComments(title) || Array.Exists(segments, SaysComments) || SaysComments(query)) return FeedScope.Comments;
        return segments.Any(segment => OfSections.Contains(segment, StringComparer.OrdinalIgnoreCase)) || query.Contains("id_rubrique=", StringComparison.Ordinal) || query.Contains("cat=", StringComparison.Ordinal)
            ? FeedScope.Section
            : FeedScope.Site;
    }

    private static bool SaysComments(string? text) => text is not null && Array.Exists(OfComments, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsOfTheSameSite(string address, string page) =>
        HostName.Plain(new Uri(address).Host) is { } one && HostName.Plain(new Uri(page).Host) is { } other && HostName.IsOneWithinTheOther(one, other);

    // Generic types that feeds share with much else.
    private static bool IsData(string? type) => type is "application/json" or "application/xml" or "text/xml";

    private static bool IsApi(string href) => href.Contains("/wp-json/", StringComparison.OrdinalIgnoreCase) || href.Contains("oembed", StringComparison.OrdinalIgnoreCase) || href.Contains("/xmlrpc.php", StringComparison.OrdinalIgnoreCase);

    private static bool Has(string[] words, string word) => words.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static (string Path, string Query) Parts(string href)
    {
        var fragment = href.IndexOf('#', StringComparison.Ordinal);
        if (fragment >= 0) href = href[..fragment];
        var query = href.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? (href.TrimEnd().TrimEnd('/'), "") : (href[..query].TrimEnd('/'), href[(query + 1)..]);
    }
}
