using Griot.Formats.Values;

namespace Griot.Formats.Discovery;

/// <summary>
/// Which hubs tell of a feed's changes, and under which name they know it (WebSub, section 4). Both are an outsider's words:
/// a feed may name whatever hub and topic it likes.
/// </summary>
/// <param name="Hubs">Absolute, http or https, in the order in which they were named; at most 10.</param>
/// <param name="Topic">The feed's <c>self</c>; null where it names none, and then no hub can be asked for it.</param>
public sealed record HubLinks(IReadOnlyList<string> Hubs, string? Topic)
{
    /// <summary>What the header of the answer says stands above what the document says, for each of the two alone.</summary>
    /// <param name="feed">What the document says of itself.</param>
    /// <param name="linkHeader">The <c>Link</c> header (RFC 8288) as it came; null for none.</param>
    /// <param name="address">Where the document was found: relative links are read against it.</param>
    public static HubLinks Of(FeedInfo feed, string? linkHeader, Uri address)
    {
        List<string> hubs = [];
        string? self = null;
        if (linkHeader is not null) LinkHeader.Read(linkHeader, Take);
        return new(hubs.Count > 0 ? hubs : feed.Hubs, self ?? feed.Self);

        void Take(string target, IReadOnlyDictionary<string, string> parameters)
        {
            if (Address.Resolve(target, address.AbsoluteUri) is not { } link) return;
            if (Is(parameters, "hub") && hubs.Count < Limits.Hubs && !hubs.Contains(link)) hubs.Add(link);
            if (Is(parameters, "self")) self ??= link;
        }
    }

    // One rel may hold several words.
    private static bool Is(IReadOnlyDictionary<string, string> parameters, string word) =>
        parameters.GetValueOrDefault("rel")?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(word, StringComparer.OrdinalIgnoreCase) == true;
}
