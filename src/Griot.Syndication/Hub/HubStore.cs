using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Syndication.Hub;

/// <summary>
/// <c>hub.db</c>: who is told of our feeds. For its owner's eyes only. All of it is mutable, and losing it costs subscribers the
/// news until they renew; nothing of an article is in it. Several processes may have it open.
/// </summary>
internal sealed class HubStore : IDisposable
{
    internal const string FileName = "hub.db";

    private const string Tables =
        """
        CREATE TABLE IF NOT EXISTS requests (
            callback TEXT NOT NULL, topic TEXT NOT NULL, id TEXT NOT NULL, host TEXT NOT NULL, mode TEXT NOT NULL, secret TEXT, lease INTEGER NOT NULL,
            due INTEGER NOT NULL, tries INTEGER NOT NULL, PRIMARY KEY (callback, topic)) STRICT;
        CREATE TABLE IF NOT EXISTS subscribers (
            callback TEXT NOT NULL, topic TEXT NOT NULL, host TEXT NOT NULL, secret TEXT, until INTEGER NOT NULL,
            sent BLOB, due INTEGER NOT NULL, failures INTEGER NOT NULL, failure TEXT, PRIMARY KEY (callback, topic)) STRICT;
        CREATE INDEX IF NOT EXISTS subscribers_of_topic ON subscribers (topic);
        """;

    private readonly string connectionString;

    private HubStore(string path) => connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = 30 }.ToString();

    /// <summary>Opens the hub of a data folder; makes its file where that is missing.</summary>
    internal static HubStore Open(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var path = Path.Combine(dataFolder, FileName);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (new FileStream(path, options)) { }

        var store = new HubStore(path);
        using var connection = store.Connect();
        if (connection.ExecuteScalar<string>("PRAGMA journal_mode") != "wal") connection.Execute("PRAGMA journal_mode = WAL");
        store.Write(writer => writer.Execute(Tables));
        return store;
    }

    /// <summary>How many there are in all, how many of them at that host, and how many wait for their callback's word.</summary>
    internal (long All, long OfHost, long Waiting) Count(string host) => Read(connection => connection.QuerySingle<(long, long, long)>(
        """
        SELECT (SELECT count(*) FROM subscribers), (SELECT count(*) FROM subscribers WHERE host = @host) + (SELECT count(*) FROM requests WHERE host = @host),
            (SELECT count(*) FROM requests)
        """, new { host }));

    internal bool Has(string callback, string topic) =>
        Read(connection => connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM subscribers WHERE callback = @callback AND topic = @topic)", new { callback, topic }));

    /// <summary>Keeps a request, in place of one that waits for the same callback and topic.</summary>
    internal void Ask(HubRequest request, DateTimeOffset now) => Write(connection => connection.Execute(
        "INSERT OR REPLACE INTO requests VALUES (@Callback, @Topic, @Id, @host, @Mode, @Secret, @Lease, @now, 0)",
        new { request.Callback, request.Topic, request.Id, host = request.Address.IdnHost, request.Mode, request.Secret, request.Lease, now = Milliseconds(now) }));

    /// <summary>Requests whose callback is to be asked now, a few of each host: those of subscribers first, that nobody crowds them out.</summary>
    internal List<HubRequest> DueRequests(DateTimeOffset now) => Read(connection => connection.Query<HubRequest>(
        """
        SELECT id, callback, topic, mode, secret, lease, tries FROM (
            SELECT *, row_number() OVER (PARTITION BY host ORDER BY due) AS place FROM requests WHERE due <= @now) r
        WHERE place <= 10
        ORDER BY EXISTS (SELECT 1 FROM subscribers s WHERE s.callback = r.callback AND s.topic = r.topic) DESC, due LIMIT 200
        """, new { now = Milliseconds(now) }).ToList());

    internal void Postpone(HubRequest request, DateTimeOffset due) =>
        Write(connection => connection.Execute("UPDATE requests SET due = @due, tries = tries + 1 WHERE id = @Id", new { request.Id, due = Milliseconds(due) }));

    internal void Drop(HubRequest request) => Write(connection => connection.Execute("DELETE FROM requests WHERE id = @Id", new { request.Id }));

    /// <summary>The callback has said yes. A request that was replaced meanwhile changes nothing.</summary>
    /// <param name="sent">What the feed is now: it is told of what comes after. One that is told already goes on where it is.</param>
    internal void Confirm(HubRequest request, DateTimeOffset until, byte[]? sent) => Write(connection =>
    {
        if (connection.Execute("DELETE FROM requests WHERE id = @Id", new { request.Id }) == 0) return 0;
        if (request.Mode == HubRequest.Unsubscribe) return connection.Execute("DELETE FROM subscribers WHERE callback = @Callback AND topic = @Topic", new { request.Callback, request.Topic });
        return connection.Execute(
            """
            INSERT INTO subscribers VALUES (@Callback, @Topic, @host, @Secret, @until, @sent, 0, 0, NULL)
            ON CONFLICT (callback, topic) DO UPDATE SET secret = @Secret, until = @until, due = 0, failures = 0, failure = NULL
            """, new { request.Callback, request.Topic, host = request.Address.IdnHost, request.Secret, until = Milliseconds(until), sent });
    });

    /// <summary>Forgets whose lease has run out.</summary>
    internal void Forget(DateTimeOffset now) => Write(connection => connection.Execute("DELETE FROM subscribers WHERE until <= @now", new { now = Milliseconds(now) }));

    internal List<string> Topics() => Read(connection => connection.Query<string>("SELECT DISTINCT topic FROM subscribers").ToList());

    /// <summary>Who has not been sent a feed as it is now, and is to be sent it.</summary>
    internal List<Subscriber> Owed(string topic, byte[] hash, DateTimeOffset now) => Read(connection => connection.Query<Subscriber>(
        "SELECT callback, topic, secret, failures FROM subscribers WHERE topic = @topic AND sent IS NOT @hash AND due <= @now AND until > @now",
        new { topic, hash, now = Milliseconds(now) }).ToList());

    internal void Sent(Subscriber subscriber, byte[] hash) => Write(connection => connection.Execute(
        "UPDATE subscribers SET sent = @hash, due = 0, failures = 0, failure = NULL WHERE callback = @Callback AND topic = @Topic",
        new { hash, subscriber.Callback, subscriber.Topic }));

    internal void Failed(Subscriber subscriber, string failure, DateTimeOffset due) => Write(connection => connection.Execute(
        "UPDATE subscribers SET failures = failures + 1, failure = @failure, due = @due WHERE callback = @Callback AND topic = @Topic",
        new { failure, due = Milliseconds(due), subscriber.Callback, subscriber.Topic }));

    internal void End(Subscriber subscriber) => Write(connection => connection.Execute(
        "DELETE FROM subscribers WHERE callback = @Callback AND topic = @Topic", new { subscriber.Callback, subscriber.Topic }));

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private T Read<T>(Func<SqliteConnection, T> work)
    {
        using var connection = Connect();
        return work(connection);
    }

    private int Write(Func<SqliteConnection, int> work)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var rows = work(connection);
        transaction.Commit();
        return rows;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 30000; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;");
        return connection;
    }

    private static long Milliseconds(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();
}
