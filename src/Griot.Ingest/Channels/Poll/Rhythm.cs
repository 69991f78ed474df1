using Griot.Ledger;

namespace Griot.Ingest.Channels.Poll;

/// <summary>
/// When a channel is asked again: between 5 minutes and a day by how often it brings something, and no sooner than it
/// declares itself; after failures ever later, but never not at all; and never before the server's own Retry-After.
/// </summary>
internal static class Rhythm
{
    internal static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Most = TimeSpan.FromDays(365);
    private static readonly TimeSpan First = TimeSpan.FromMinutes(15);

    /// <param name="isNudged">A hub bade us look: where it was for nothing, that says nothing of the channel's habits, and must
    /// not lengthen the interval of one whose hub speaks without need.</param>
    internal static ChannelState Success(ChannelState state, TimeSpan? fixedInterval, bool broughtSomething, DateTimeOffset now, bool isNudged = false)
    {
        var interval = Sane(fixedInterval) ?? (isNudged && !broughtSomething && state.Interval > TimeSpan.Zero ? state.Interval : Adapted(state.Interval, broughtSomething));
        return state with
        {
            Interval = interval,
            NextPoll = now + (fixedInterval is null ? DeclaredPeriods.Wait(state.Declared, interval, now) : interval),
            Failures = 0,
            FailingSince = null,
            Habit = Habits.After(state, broughtSomething, now),
            NotBefore = null,
            LastSeen = now,
            LastAccepted = broughtSomething ? now : state.LastAccepted,
            LastError = null,
        };
    }

    internal static ChannelState Failure(ChannelState state, TimeSpan? fixedInterval, string error, TimeSpan? retryAfter, DateTimeOffset now)
    {
        var failures = state.Failures + 1;
        var wait = BackOff(Sane(fixedInterval) ?? state.Interval, failures);
        var notBefore = retryAfter is { } seconds ? now + seconds : (DateTimeOffset?)null;
        return state with
        {
            Failures = failures,
            FailingSince = state.FailingSince ?? now,
            NotBefore = notBefore,
            NextPoll = notBefore is { } until && until > now + wait ? until : now + wait,
            LastError = error,
        };
    }

    /// <summary>True where it is a channel's turn. <paramref name="every"/>, where given, stands above every interval and below every back-off.</summary>
    internal static bool IsDue(ChannelState? state, TimeSpan? every, DateTimeOffset now)
    {
        if (state?.NextPoll is not { } next) return true;
        if (state.Failures > 0) return !IsAhead(next, Longest, now);
        if (Sane(every) is { } wanted && state.LastSeen is { } seen) return !IsAhead(seen + wanted, wanted, now);
        return !IsAhead(next, Furthest(state, next), now);
    }

    // What is declared may lie beyond the channel's own interval; how far it did is known by the same clock.
    private static TimeSpan Furthest(ChannelState state, DateTimeOffset next) =>
        next - state.LastSeen is { } wait && wait > state.Interval ? wait < Longest ? wait : Longest : state.Interval;

    /// <summary>
    /// True once in thirty days: the document is then asked for whatever its validators say, since a server may answer 304
    /// for ever, and its last change may lie in 2099.
    /// </summary>
    internal static bool IsToAskAnew(ChannelState state, DateTimeOffset now)
    {
        var place = state.Channel.Sum(letter => letter) % 30;
        return state.LastSeen is { } seen && Month(seen) != Month(now);

        long Month(DateTimeOffset moment) => ((moment.ToUnixTimeSeconds() / 86_400) + place) / 30;
    }

    /// <summary>True where a single run (<c>--once</c>) has to leave the channel alone: it minds back-off, not the interval.</summary>
    internal static bool HasToWait(ChannelState? state, DateTimeOffset now) =>
        state is not null && (IsAhead(state.NotBefore, Longest, now) || (state.Failures > 1 && IsAhead(state.NextPoll, Longest, now)));

    // What lies further ahead than any wait leads was noted by a clock that ran wrong: it binds nobody.
    private static bool IsAhead(DateTimeOffset? moment, TimeSpan most, DateTimeOffset now) => moment > now && moment - now <= most;

    // An interval of nothing would ask without a pause, one without an end never again.
    private static TimeSpan? Sane(TimeSpan? wanted) =>
        wanted is not { } interval ? null : interval < Least ? Least : interval > Most ? Most : interval;

    private static TimeSpan Adapted(TimeSpan interval, bool broughtSomething)
    {
        if (interval <= TimeSpan.Zero) return First;
        var next = broughtSomething ? interval / 2 : interval * 1.25;
        return next < Shortest ? Shortest : next > Longest ? Longest : next;
    }

    private static TimeSpan BackOff(TimeSpan interval, int failures)
    {
        var first = interval > TimeSpan.Zero && interval < Shortest ? interval : Shortest;
        var wait = first * Math.Pow(2, Math.Min(failures - 1, 16));
        return wait > Longest ? Longest : wait;
    }
}
