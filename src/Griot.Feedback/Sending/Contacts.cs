using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>
/// Which addresses may get readers' words. Somebody else typed an address in, so it counts as unverified until its owner
/// clicks: until then it gets a mail a day at most, in which nothing is a reader's. Tokens are kept as hashes only.
/// </summary>
internal sealed class Contacts(Desk desk, TimeProvider time)
{
    private const int TokenBytes = 32;
    private const int MostTries = 8;
    private static readonly TimeSpan TokenLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan BetweenMails = TimeSpan.FromDays(1);

    private const string SelectConfirmed = "SELECT confirmed IS NOT NULL FROM contacts WHERE address = @address";

    // Asked again only if a question has come since, or if the last mail was not taken by the relay.
    private const string TakeTurn = """
        INSERT INTO contacts (address, asked, ask_due) VALUES (@address, @now, @due)
        ON CONFLICT (address) DO UPDATE SET asked = @now, ask_due = @due, failure = NULL
        WHERE confirmed IS NULL AND ask_due <= @now AND (asked < @newest OR (failure IS NOT NULL AND ask_tries < @MostTries))
        """;

    private const string InsertToken = "INSERT INTO contact_tokens (hash, address, expires) VALUES (@hash, @address, @expires)";

    private const string MarkAsked = "UPDATE contacts SET ask_tries = 0 WHERE address = @address";

    private const string SelectTries = "SELECT ask_tries + 1 FROM contacts WHERE address = @address";

    private const string MarkFailed = "UPDATE contacts SET failure = @reason, ask_tries = @tries, ask_due = @due WHERE address = @address";

    private const string SelectByToken = "SELECT address FROM contact_tokens WHERE hash = @hash AND expires > @now";

    private const string Confirmation = """
        UPDATE contacts SET confirmed = @now, failure = NULL WHERE address = @address;
        DELETE FROM contact_tokens WHERE address = @address OR expires <= @now;
        """;

    internal bool IsConfirmed(string address) =>
        desk.Read(connection => connection.ExecuteScalar<bool>(SelectConfirmed, new { address = Key(address) }));

    /// <summary>A fresh token if it is this address's turn to be asked; the turn is used up before the mail is sent.</summary>
    /// <param name="address">The address as typed.</param>
    /// <param name="newest">When the newest question that waits for it was queued, in milliseconds.</param>
    internal string? Ask(string address, long newest)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        var key = Key(address);
        return desk.Write(connection =>
        {
            var turn = new { address = key, newest, MostTries, now = now.ToUnixTimeMilliseconds(), due = (now + BetweenMails).ToUnixTimeMilliseconds() };
            if (connection.Execute(TakeTurn, turn) == 0) return null;
            connection.Execute(InsertToken, new { hash = Hash(token), address = key, expires = (now + TokenLife).ToUnixTimeMilliseconds() });
            return token;
        });
    }

    internal void Asked(string address) => desk.Write(connection => connection.Execute(MarkAsked, new { address = Key(address) }));

    internal void AskFailed(string address, string reason) => desk.Write(connection =>
    {
        var tries = connection.ExecuteScalar<long>(SelectTries, new { address = Key(address) });
        var due = (time.GetUtcNow() + Backoff.After(tries)).ToUnixTimeMilliseconds();
        return connection.Execute(MarkFailed, new { address = Key(address), reason, tries, due });
    });

    /// <summary>The address that a token is good for; null for none.</summary>
    internal string? AddressOf(string token) => desk.Read(connection => Find(connection, token));

    /// <summary>Uses a token up, and with it all others of its address. Null where it was none, or used before.</summary>
    internal string? Confirm(string token) => desk.Write(connection =>
    {
        if (Find(connection, token) is not { } address) return null;
        connection.Execute(Confirmation, new { address, now = time.GetUtcNow().ToUnixTimeMilliseconds() });
        return address;
    });

    private string? Find(SqliteConnection connection, string token) =>
        connection.QuerySingleOrDefault<string>(SelectByToken, new { hash = Hash(token), now = time.GetUtcNow().ToUnixTimeMilliseconds() });

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static string Key(string address) => address.ToLowerInvariant();
}
