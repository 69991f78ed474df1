using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>One reading connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class ReadSession : IDisposable
{
    private readonly Statement size;
    private readonly Statement at;
    private readonly Statement entries;
    private readonly Statement history;
    private readonly Statement arrivals;
    private readonly Statement arrivalsOfProvider;
    private readonly Statement changes;
    private readonly Statement changesOfProvider;
    private readonly Statement onward;
    private readonly Statement onwardOfProvider;
    private readonly Statement counted;
    private readonly Statement countedOfProvider;
    private readonly Statement departures;
    private readonly Statement departuresOfProvider;
    private readonly Statement corrections;
    private readonly Statement correctionsOfProvider;
    private readonly Statement known;
    private readonly Statement lastSaid;
    private readonly Statement seen;
    private readonly Statement identified;
    private readonly Statement cards;
    private readonly Statement identity;
    private readonly Statement knowsItems;
    private readonly Statement knowsWords;
    private readonly Statement elsewhere;
    private readonly Statement volume;
    private readonly Statement withdrawnAgain;
    private readonly Dictionary<(string Table, string What), Statement> contents = [];
    // All of them: one that is not closed keeps the connection open, and with it the write-ahead log, when all else has ended.
    private readonly List<Statement> statements = [];
    private LogRows? log;

    internal ReadSession(string path)
    {
        Connection = Connections.OpenReader(path);
        size = Prepare("SELECT coalesce(max(idx) + 1, 0) FROM entries");
        at = Prepare("SELECT idx, bytes FROM entries WHERE idx = ?1");
        entries = Prepare("SELECT idx, bytes FROM entries WHERE idx >= ?1 ORDER BY idx LIMIT ?2");
        history = Prepare("SELECT idx, bytes FROM entries WHERE item = ?1 ORDER BY idx");
        arrivals = Prepare($"SELECT idx, bytes FROM entries WHERE kind IN ('article', 'release') AND idx < ?1 AND {ArchivedTable.AreNone} ORDER BY idx DESC LIMIT ?2");
        arrivalsOfProvider = Prepare($"SELECT idx, bytes FROM entries WHERE kind IN ('article', 'release') AND provider = ?3 AND idx < ?1 AND {ArchivedTable.AreNone} ORDER BY idx DESC LIMIT ?2");
        changes = Prepare("SELECT idx, bytes FROM entries WHERE item IS NOT NULL AND idx < ?1 ORDER BY idx DESC LIMIT ?2");
        changesOfProvider = Prepare("SELECT idx, bytes FROM entries WHERE item IS NOT NULL AND provider = ?3 AND idx < ?1 ORDER BY idx DESC LIMIT ?2");
        onward = Prepare("SELECT idx, bytes FROM entries WHERE item IS NOT NULL AND idx >= ?1 ORDER BY idx LIMIT ?2");
        onwardOfProvider = Prepare("SELECT idx, bytes FROM entries WHERE item IS NOT NULL AND provider = ?3 AND idx >= ?1 ORDER BY idx LIMIT ?2");
        counted = Prepare("SELECT count(*) FROM entries INDEXED BY entries_of_item WHERE item IS NOT NULL AND idx < ?1");
        countedOfProvider = Prepare("SELECT count(*) FROM entries INDEXED BY entries_of_provider WHERE item IS NOT NULL AND provider = ?2 AND idx < ?1");
        departures = Prepare($"SELECT idx, bytes FROM entries INDEXED BY departures WHERE {Schema.Departing} AND idx < ?1 ORDER BY idx DESC LIMIT ?2");
        departuresOfProvider = Prepare($"SELECT idx, bytes FROM entries INDEXED BY departures WHERE {Schema.Departing} AND provider = ?3 AND idx < ?1 ORDER BY idx DESC LIMIT ?2");
        corrections = Prepare("SELECT idx, bytes FROM entries NOT INDEXED WHERE kind = 'correction' AND idx < ?1 AND idx >= ?2 ORDER BY idx DESC LIMIT ?3");
        correctionsOfProvider = Prepare("SELECT idx, bytes FROM entries INDEXED BY entries_of_provider WHERE item IS NOT NULL AND provider = ?4 AND kind = 'correction' AND idx < ?1 AND idx >= ?2 ORDER BY idx DESC LIMIT ?3");
        known = Prepare("SELECT item FROM latest_cuts WHERE channel = ?1 AND hash = ?2");
        lastSaid = Prepare("SELECT coalesce(cosmetic_bytes, x'') FROM latest_cuts WHERE channel = ?1 AND item = ?2");
        seen = Prepare("SELECT 1 FROM cuts WHERE channel = ?1 AND hash = ?2 AND item = ?3");
        identified = Prepare("SELECT item FROM identities WHERE channel = ?1 AND identity = ?2");
        cards = Prepare("SELECT entry, bytes FROM cards WHERE entry >= ?1 ORDER BY entry");
        identity = Prepare("SELECT policy, fixed, since, why, doubts, tls_key, title FROM channel_identities WHERE channel = ?1");
        knowsItems = Prepare("SELECT 1 FROM identities WHERE channel = ?1 LIMIT 1");
        knowsWords = Prepare("SELECT 1 FROM identities WHERE channel = ?1 AND kind = 'content' LIMIT 1");
        elsewhere = Prepare("SELECT 1 FROM identities i JOIN channels c ON c.id = i.channel WHERE i.identity = ?1 AND i.kind IS NULL AND c.provider <> ?2 LIMIT 1");
        volume = Prepare(VolumeTable.Volume);
        withdrawnAgain = Prepare("SELECT withdrawn_again FROM latest_cuts WHERE channel = ?1 AND item = ?2");
    }

    internal SqliteConnection Connection { get; }

    /// <summary>What is read of the tree.</summary>
    internal LogRows Log => log ??= new LogRows(Connection);

    internal long Size() => size.One(row => row.GetInt64(0));

    internal SealedEntry? At(long index) => at.One(Entry, index);

    internal List<SealedEntry> Entries(long from, int limit) => entries.All(Entry, from, limit);

    internal List<SealedEntry> History(string item) => history.All(Entry, item);

    internal List<SealedEntry> Arrivals(string? provider, long before, int limit) =>
        provider is null ? arrivals.All(Entry, before, limit) : arrivalsOfProvider.All(Entry, before, limit, provider);

    internal List<SealedEntry> Changes(string? provider, long before, int limit) =>
        provider is null ? changes.All(Entry, before, limit) : changesOfProvider.All(Entry, before, limit, provider);

    internal List<SealedEntry> ChangesFrom(string? provider, long from, int limit) =>
        provider is null ? onward.All(Entry, from, limit) : onwardOfProvider.All(Entry, from, limit, provider);

    internal long CountChanges(string? provider, long before) =>
        provider is null ? counted.One(row => row.GetInt64(0), before) : countedOfProvider.One(row => row.GetInt64(0), before, provider);

    internal List<SealedEntry> Departures(string? provider, long before, int limit) =>
        provider is null ? departures.All(Entry, before, limit) : departuresOfProvider.All(Entry, before, limit, provider);

    internal List<SealedEntry> Corrections(string? provider, long before, int limit)
    {
        var from = Math.Max(0, before - ILedgerReader.CorrectionReach);
        return provider is null ? corrections.All(Entry, before, from, limit) : correctionsOfProvider.All(Entry, before, from, limit, provider);
    }

    internal string? Known(string channel, byte[] cut) => known.One(row => row.GetString(0), channel, cut);

    internal bool Seen(string channel, byte[] cut, string item) => seen.One(row => row.GetInt64(0), channel, cut, item) == 1;

    internal long? WithdrawnAgain(string channel, string item) => withdrawnAgain.One(row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), channel, item);

    internal string? Identified(string channel, byte[] identity) => identified.One(row => row.GetString(0), channel, identity);

    internal List<(long Entry, byte[] Card)> CardsFrom(long entry) => cards.All(row => (row.GetInt64(0), row.GetBytes(1)), entry);

    internal ChannelIdentity? Identity(string channel) => identity.One(
        row => new ChannelIdentity
        {
            Channel = channel,
            Policy = Word.Parse<IdentityPolicy>(row.GetString(0)) ?? IdentityPolicy.Guid,
            IsFixed = row.GetInt64(1) != 0,
            Since = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)),
            Why = row.GetString(3),
            Doubts = (int)row.GetInt64(4),
            TlsKey = row.IsDBNull(5) ? null : row.GetString(5),
            FeedTitle = row.IsDBNull(6) ? null : row.GetString(6),
        },
        channel);

    internal byte[]? LastSaid(string channel, string item) => lastSaid.One(row => row.GetBytes(0), channel, item);

    internal bool KnowsItems(string channel) => knowsItems.One(row => row.GetInt64(0), channel) == 1;

    internal bool KnowsWords(string channel) => knowsWords.One(row => row.GetInt64(0), channel) == 1;

    internal bool IsKnownElsewhere(byte[] identity, string provider) => elsewhere.One(row => row.GetInt64(0), identity, provider) == 1;

    internal DailyVolume Volume(string provider, DateTimeOffset now) =>
        volume.One(VolumeTable.Read, provider, VolumeTable.DayOf(now), VolumeTable.DayOf(now) - VolumeTable.Days)!;

    // An entry has one record, and one delivery at most, in whichever table; to read the entry for its kind costs as much as a small record.
    internal byte[]? Content(long index, Part part)
    {
        foreach (var table in Contents.TablesOf(part)) if (Of(table, "bytes").One(row => row.GetBytes(0), index) is { } bytes) return bytes;
        return null;
    }

    internal bool HasContent(long index, Part part)
    {
        foreach (var table in Contents.TablesOf(part)) if (Of(table, "1").One(row => row.GetInt64(0), index) == 1) return true;
        return false;
    }

    private Statement Of(string table, string what)
    {
        if (contents.TryGetValue((table, what), out var statement)) return statement;
        return contents[(table, what)] = Prepare($"SELECT {what} FROM {table} WHERE entry = ?1");
    }

    private Statement Prepare(string sql)
    {
        var statement = new Statement(Connection, sql);
        statements.Add(statement);
        return statement;
    }

    public void Dispose()
    {
        foreach (var statement in statements)
            statement.Dispose();
        log?.Dispose();
        Connection.Dispose();
    }

    private static SealedEntry Entry(Row row) => new(
        row.GetInt64(0),
        Griot.Record.Entry.Parse(row.GetBytes(1)) ?? throw new InvalidDataException($"entry {row.GetInt64(0)}: its bytes are not an entry; the store was altered from outside"));
}
