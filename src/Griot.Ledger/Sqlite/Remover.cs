using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Deletes what an order names from every table, inside a transaction that its caller owns and behind the entry that was
/// sealed in it. Triggers let it pass only there. What deleting leaves behind in the file is overwritten by
/// <c>secure_delete</c>; what is left in the write-ahead log is <see cref="Wiping"/>'s.
/// </summary>
internal sealed class Remover(SqliteConnection connection, SqliteTransaction transaction, long entry, Removal removal)
{
    private const string OfTheChannel =
        """
        UPDATE channel_states SET etag = NULL, last_modified = NULL, body_hash = NULL, incidents = NULL WHERE channel = @channel;
        UPDATE alarms SET sample = NULL, sample_type = NULL, message = code WHERE channel = @channel;
        DELETE FROM kept_answers WHERE channel = @channel;
        """;

    // In place of the hash of its bytes stands a random one: a hash of what has gone would confirm a guess.
    private const string Empty =
        """
        UPDATE quarantine SET bytes = x'', context = NULL, envelope = NULL, hash = @random, beyond_hash = NULL, size = 0, removed = @entry,
            message = 'Its content was removed by order.', handled = coalesce(handled, @now)
        WHERE id = @id AND removed IS NULL
        """;

    // While the item stays, the date of a withdrawal that was said again keeps away what is older, and says nothing of what has gone.
    private const string ForgetLatest =
        """
        DELETE FROM latest_cuts WHERE channel = @channel AND item = @Item AND (@Version IS NULL OR withdrawn_again IS NULL);
        UPDATE latest_cuts SET hash = @random WHERE channel = @channel AND item = @Item;
        """;

    private const string Remaining =
        "SELECT e.idx, r.bytes FROM entries e JOIN records r ON r.entry = e.idx WHERE e.item = @Item AND e.kind IN ('article', 'update', 'correction', 'withdrawal') ORDER BY e.idx DESC LIMIT 1";

    private const string Reschedule =
        """
        INSERT INTO schedule SELECT @Entry, @Item, 'expiry', @at
        WHERE NOT EXISTS (SELECT 1 FROM schedule WHERE entry = @Entry AND kind = 'expiry')
            AND NOT EXISTS (SELECT 1 FROM entries e JOIN entries v ON v.idx = @Entry WHERE e.item = @Item AND e.kind = 'expiry' AND e.version = v.version)
        """;

    private string? Item => removal.Entry.Item;

    internal void Run(DateTimeOffset now)
    {
        foreach (var target in removal.Targets) Delete(target);
        foreach (var id in removal.Quarantined)
            Do(Empty, new { id, entry, random = RandomNumberGenerator.GetBytes(32), now = now.ToUnixTimeMilliseconds() });
        if (removal.FileOf is { } file) ForgetFile(file);
        if (Item is null) return;
        PictureCallTable.Forget(connection, transaction, Item);
        ArchivedTable.Forget(connection, transaction, Item);
        var keys = Keys();
        Stretch(keys);
        foreach (var channel in keys.Select(key => key.Channel).Concat(Channels(Item)).Concat(Bringers()).Distinct(StringComparer.Ordinal).ToList()) Forget(channel);
        Unschedule();
    }

    // What is shown in place of a version that went keeps its own date, which the newer one had replaced.
    private void Unschedule()
    {
        Do("DELETE FROM schedule WHERE item = @Item AND (@Version IS NULL OR entry IN @targets)", new { Item, removal.Entry.Version, targets = removal.Targets.Select(target => target.Entry) });
        if (removal.Entry.Version is null || connection.QueryFirstOrDefault<(long Entry, byte[] Record)>(Remaining, new { Item }, transaction) is not { Record: { } record } newest) return;
        if (ExpiryOf(record) is { } expires) Do(Reschedule, new { newest.Entry, Item, at = expires.ToUnixTimeMilliseconds() });
    }

    private static DateTimeOffset? ExpiryOf(byte[] record)
    {
        try
        {
            return ArticleRecord.Parse(record).Expires;
        }
        catch (JsonException)
        {
            // A record of another program; it says no date that could be kept.
            return null;
        }
    }

    /// <summary>False where nothing is left of all that a removal names.</summary>
    internal static bool IsDue(SqliteConnection connection, SqliteTransaction transaction, Removal removal) => removal.Entry is { Item: { } item, Version: null }
        ? !HasRemoved(connection, transaction, item)
        : removal.Targets.Any(target => connection.ExecuteScalar<long>(
        "SELECT EXISTS (SELECT 1 FROM removals WHERE target = @Entry AND part = @part)", new { target.Entry, part = Word.Of(target.Part) }, transaction) == 0);

    /// <summary>The number of the newest row that says what was removed: rows are only added, so it grows with whatever goes.</summary>
    internal static long SoFar(SqliteConnection connection, SqliteTransaction? transaction) => connection.ExecuteScalar<long>("SELECT coalesce(max(rowid), 0) FROM removals", transaction: transaction);

    /// <summary>True where the whole item was removed.</summary>
    internal static bool HasRemoved(SqliteConnection connection, SqliteTransaction transaction, string item) => connection.ExecuteScalar<long>(
        "SELECT EXISTS (SELECT 1 FROM entries WHERE item = @item AND kind = 'removal' AND version IS NULL)", new { item }, transaction) == 1;

    private void Delete(EntryPart target)
    {
        var values = new { target.Entry, part = Word.Of(target.Part), entry };
        Do("INSERT INTO removals (target, part, entry) SELECT @Entry, @part, @entry WHERE NOT EXISTS (SELECT 1 FROM removals WHERE target = @Entry AND part = @part)", values);
        var kind = Word.Parse<EntryKind>(connection.ExecuteScalar<string?>("SELECT kind FROM entries WHERE idx = @Entry", values, transaction) ?? "");
        Do($"DELETE FROM {Contents.TableOf(kind ?? EntryKind.Article, target.Part)} WHERE entry = @Entry", values);
        Do("DELETE FROM salts WHERE entry = @Entry AND part = @part", values);
    }

    // Of one version only what says its words; of an item all. Marks of shared keys say nothing of it.
    private List<Known> Keys() => connection.Query<Known>(
        "SELECT channel, identity, kind FROM identities WHERE item = @Item AND (@Version IS NULL OR kind = 'content') AND coalesce(kind, '') <> 'shared'",
        new { Item, removal.Entry.Version }, transaction).Where(key => !removal.KeptKeys.Any(kept => kept.AsSpan().SequenceEqual(key.identity))).ToList();

    private void Stretch(List<Known> keys)
    {
        foreach (var key in keys)
        {
            RemovedKeys.Keep(connection, transaction, entry, removal.Entry, key.channel, key.identity, key.kind);
            Do("DELETE FROM identities WHERE channel = @channel AND identity = @identity", new { key.channel, key.identity });
        }

        foreach (var channel in Channels(Item!))
            foreach (var word in removal.Words) RemovedKeys.Keep(connection, transaction, entry, removal.Entry, channel, word.Hash, Word.Of(word.Kind));
    }

    // The item itself stays as it stands; of the bytes that were kept of it nobody knows which hold the file.
    private void ForgetFile(string item)
    {
        Do("UPDATE latest_cuts SET cosmetic_bytes = NULL WHERE item = @item", new { item });
        foreach (var channel in Channels(item)) ForgetQuoted(channel);
    }

    private List<string> Channels(string item) => connection.Query<byte[]>("SELECT bytes FROM entries WHERE item = @item", new { item }, transaction)
        .Select(bytes => Entry.Parse(bytes)?.Channel).OfType<string>().Distinct(StringComparer.Ordinal).ToList();

    // A feed may have brought what an archive holds, and nothing of it was sealed.
    private List<string> Bringers() => connection.Query<string>("SELECT channel FROM latest_cuts WHERE item = @Item", new { Item }, transaction).ToList();

    // The last bytes of a cosmetic change may be those of the removed version, whichever that was.
    private void Forget(string channel)
    {
        foreach (var hash in connection.Query<byte[]>("SELECT hash FROM cuts WHERE channel = @channel AND item = @Item", new { channel, Item }, transaction).ToList())
            if (!IsKept(hash)) Do("DELETE FROM cuts WHERE channel = @channel AND hash = @hash AND item = @Item", new { channel, hash, Item });
        if (connection.QueryFirstOrDefault<byte[]>("SELECT hash FROM latest_cuts WHERE channel = @channel AND item = @Item", new { channel, Item }, transaction) is { } latest && !IsKept(latest))
            Do(ForgetLatest, new { channel, Item, removal.Entry.Version, random = RandomNumberGenerator.GetBytes(32) });
        Do("UPDATE latest_cuts SET cosmetic_bytes = NULL WHERE channel = @channel AND item = @Item", new { channel, Item });
        ForgetQuoted(channel);
    }

    private bool IsKept(byte[] hash) => removal.KeptCuts.Any(kept => kept.AsSpan().SequenceEqual(hash));

    // What desk.db has told of the channel goes by another hand, which may be stopped in between: it is due until it has gone.
    private void ForgetQuoted(string channel)
    {
        Do(OfTheChannel, new { channel });
        Do("INSERT OR IGNORE INTO samples_due VALUES (@channel, @entry)", new { channel, entry });
    }

    private void Do(string sql, object values) => connection.Execute(sql, values, transaction);

    // Named as the columns are: this is what Dapper fills.
    private sealed record Known(string channel, byte[] identity, string? kind)
    {
        internal string Channel => channel;
    }
}
