namespace Griot.Inspection.Trials;

/// <summary>
/// By what the items of a feed could be told apart, counted. Pure; what would decide is the intake's to say
/// (<see cref="Griot.Ingest.Operator.IdentityForecast"/>).
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
}
