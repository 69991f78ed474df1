using Griot.Record;

namespace Griot.Syndication.Rights;

/// <summary>
/// Where a provider's texts stand under its own name, as patterns of robots.txt (RFC 9309, section 2.2.3) and of the TDM Reservation
/// Protocol, which takes them over: a path matches from its beginning, <c>$</c> is its end. No star stands in them: a star goes over
/// slashes, and a provider that is called "archive" or "record" would speak for addresses of all others.
/// </summary>
internal static class ProviderPaths
{
    internal static IEnumerable<string> Of(ProviderCard card, IReadOnlyList<string> editions)
    {
        var slug = Uri.EscapeDataString(card.Slug);
        return [.. editions.SelectMany(edition => OfPage($"/{edition}/{slug}").Append($"/{edition}/{slug}/")), $"/feeds/{slug}.", $"/feeds/{slug}/"];
    }

    /// <summary>Of one page alone: by its beginning a path would be that of every provider whose word begins alike.</summary>
    internal static IEnumerable<string> OfPage(string path) => [$"{path}$", $"{path}?"];
}
