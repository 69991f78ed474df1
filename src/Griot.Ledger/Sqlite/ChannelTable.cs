using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>Registered channels and what is remembered of them.</summary>
internal static class ChannelTable
{
    private const string Selection =
        """
        SELECT c.id, c.provider, c.kind, c.address, c.every, s.etag, s.last_modified, s.body_hash, s.next_poll, s.interval,
               s.failures, s.not_before, s.last_seen, s.last_accepted, s.last_error, s.incidents, s.failing_since, s.moved_to, s.moved_since,
               s.least_interval, s.skip_hours, s.skip_days, s.usual_gap, s.gaps, s.quiet,
               a.kind AS alarm_kind, a.code AS alarm_code, a.message AS alarm_message, a.since AS alarm_since, a.raised AS alarm_raised
        FROM channels c LEFT JOIN channel_states s ON s.channel = c.id LEFT JOIN alarms a ON a.channel = c.id
        """;

    internal static void Register(SqliteConnection connection, SqliteTransaction transaction, ChannelRegistration channel) =>
        connection.Execute(
            "INSERT INTO channels VALUES (@Id, @Provider, @kind, @Address, @every)",
            new { channel.Id, channel.Provider, kind = Word.Of(channel.Kind), channel.Address, every = Milliseconds(channel.Every) },
            transaction);

    internal static void SetInterval(SqliteConnection connection, SqliteTransaction transaction, string channel, TimeSpan? every) =>
        connection.Execute(
            """
            UPDATE channels SET every = @every WHERE id = @channel;
            -- A shorter one holds from now on, and not only after the next poll; a row of failures is waited out.
            UPDATE channel_states SET next_poll = min(next_poll, coalesce(last_seen, next_poll) + @every)
            WHERE channel = @channel AND failures = 0 AND @every IS NOT NULL
            """, new { channel, every = Milliseconds(every) }, transaction);

    /// <summary>Gives a channel another address. What was remembered of the old one's server is forgotten; its habits stay.</summary>
    internal static void Move(SqliteConnection connection, SqliteTransaction transaction, string channel, string address) =>
        connection.Execute(
            """
            UPDATE channels SET address = @address WHERE id = @channel;
            UPDATE channel_states SET etag = NULL, last_modified = NULL, body_hash = NULL, next_poll = NULL, failures = 0, not_before = NULL,
                last_error = NULL, failing_since = NULL, moved_to = NULL, moved_since = NULL, least_interval = NULL, skip_hours = 0, skip_days = 0
            WHERE channel = @channel;
            """, new { channel, address }, transaction);

    internal static List<(ChannelRegistration Channel, ChannelState? State)> All(SqliteConnection connection) =>
        [.. connection.Query<Row>($"{Selection} ORDER BY c.rowid").Select(Read)];

    internal static (ChannelRegistration Channel, ChannelState? State)? One(SqliteConnection connection, string channel) =>
        connection.Query<Row>($"{Selection} WHERE c.id = @channel", new { channel }).Select(row => ((ChannelRegistration, ChannelState?)?)Read(row)).FirstOrDefault();

    private static (ChannelRegistration, ChannelState?) Read(Row row) => (
        new ChannelRegistration(
            row.id, row.provider, Word.Parse<ChannelKind>(row.kind) ?? ChannelKind.Feed, row.address,
            row.every is { } every ? TimeSpan.FromMilliseconds(every) : null),
        row.interval is not { } interval ? null : new ChannelState
        {
            Channel = row.id,
            ETag = row.etag,
            LastModified = row.last_modified,
            BodyHash = row.body_hash,
            NextPoll = Time(row.next_poll),
            Interval = TimeSpan.FromMilliseconds(interval),
            Failures = (int)(row.failures ?? 0),
            NotBefore = Time(row.not_before),
            LastSeen = Time(row.last_seen),
            LastAccepted = Time(row.last_accepted),
            LastError = row.last_error,
            Incidents = row.incidents,
            FailingSince = Time(row.failing_since),
            Moved = row.moved_to is null ? null : new MovedTo(row.moved_to, Time(row.moved_since) ?? default),
            Declared = new DeclaredRhythm(Span(row.least_interval), (int)(row.skip_hours ?? 0), (int)(row.skip_days ?? 0)),
            Habit = new Habit(Span(row.usual_gap) ?? default, (int)(row.gaps ?? 0), Span(row.quiet) ?? default),
            Alarm = row.alarm_kind is null ? null : Alarm(row),
        });

    private static ChannelAlarm Alarm(Row row) => new()
    {
        Channel = row.id,
        Kind = Word.Parse<AlarmKind>(row.alarm_kind) ?? AlarmKind.Failing,
        Code = row.alarm_code ?? "",
        Message = row.alarm_message ?? "",
        Since = Time(row.alarm_since) ?? default,
        Raised = Time(row.alarm_raised) ?? default,
    };

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    private static TimeSpan? Span(long? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;

    private static long? Milliseconds(TimeSpan? span) => (long?)span?.TotalMilliseconds;

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(
        string id, string provider, string kind, string? address, long? every, string? etag, string? last_modified, byte[]? body_hash,
        long? next_poll, long? interval, long? failures, long? not_before, long? last_seen, long? last_accepted, string? last_error, string? incidents,
        long? failing_since, string? moved_to, long? moved_since, long? least_interval, long? skip_hours, long? skip_days, long? usual_gap, long? gaps, long? quiet,
        string? alarm_kind, string? alarm_code, string? alarm_message, long? alarm_since, long? alarm_raised);
}
