using Griot.Ledger;

namespace Griot.Ingest.Channels.Poll;

/// <summary>
/// When an alarm of a channel is raised and when it ends; the states are those after the poll. Pure: what it decides is
/// committed with the channel's state, or not at all.
/// </summary>
internal static class Alarming
{
    internal const string Silent = "silent";
    private const int FewestFailures = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    /// <summary>Three failures in a row over more than a day; three are enough where waiting mends nothing. Null: nothing changes.</summary>
    internal static AlarmChange? AfterFailure(ChannelState state, Fault fault, DateTimeOffset now)
    {
        var since = state.FailingSince ?? now;
        if (state.Failures < FewestFailures || !(NeedsSomebody(fault.Code) || now - since > Patience)) return null;
        return Raised(state, new ChannelAlarm
        {
            Channel = state.Channel,
            Kind = AlarmKind.Failing,
            Code = fault.Code,
            Message = fault.Message,
            Since = since,
            Raised = now,
            Sample = fault.Sample,
            SampleType = fault.SampleType,
        });
    }

    /// <summary>After a document was taken in of which not one item could be read.</summary>
    internal static AlarmChange? AfterUnreadable(ChannelState state, Quarantined first, int items, DateTimeOffset now) => Raised(state, new ChannelAlarm
    {
        Channel = state.Channel,
        Kind = AlarmKind.Unreadable,
        Code = first.Code,
        Message = $"It is a feed, and none of its {items} items could be read; the first: {first.Message}",
        Since = state.Alarm is { Kind: AlarmKind.Unreadable } standing ? standing.Since : now,
        Raised = now,
        Sample = Fault.Start(first.Bytes),
    });

    /// <summary>After a success. Where the document was the same as before, its items are as unreadable as they were.</summary>
    /// <param name="isSame">The server said that nothing has changed, or sent the same bytes.</param>
    internal static AlarmChange? AfterSuccess(ChannelState state, bool isSame, DateTimeOffset now)
    {
        if (isSame && state.Alarm is { Kind: AlarmKind.Unreadable }) return null;
        if (!Habits.IsSilent(state.Habit)) return state.Alarm is null ? null : new AlarmChange(state.Channel, null);
        return Raised(state, new ChannelAlarm
        {
            Channel = state.Channel,
            Kind = AlarmKind.Silent,
            Code = Silent,
            Message = $"It is read without a fault, and has brought nothing for {Days(state.Habit.Quiet)}; usually something comes every {Days(state.Habit.UsualGap)}.",
            Since = state.LastAccepted ?? now - state.Habit.Quiet,
            Raised = now,
        });
    }

    // Raised once: the same reason again changes nothing, not even the number of days in its sentence.
    private static AlarmChange? Raised(ChannelState state, ChannelAlarm alarm) =>
        state.Alarm is { } standing && standing.Kind == alarm.Kind && standing.Code == alarm.Code ? null : new AlarmChange(state.Channel, alarm);

    private static bool NeedsSomebody(string code) => code is NonFeed.Gone or NonFeed.Blocked or NonFeed.ParkedDomain or "tls" or "downgrade";

    private static string Days(TimeSpan span) => span.TotalHours < 36 ? $"{Math.Max(1, (int)Math.Round(span.TotalHours))} hours" : $"{(int)Math.Round(span.TotalDays)} days";
}
