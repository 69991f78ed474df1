using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Griot.Feedback;

/// <summary>
/// Secrets of 256 bits by which whoever is responsible answers one question on a page, once. Kept as hashes. They hold for 30
/// days, longer than links by which something is published: an editor needs the time to find the answer, and nothing that
/// comes by one is public before the operator says so.
/// </summary>
internal sealed class AnswerTokens(Desk desk, TimeProvider time)
{
    private const int TokenBytes = 32;
    private const int TokenLetters = 43;
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    private const string Insert = """
        DELETE FROM answer_tokens WHERE expires <= @now;
        INSERT INTO answer_tokens (hash, number, expires) VALUES (@hash, @number, @expires);
        """;

    private const string Select = $"""
        SELECT {CaseRow.Columns} FROM answer_tokens JOIN cases ON cases.number = answer_tokens.number JOIN outbox ON outbox.number = cases.number
        WHERE answer_tokens.hash = @hash AND answer_tokens.expires > @now
        """;

    /// <summary>Makes one for the case of this number. It is told now, and never again: a mail that is sent twice holds two.</summary>
    internal (string Token, DateTimeOffset Until) Make(string number)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        desk.Write(connection => connection.Execute(Insert, new { hash = Hash(token), number, now = now.ToUnixTimeMilliseconds(), expires = (now + Life).ToUnixTimeMilliseconds() }));
        return (token, now + Life);
    }

    /// <summary>The case that it opens; null for a token that is none, or over.</summary>
    internal Case? Find(string token) => token.Length != TokenLetters
        ? null
        : desk.Read(connection => connection.QuerySingleOrDefault<CaseRow>(Select, new { hash = Hash(token), now = time.GetUtcNow().ToUnixTimeMilliseconds() }))?.ToCase();

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
