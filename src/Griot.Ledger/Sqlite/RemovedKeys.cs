using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// The keys of what was removed. A feed that still has it must not bring it back, so it has to be known again; a plain hash of
/// its words would let anybody who has the file confirm a guess. What is kept is the key stretched by PBKDF2 under the
/// provider's random id: each guess costs as much as some ten thousand hashes, and in the log nothing of it stands.
/// </summary>
internal static class RemovedKeys
{
    private const int Iterations = 50_000;

    internal static byte[] Stretch(byte[] key, string provider) =>
        Rfc2898DeriveBytes.Pbkdf2(key, Encoding.ASCII.GetBytes("griot-removed\n" + provider), Iterations, HashAlgorithmName.SHA256, 32);

    internal static void Keep(SqliteConnection connection, SqliteTransaction transaction, long entry, Draft draft, string channel, byte[] key, string? kind) =>
        connection.Execute(
            """
            INSERT INTO removed_keys (channel, hash, entry, provider, item, version, kind)
            SELECT @channel, @hash, @entry, @Provider, @Item, @Version, @kind
            WHERE NOT EXISTS (SELECT 1 FROM removed_keys WHERE channel = @channel AND hash = @hash AND entry = @entry)
            """,
            new { channel, hash = Stretch(key, draft.Provider!), entry, draft.Provider, draft.Item, draft.Version, kind },
            transaction);

    /// <summary>The removed item that a channel knew by this key.</summary>
    internal static string? Item(SqliteConnection connection, string channel, byte[] key) =>
        connection.ExecuteScalar<string?>("SELECT provider FROM removed_keys WHERE channel = @channel LIMIT 1", new { channel }) is { } provider
            ? connection.ExecuteScalar<string?>(
                "SELECT item FROM removed_keys WHERE channel = @channel AND hash = @hash AND version IS NULL LIMIT 1", new { channel, hash = Stretch(key, provider) })
            : null;

    /// <summary>True where a provider's words were removed, in whatever item and through whatever channel they came.</summary>
    internal static bool HasWords(SqliteConnection connection, string provider, byte[] key) =>
        connection.ExecuteScalar<long>("SELECT EXISTS (SELECT 1 FROM removed_keys WHERE provider = @provider)", new { provider }) == 1
        && connection.ExecuteScalar<long>(
            "SELECT EXISTS (SELECT 1 FROM removed_keys WHERE provider = @provider AND hash = @hash AND kind = 'content')",
            new { provider, hash = Stretch(key, provider) }) == 1;
}
