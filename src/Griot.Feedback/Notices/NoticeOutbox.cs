using Dapper;

namespace Griot.Feedback;

/// <summary>
/// Notices about feeds that wait to be mailed. All that wait for one recipient travel in one mail, which one process takes
/// at a time for as long as <see cref="Backoff.Lease"/>. Whatever happens, no more than 50 mails a day go out because of
/// notices, to all recipients together: each of them takes one of the day's places before it is sent.
/// </summary>
internal sealed class NoticeOutbox(Desk desk, TimeProvider time)
{
    /// <summary>The recipient that is no provider.</summary>
    internal const string Operator = "";

    internal const int MostADay = 50;

    /// <summary>Notices in one mail; the others wait for the next.</summary>
    internal const int MostInOne = 10;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(60);

    private const string Pending = "delivered IS NULL AND given_up IS NULL";

    private const string Insert = """
        INSERT OR IGNORE INTO notices (id, recipient, channel, provider, code, of_items, message, feed, since, sample, queued, due)
        VALUES (@Id, @recipient, @Channel, @Provider, @Code, @OfItems, @Message, @Address, @since, @Sample, @now, @now)
        """;

    private const string Replace = $"DELETE FROM notices WHERE recipient = @recipient AND channel = @Channel AND id <> @Id AND {Pending}";

    private const string Forget = $"DELETE FROM notices WHERE queued < @old AND NOT ({Pending})";

    private const string SelectWaiting = $"SELECT recipient AS Recipient, max(queued) AS Queued FROM notices WHERE {Pending} GROUP BY recipient ORDER BY 2";

    private const string SelectDue = $"""
        SELECT id AS Id, recipient AS Recipient, provider AS Provider, code AS Code, of_items AS OfItems, message AS Message, feed AS Feed, since AS Since,
               sample AS Sample, tries + 1 AS Tries
        FROM notices WHERE {Pending} AND recipient = @recipient AND due <= @now ORDER BY queued, id LIMIT @MostInOne
        """;

    private const string Take = """
        UPDATE notices SET due = @until, tries = tries + 1, first_tried = coalesce(first_tried, @now), address = @address WHERE id = @Id AND recipient = @Recipient
        """;

    // The outsider's bytes have served their purpose.
    private const string MarkDelivered = "UPDATE notices SET delivered = @now, failure = NULL, sample = NULL WHERE id = @Id AND recipient = @Recipient";

    private const string MarkFailed = """
        UPDATE notices SET failure = @reason, due = @due, given_up = CASE WHEN first_tried <= @tooOld THEN @now END WHERE id = @Id AND recipient = @Recipient
        """;

    private const string TakePlace = """
        DELETE FROM notice_mails WHERE sent <= @dayAgo;
        INSERT INTO notice_mails (sent) SELECT @now WHERE (SELECT count(*) FROM notice_mails) < @MostADay RETURNING id;
        """;

    internal void Queue(FeedTrouble trouble, IReadOnlyList<string> recipients)
    {
        var now = time.GetUtcNow();
        desk.Write(connection =>
        {
            foreach (var recipient in recipients)
            {
                var row = new
                {
                    trouble.Id,
                    recipient,
                    trouble.Channel,
                    trouble.Provider,
                    trouble.Code,
                    trouble.OfItems,
                    trouble.Message,
                    trouble.Address,
                    since = trouble.Since.ToUnixTimeMilliseconds(),
                    trouble.Sample,
                    now = now.ToUnixTimeMilliseconds(),
                };
                connection.Execute(Replace, row);
                connection.Execute(Insert, row);
            }

            return connection.Execute(Forget, new { old = (now - Remembered).ToUnixTimeMilliseconds() });
        });
    }

    internal void Keep(IReadOnlyCollection<string> channels) => desk.Write(connection =>
    {
        foreach (var channel in connection.Query<string>($"SELECT DISTINCT channel FROM notices WHERE {Pending}").Except(channels).ToList())
            connection.Execute($"DELETE FROM notices WHERE channel = @channel AND {Pending}", new { channel });
        return true;
    });

    /// <summary>Who has notices waiting, and when the newest was queued; who waits longest comes first.</summary>
    internal IReadOnlyList<(string Recipient, long Queued)> Waiting() =>
        desk.Read(connection => connection.Query<(string, long)>(SelectWaiting).ToList());

    /// <summary>Takes what is due for a recipient, with one of the day's places; nothing where there is none.</summary>
    internal IReadOnlyList<NoticeRow> Next(string recipient, string address)
    {
        var now = time.GetUtcNow();
        return desk.Write(connection =>
        {
            var rows = connection.Query<NoticeRow>(SelectDue, new { recipient, now = now.ToUnixTimeMilliseconds(), MostInOne }).ToList();
            if (rows.Count == 0 || Place(connection) is null) return [];
            foreach (var row in rows) connection.Execute(Take, new { row.Id, row.Recipient, address, now = now.ToUnixTimeMilliseconds(), until = (now + Backoff.Lease).ToUnixTimeMilliseconds() });
            return rows;
        });
    }

    /// <summary>One of the day's places for a mail that is no notice itself; null where they are used up.</summary>
    internal long? Place() => desk.Write(Place);

    /// <summary>The mail was not sent after all.</summary>
    internal void GiveBack(long place) => desk.Write(connection => connection.Execute("DELETE FROM notice_mails WHERE id = @place", new { place }));

    internal void Delivered(IReadOnlyList<NoticeRow> rows) => desk.Write(connection =>
        rows.Sum(row => connection.Execute(MarkDelivered, new { row.Id, row.Recipient, now = time.GetUtcNow().ToUnixTimeMilliseconds() })));

    internal void Failed(IReadOnlyList<NoticeRow> rows, string reason)
    {
        var now = time.GetUtcNow();
        desk.Write(connection => rows.Sum(row => connection.Execute(MarkFailed, new
        {
            row.Id,
            row.Recipient,
            reason,
            now = now.ToUnixTimeMilliseconds(),
            due = (now + Backoff.After(row.Tries)).ToUnixTimeMilliseconds(),
            tooOld = (now - Backoff.GiveUpAfter).ToUnixTimeMilliseconds(),
        })));
    }

    private long? Place(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        var now = time.GetUtcNow();
        return connection.QuerySingleOrDefault<long?>(TakePlace, new { now = now.ToUnixTimeMilliseconds(), dayAgo = now.AddDays(-1).ToUnixTimeMilliseconds(), MostADay });
    }
}

/// <summary>A notice as it is put into a mail.</summary>
internal sealed class NoticeRow
{
    public string Id { get; init; } = "";
    public string Recipient { get; init; } = "";
    public string Provider { get; init; } = "";
    public string Code { get; init; } = "";
    public bool OfItems { get; init; }
    public string Message { get; init; } = "";
    public string Feed { get; init; } = "";
    public long Since { get; init; }
    public byte[]? Sample { get; init; }
    public long Tries { get; init; }
}
