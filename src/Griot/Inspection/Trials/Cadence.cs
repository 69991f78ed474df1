namespace Griot.Inspection.Trials;

/// <summary>When the pieces of a feed came, and how often it is worth asking for it. Pure.</summary>
/// <param name="Newest">The newest date that is not in the future.</param>
/// <param name="Oldest">The oldest date.</param>
/// <param name="PerDay">Pieces a day between them; null where that can't be told.</param>
/// <param name="Interval">Between two polls: half of the usual pause between two pieces, from 5 minutes to a day.</param>
internal sealed record Cadence(DateTimeOffset? Newest, DateTimeOffset? Oldest, double? PerDay, TimeSpan? Interval)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    internal static Cadence Of(IEnumerable<DateTimeOffset> dates, DateTimeOffset now)
    {
        var past = dates.Where(date => date <= now).Order().ToList();
        if (past.Count == 0) return new Cadence(null, null, null, null);
        var span = past[^1] - past[0];
        if (past.Count < 2 || span < TimeSpan.FromMinutes(1)) return new Cadence(past[^1], past[0], null, null);
        var pauses = past.Zip(past.Skip(1), (one, next) => next - one).Order().ToList();
        // Pieces put out by the dozen have no pauses between them: then the average says more than the middle.
        var usual = pauses[pauses.Count / 2] is { TotalMinutes: >= 1 } middle ? middle : span / pauses.Count;
        return new Cadence(past[^1], past[0], pauses.Count / span.TotalDays, Rounded(usual / 2));
    }

    private static TimeSpan Rounded(TimeSpan wanted)
    {
        if (wanted <= Shortest) return Shortest;
        if (wanted >= Longest) return Longest;
        var step = wanted.TotalHours < 1 ? TimeSpan.FromMinutes(5) : wanted.TotalHours < 6 ? TimeSpan.FromMinutes(30) : TimeSpan.FromHours(1);
        return step * Math.Floor(wanted / step);
    }
}
