namespace Griot.Inspection.Trials;

/// <summary>
/// By what the items of a feed can be told apart: what one look at it shows, and what it speaks for. Pure; the policy that
/// a channel really follows is the ingest's.
/// </summary>
/// <param name="Items">Items that can be read.</param>
/// <param name="Own">Those with an id of the provider's own (<c>guid</c>, <c>id</c>).</param>
/// <param name="Distinct">Different ids among them.</param>
/// <param name="PermaLinks">Own ids that are web addresses.</param>
/// <param name="Links">Items with a link.</param>
/// <param name="DistinctLinks">Different links among them.</param>
/// <param name="Repeated">Some of the ids that stand at more than one item.</param>
internal sealed record Identification(int Items, int Own, int Distinct, int PermaLinks, int Links, int DistinctLinks, IReadOnlyList<string> Repeated)
{
    /// <summary><c>guid</c>, <c>link</c> or <c>content</c>: the first that is there at every item and different at each.</summary>
    internal string Proposed =>
        Own == Items && Distinct == Items ? "guid"
        : Links == Items && DistinctLinks == Items ? "link"
        : Own == Items ? "guid"
        : Links == Items ? "link"
        : "content";

    internal static Identification Of(IReadOnlyList<TrialItem> items)
    {
        var readable = items.Where(item => item.Item is not null).ToList();
        var own = readable.Where(item => item.Item!.HasOwnId).Select(item => item.Item!.Id).ToList();
        var links = readable.Select(item => item.Item!.Link).OfType<string>().ToList();
        return new Identification(
            readable.Count, own.Count, own.Distinct(StringComparer.Ordinal).Count(), own.Count(id => id.StartsWith("http", StringComparison.OrdinalIgnoreCase)),
            links.Count, links.Distinct(StringComparer.Ordinal).Count(),
            [.. own.CountBy(id => id, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => count.Key).Take(3)]);
    }

    /// <summary>True where a second look at the same feed shows the same links under other ids: then ids tell nothing.</summary>
    internal static bool AreIdsUnsteady(IReadOnlyList<TrialItem> first, IReadOnlyList<TrialItem> second)
    {
        var ids = first.Where(item => item.Item?.Link is not null).ToLookup(item => item.Item!.Link!, item => item.Item!.Id, StringComparer.Ordinal);
        var again = second.Where(item => item.Item?.Link is { } link && ids.Contains(link)).ToList();
        return again.Count > 0 && again.TrueForAll(item => !ids[item.Item!.Link!].Contains(item.Item!.Id, StringComparer.Ordinal));
    }
}
