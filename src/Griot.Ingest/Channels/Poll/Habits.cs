using Griot.Ledger;

namespace Griot.Ingest.Channels.Poll;

/// <summary>
/// How often a channel brings something, learned from what it brought, and when its silence is longer than that. Only time
/// in which it was watched counts: a house that was closed, or whose clock jumped, makes no channel silent.
/// </summary>
internal static class Habits
{
    /// <summary>Gaps that have to be known before a silence means anything.</summary>
    internal const int FewestGaps = 5;

    private const int Times = 5;
    private static readonly TimeSpan Least = TimeSpan.FromDays(7);
    private static readonly TimeSpan MostAtOnce = TimeSpan.FromDays(30);
    private static readonly TimeSpan MostUnwatched = TimeSpan.FromDays(2);

    /// <summary>The habit after a success, with the state as it was before it.</summary>
    internal static Habit After(ChannelState before, bool broughtSomething, DateTimeOffset now)
    {
        var habit = before.Habit;
        var quiet = habit.Quiet + Watched(before, now);
        if (!broughtSomething) return habit with { Quiet = quiet };
        // What a feed holds when it is read first has been coming for who knows how long.
        if (before.LastAccepted is null) return habit with { Quiet = TimeSpan.Zero };
        return new Habit(habit.Gaps == 0 ? quiet : Learned(habit.UsualGap, quiet), Math.Min(habit.Gaps + 1, 10_000), TimeSpan.Zero);
    }

    /// <summary>Silent: more than 7 days, and more than 5 times the usual gap.</summary>
    internal static bool IsSilent(Habit habit) => habit.Gaps >= FewestGaps && habit.Quiet > Least && habit.Quiet > habit.UsualGap * Times;

    // Quick to grow and slow to shrink: who pauses at times is known by the pauses. Of one long silence a month is learned.
    private static TimeSpan Learned(TimeSpan usual, TimeSpan gap)
    {
        var most = usual * Times > MostAtOnce ? usual * Times : MostAtOnce;
        if (gap > most) gap = most;
        return gap > usual ? (usual + gap) / 2 : usual - ((usual - gap) / 8);
    }

    private static TimeSpan Watched(ChannelState before, DateTimeOffset now)
    {
        if (before.LastSeen is not { } seen || seen >= now) return TimeSpan.Zero;
        var most = before.Interval * 2 > MostUnwatched ? before.Interval * 2 : MostUnwatched;
        return now - seen < most ? now - seen : most;
    }
}
