using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>Registered channels and what is remembered of them.</summary>
internal static class ChannelTable
{
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

    internal static void Save(SqliteConnection connection, SqliteTransaction transaction, ChannelState state) =>
        connection.Execute(
            """
            INSERT OR REPLACE INTO channel_states
            VALUES (@Channel, @ETag, @LastModified, @BodyHash, @next, @interval, @Failures, @notBefore, @seen,
                    -- Two processes may have polled at once: what one of them accepted was accepted.
                    nullif(max(coalesce(@accepted, 0), coalesce((SELECT last_accepted FROM channel_states WHERE channel = @Channel), 0)), 0),
                    @LastError, @Incidents)
            """,
            new
            {
                state.Channel,
                state.ETag,
                state.LastModified,
                state.BodyHash,
                next = state.NextPoll?.ToUnixTimeMilliseconds(),
                interval = (long)state.Interval.TotalMilliseconds,
                state.Failures,
                notBefore = state.NotBefore?.ToUnixTimeMilliseconds(),
                seen = state.LastSeen?.ToUnixTimeMilliseconds(),
                accepted = state.LastAccepted?.ToUnixTimeMilliseconds(),
                state.LastError,
                state.Incidents,
            },
            transaction);

    internal static List<(ChannelRegistration Channel, ChannelState? State)> All(SqliteConnection connection) =>
        connection.Query<Row>(
            """
            SELECT c.id, c.provider, c.kind, c.address, c.every, s.etag, s.last_modified, s.body_hash, s.next_poll, s.interval,
                   s.failures, s.not_before, s.last_seen, s.last_accepted, s.last_error, s.incidents
            FROM channels c LEFT JOIN channel_states s ON s.channel = c.id ORDER BY c.rowid
            """).Select(Read).ToList();

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
        });

    private static DateTimeOffset? Time(long? milliseconds) =>
        milliseconds is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    private static long? Milliseconds(TimeSpan? span) => (long?)span?.TotalMilliseconds;

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(
        string id, string provider, string kind, string? address, long? every, string? etag, string? last_modified, byte[]? body_hash,
        long? next_poll, long? interval, long? failures, long? not_before, long? last_seen, long? last_accepted, string? last_error, string? incidents);
}
