using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Writes what each poll leaves of its channel: its state, and how its items are told apart. Used by the writer alone, inside
/// the transaction that its caller owns.
/// </summary>
internal sealed class ChannelNotes(SqliteConnection connection) : IDisposable
{
    private readonly Statement state = new(connection,
        """
        INSERT OR REPLACE INTO channel_states (
            channel, etag, last_modified, body_hash, next_poll, interval, failures, not_before, last_seen, last_accepted, last_error, incidents,
            failing_since, moved_to, moved_since, least_interval, skip_hours, skip_days, usual_gap, gaps, quiet)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
                -- Two processes may have polled at once: what one of them accepted was accepted.
                nullif(max(coalesce(?10, 0), coalesce((SELECT last_accepted FROM channel_states WHERE channel = ?1), 0)), 0),
                ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
        """);

    // The operator may have fixed it since the document was begun: that stands.
    private readonly Statement identity = new(connection,
        """
        INSERT INTO channel_identities VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT (channel) DO UPDATE SET
            policy = iif(fixed, policy, excluded.policy), since = iif(fixed, since, excluded.since), why = iif(fixed, why, excluded.why),
            doubts = iif(fixed, doubts, excluded.doubts), tls_key = excluded.tls_key, title = excluded.title
        """);

    internal void Save(ChannelState saved) => state.Run(
        saved.Channel, saved.ETag, saved.LastModified, saved.BodyHash, Milliseconds(saved.NextPoll), (long)saved.Interval.TotalMilliseconds,
        saved.Failures, Milliseconds(saved.NotBefore), Milliseconds(saved.LastSeen), Milliseconds(saved.LastAccepted), saved.LastError, saved.Incidents,
        Milliseconds(saved.FailingSince), saved.Moved?.Address, Milliseconds(saved.Moved?.Since), (long?)saved.Declared.Least?.TotalMilliseconds,
        saved.Declared.SkipHours, saved.Declared.SkipDays, (long)saved.Habit.UsualGap.TotalMilliseconds, saved.Habit.Gaps, (long)saved.Habit.Quiet.TotalMilliseconds);

    internal void Save(ChannelIdentity saved) => identity.Run(
        saved.Channel, Word.Of(saved.Policy), saved.IsFixed ? 1 : 0, saved.Since.ToUnixTimeMilliseconds(), saved.Why, saved.Doubts, saved.TlsKey, saved.FeedTitle);

    public void Dispose()
    {
        state.Dispose();
        identity.Dispose();
    }

    private static long? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds();
}
