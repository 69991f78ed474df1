using System.Runtime.InteropServices;

namespace Griot.Site;

/// <summary>A link of a text: what is read of it, and where it led and leads; null where it was not there, or is not there any more.</summary>
internal sealed record LinkChange(string Text, string? Earlier, string? Later);

/// <summary>
/// Which links of a text lead elsewhere, came and went. A link whose words alone changed is none of them: the text tells of that. Work is
/// bounded: where more than <see cref="MostChanges"/> differ, their order is not looked at.
/// </summary>
internal static class LinkChanges
{
    private const int MostChanges = 200;

    private readonly record struct Link(string Address, string Text);

    internal static IReadOnlyList<LinkChange> Of(IEnumerable<(string Address, string Text)> before, IEnumerable<(string Address, string Text)> after)
    {
        var (gone, came) = Apart([.. before.Select(link => new Link(link.Address, link.Text))], [.. after.Select(link => new Link(link.Address, link.Text))]);
        (var elsewhere, gone, came) = Pairs(gone, came, link => link.Text);
        (_, gone, came) = Pairs(gone, came, link => link.Address);
        return
        [
            .. elsewhere.Select(pair => new LinkChange(pair.Later.Text, pair.Earlier.Address, pair.Later.Address)),
            .. gone.Select(link => new LinkChange(link.Text, link.Address, null)),
            .. came.Select(link => new LinkChange(link.Text, null, link.Address)),
        ];
    }

    // Without those that both have.
    private static (List<Link> Gone, List<Link> Came) Apart(Link[] old, Link[] now)
    {
        var known = new Dictionary<Link, int>();
        int Number(Link link) => known.TryGetValue(link, out var number) ? number : known[link] = known.Count;
        if (EditScript.Find(Array.ConvertAll(old, Number), Array.ConvertAll(now, Number), MostChanges) is not { } kept) return (Without(old, now), Without(now, old));
        var (keptOld, keptNow) = (kept.Select(pair => pair.Old).ToHashSet(), kept.Select(pair => pair.Now).ToHashSet());
        return ([.. old.Where((_, at) => !keptOld.Contains(at))], [.. now.Where((_, at) => !keptNow.Contains(at))]);
    }

    private static List<Link> Without(Link[] links, Link[] others)
    {
        var counts = new Dictionary<Link, int>();
        foreach (var other in others) CollectionsMarshal.GetValueRefOrAddDefault(counts, other, out _)++;
        return [.. links.Where(link => !counts.ContainsKey(link) || --counts[link] < 0)];
    }

    // Those alike in one thing and not in the other, in their order; and those that remain.
    private static (List<(Link Earlier, Link Later)> Pairs, List<Link> Gone, List<Link> Came) Pairs(List<Link> gone, List<Link> came, Func<Link, string> alike)
    {
        var waiting = gone.GroupBy(alike, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<Link>(group), StringComparer.Ordinal);
        var (pairs, rest) = (new List<(Link, Link)>(), new List<Link>());
        foreach (var later in came)
        {
            if (waiting.TryGetValue(alike(later), out var candidates) && candidates.TryPeek(out var earlier) && earlier != later) pairs.Add((candidates.Dequeue(), later));
            else rest.Add(later);
        }

        return (pairs, [.. waiting.Values.SelectMany(links => links)], rest);
    }
}
