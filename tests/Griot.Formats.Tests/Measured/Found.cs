using Griot.Formats.Values;

namespace Griot.Formats.Tests.Measured;

/// <summary>What Griot reads, in the same fields as <see cref="Expected"/>.</summary>
internal static class Found
{
    public static Dictionary<string, string?> Feed(FeedInfo feed) => new(StringComparer.Ordinal)
    {
        ["title"] = feed.Title,
        ["link"] = feed.Link,
        ["description"] = feed.Description,
        ["published"] = feed.Updated,
        ["updated"] = feed.Updated,
        ["guid"] = feed.Id,
        ["language"] = feed.Language,
        ["authors"] = string.Join('\n', feed.Authors),
        ["categories"] = string.Join('\n', feed.Categories.Select(category => category.Term)),
        ["labels"] = Labels(feed.Categories),
    };

    public static Dictionary<string, string?> Item(FeedItem item, bool hasContent) => new(StringComparer.Ordinal)
    {
        ["title"] = item.Headline,
        ["link"] = item.Link,
        ["description"] = hasContent ? item.SummaryHtml : item.SummaryHtml ?? item.BodyHtml,
        ["content"] = item.BodyHtml,
        ["published"] = Date(item.Published),
        ["updated"] = Date(item.Updated),
        ["guid"] = item.Id,
        ["language"] = item.Language,
        ["authors"] = string.Join('\n', item.Byline),
        ["categories"] = string.Join('\n', item.Categories.Select(category => category.Term)),
        ["labels"] = Labels(item.Categories),
    };

    private static string Labels(IEnumerable<Category> categories) => string.Join('\n', categories.Select(category => category.Label ?? category.Term));

    private static string? Date(DateTimeOffset? date) => date is { } given ? WireDate.Write(given) : null;
}
