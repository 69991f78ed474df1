using Dapper;

namespace Griot.Feedback;

/// <summary>
/// Receipts and questions that wait to be mailed. One process takes a mail at a time, for as long as
/// <see cref="Backoff.Lease"/>. No address gets more than 30 an hour: two machines that answer each other end there. What was
/// sent is forgotten but for when and where to.
/// </summary>
internal sealed class ReceiptOutbox(Desk desk, TimeProvider time)
{
    internal const int MostAnHour = 30;
    private const string MostWaiting = "200";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    internal const string Table = """
        CREATE TABLE IF NOT EXISTS receipts (
          id TEXT PRIMARY KEY,
          channel TEXT NOT NULL,
          provider TEXT NOT NULL,
          address TEXT,
          subject TEXT,
          text TEXT,
          message_id TEXT,
          answers TEXT,
          reply_to TEXT,
          queued INTEGER NOT NULL,
          due INTEGER NOT NULL,
          first_tried INTEGER,
          tries INTEGER NOT NULL DEFAULT 0,
          failure TEXT,
          sent_to TEXT,
          delivered INTEGER,
          given_up INTEGER
        ) STRICT;
        CREATE INDEX IF NOT EXISTS receipts_pending ON receipts (due) WHERE delivered IS NULL AND given_up IS NULL;
        CREATE INDEX IF NOT EXISTS receipts_delivered ON receipts (sent_to, delivered) WHERE delivered IS NOT NULL;
        """;

    private const string Pending = "delivered IS NULL AND given_up IS NULL";

    private const string Insert = $"""
        INSERT OR IGNORE INTO receipts (id, channel, provider, address, subject, text, message_id, answers, reply_to, queued, due)
        SELECT @Id, @Channel, @Provider, @Address, @Subject, @Text, @MessageId, @Answers, @ReplyTo, @now, @now
        WHERE (SELECT count(*) FROM receipts WHERE {Pending} AND provider = @Provider AND address IS @Address) < {MostWaiting}
        """;

    private const string SelectDue = $"""
        SELECT id AS Id, channel AS Channel, provider AS Provider, address AS Address, subject AS Subject, text AS Text, message_id AS MessageId, answers AS Answers,
               reply_to AS ReplyTo, queued AS Queued, tries + 1 AS Tries
        FROM receipts WHERE {Pending} AND due <= @now ORDER BY queued, id LIMIT 100
        """;

    // The share of an hour is looked at where a mail is taken: two processes can't both have its last place.
    private const string Take = $"""
        UPDATE receipts SET due = @until, tries = tries + 1, first_tried = coalesce(first_tried, @now), sent_to = @address
        WHERE id = @Id AND due <= @now AND {Pending} AND (SELECT count(*) FROM receipts AS sent WHERE sent.sent_to = @address AND sent.delivered > @hourAgo) < @MostAnHour
        """;

    private const string MarkDelivered = """
        UPDATE receipts SET delivered = @now, failure = NULL, subject = NULL, text = NULL, message_id = NULL, answers = NULL, reply_to = NULL WHERE id = @Id;
        DELETE FROM receipts WHERE queued < @old;
        """;

    private const string MarkFailed = """
        UPDATE receipts SET failure = @reason, due = @due, given_up = CASE WHEN first_tried <= @tooOld THEN @now END WHERE id = @Id
        """;

    internal void Queue(ReceiptRow row) => desk.Write(connection =>
        connection.Execute(Insert, new { row.Id, row.Channel, row.Provider, row.Address, row.Subject, row.Text, row.MessageId, row.Answers, row.ReplyTo, now = Now(time.GetUtcNow()) }));

    /// <summary>What is due, the oldest first.</summary>
    internal IReadOnlyList<ReceiptRow> Due() => desk.Read(connection => connection.Query<ReceiptRow>(SelectDue, new { now = Now(time.GetUtcNow()) }).ToList());

    /// <summary>Takes a mail for sending. False where another process has it, or the address has had its share of the hour.</summary>
    internal bool TryTake(ReceiptRow row, string address)
    {
        var now = time.GetUtcNow();
        return desk.Write(connection => connection.Execute(Take, new { row.Id, address, now = Now(now), until = Now(now + Backoff.Lease), hourAgo = Now(now.AddHours(-1)), MostAnHour })) == 1;
    }

    internal void Delivered(ReceiptRow row)
    {
        var now = time.GetUtcNow();
        desk.Write(connection => connection.Execute(MarkDelivered, new { row.Id, now = Now(now), old = Now(now - Remembered) }));
    }

    internal void Failed(ReceiptRow row, string reason)
    {
        var now = time.GetUtcNow();
        desk.Write(connection => connection.Execute(MarkFailed, new { row.Id, reason, now = Now(now), due = Now(now + Backoff.After(row.Tries)), tooOld = Now(now - Backoff.GiveUpAfter) }));
    }

    private static long Now(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}

/// <summary>A receipt or question as it is put into a mail.</summary>
internal sealed class ReceiptRow
{
    public string Id { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Provider { get; init; } = "";

    /// <summary>Null: the provider's contact, as its card has it when the mail goes out.</summary>
    public string? Address { get; init; }

    public string Subject { get; init; } = "";
    public string Text { get; init; } = "";
    public string? MessageId { get; init; }
    public string? Answers { get; init; }
    public string? ReplyTo { get; init; }
    public long Queued { get; init; }
    public long Tries { get; init; }
}
