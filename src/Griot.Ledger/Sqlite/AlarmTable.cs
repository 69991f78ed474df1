using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// The alarms that stand. Two processes that poll may raise the same one: then it is one, and stays told to whom it was
/// told. Another kind in its place is a new alarm.
/// </summary>
internal static class AlarmTable
{
    private const string Raise =
        """
        INSERT INTO alarms (channel, kind, code, message, since, raised, sample, sample_type) VALUES (@Channel, @kind, @Code, @Message, @since, @raised, @Sample, @SampleType)
        ON CONFLICT (channel) DO UPDATE SET
            since = iif(kind = excluded.kind, since, excluded.since), raised = iif(kind = excluded.kind, raised, excluded.raised),
            told = iif(kind = excluded.kind, told, NULL), tellings = iif(kind = excluded.kind, tellings, 0),
            kind = excluded.kind, code = excluded.code, message = excluded.message, sample = excluded.sample, sample_type = excluded.sample_type
        """;

    internal static void Change(SqliteConnection connection, SqliteTransaction transaction, AlarmChange change)
    {
        if (change.Raised is not { } alarm)
        {
            connection.Execute("DELETE FROM alarms WHERE channel = @Channel", new { change.Channel }, transaction);
            return;
        }

        connection.Execute(
            Raise,
            new
            {
                change.Channel,
                kind = Word.Of(alarm.Kind),
                alarm.Code,
                alarm.Message,
                since = alarm.Since.ToUnixTimeMilliseconds(),
                raised = alarm.Raised.ToUnixTimeMilliseconds(),
                alarm.Sample,
                alarm.SampleType,
            },
            transaction);
    }

    /// <summary>False where this alarm does not stand any more, or was told by another process meanwhile.</summary>
    internal static bool Tell(SqliteConnection connection, SqliteTransaction transaction, ChannelAlarm alarm, DateTimeOffset now) =>
        connection.Execute(
            "UPDATE alarms SET told = @now, tellings = tellings + 1 WHERE channel = @Channel AND raised = @raised AND tellings = @Tellings",
            new { now = now.ToUnixTimeMilliseconds(), alarm.Channel, raised = alarm.Raised.ToUnixTimeMilliseconds(), alarm.Tellings },
            transaction) == 1;

    internal static List<ChannelAlarm> All(SqliteConnection connection) =>
        connection.Query<Row>("SELECT channel, kind, code, message, since, raised, sample, sample_type, told, tellings FROM alarms ORDER BY raised, channel").Select(Read).ToList();

    private static ChannelAlarm Read(Row row) => new()
    {
        Channel = row.channel,
        Kind = Word.Parse<AlarmKind>(row.kind) ?? AlarmKind.Failing,
        Code = row.code,
        Message = row.message,
        Since = DateTimeOffset.FromUnixTimeMilliseconds(row.since),
        Raised = DateTimeOffset.FromUnixTimeMilliseconds(row.raised),
        Sample = row.sample,
        SampleType = row.sample_type,
        Told = row.told is { } told ? DateTimeOffset.FromUnixTimeMilliseconds(told) : null,
        Tellings = (int)row.tellings,
    };

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(
        string channel, string kind, string code, string message, long since, long raised, byte[]? sample, string? sample_type, long? told, long tellings);
}
