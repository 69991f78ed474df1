using System.Security.Cryptography;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// The quarantine: the same bytes for the same reason lie there once, and are counted. It is bounded for each channel, or
/// a server that sends another error page at each poll would fill the disk: of whole documents that are no feed the first
/// 20 of a reason are kept, of everything together 64 MB, and the first of each reason in any case. What comes beyond is
/// counted on the newest row of its reason, with its hash. What was handled does not count: there is room again.
/// </summary>
internal static class QuarantineTable
{
    private const int MostDocuments = 20;
    private const int MostBytes = 64 * 1024 * 1024;

    internal static void Put(SqliteConnection connection, SqliteTransaction transaction, Quarantined row, DateTimeOffset now)
    {
        var values = new
        {
            row.Provider,
            row.Channel,
            row.Code,
            row.Message,
            hash = SHA256.HashData(row.Bytes),
            row.Bytes,
            row.Context,
            row.Envelope,
            now = now.ToUnixTimeMilliseconds(),
            MostDocuments,
            MostBytes,
        };
        if (connection.Execute(CountAgain, values, transaction) == 0 && connection.Execute(Keep, values, transaction) == 0) connection.Execute(CountBeyond, values, transaction);
    }

    private const string CountAgain =
        "UPDATE quarantine SET last_seen = @now, times = times + 1, handled = NULL WHERE channel = @Channel AND hash = @hash AND code = @Code";

    internal const string Keep =
        """
        INSERT INTO quarantine (provider, channel, code, message, hash, bytes, context, envelope, first_seen, last_seen, times, size, is_document)
        SELECT @Provider, @Channel, @Code, @Message, @hash, @Bytes, @Context, @Envelope, @now, @now, 1, length(@Bytes), @Context IS NULL
        WHERE NOT EXISTS (SELECT 1 FROM quarantine WHERE channel = @Channel AND code = @Code AND handled IS NULL)
           OR ((@Context IS NOT NULL OR
                (SELECT count(*) FROM quarantine WHERE channel = @Channel AND code = @Code AND is_document AND handled IS NULL) < @MostDocuments)
               AND coalesce((SELECT bytes FROM quarantine_room WHERE channel = @Channel), 0) + length(@Bytes) <= @MostBytes)
        """;

    internal const string CountBeyond =
        """
        UPDATE quarantine SET last_seen = @now, beyond = beyond + 1, beyond_hash = @hash
        WHERE id = (SELECT max(id) FROM quarantine WHERE channel = @Channel AND code = @Code AND handled IS NULL)
        """;

    internal static List<QuarantineRow> List(SqliteConnection connection, long? id) =>
        connection.Query<Row>(
            """
            SELECT id, provider, channel, code, message, bytes, context, envelope, first_seen, last_seen, times, handled, beyond, beyond_hash, removed
            FROM quarantine WHERE @id IS NULL OR id = @id ORDER BY id
            """, new { id }).Select(Read).ToList();

    internal static void Handle(SqliteConnection connection, SqliteTransaction transaction, long id, DateTimeOffset now) =>
        connection.Execute("UPDATE quarantine SET handled = @now WHERE id = @id", new { id, now = now.ToUnixTimeMilliseconds() }, transaction);

    private static QuarantineRow Read(Row row) => new(
        row.id,
        new Quarantined
        {
            Provider = row.provider,
            Channel = row.channel,
            Code = row.code,
            Message = row.message,
            Bytes = row.bytes,
            Context = row.context,
            Envelope = row.envelope,
        },
        DateTimeOffset.FromUnixTimeMilliseconds(row.first_seen),
        DateTimeOffset.FromUnixTimeMilliseconds(row.last_seen),
        (int)row.times,
        row.handled is { } handled ? DateTimeOffset.FromUnixTimeMilliseconds(handled) : null,
        (int)row.beyond,
        row.beyond_hash,
        row.removed);

    // Named as the columns are: this is what Dapper fills.
    private sealed record Row(
        long id, string provider, string channel, string code, string message, byte[] bytes, byte[]? context, byte[]? envelope,
        long first_seen, long last_seen, long times, long? handled, long beyond, byte[]? beyond_hash, long? removed);
}
