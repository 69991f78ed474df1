using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>
/// The part of <c>desk.db</c> that holds cases. Several processes may have it open at once: every write is one IMMEDIATE
/// transaction that waits up to 30 s for the others, and what a write has answered is durable. Whoever changes this
/// file can change what readers asked and what was answered to them, but nothing of the ledger.
/// </summary>
public sealed class Desk : IDisposable
{
    /// <summary>The file inside a data folder.</summary>
    public const string FileName = "desk.db";

    private const int SecondsToWait = 30;
    private readonly string connectionString;

    private Desk(string path) =>
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, DefaultTimeout = SecondsToWait }.ToString();

    /// <summary>Opens the desk of a data folder; makes both where they are missing, the file for its owner's eyes only.</summary>
    public static Desk Open(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var path = Path.Combine(dataFolder, FileName);
        if (!File.Exists(path)) MakeFile(path);
        var desk = new Desk(path);
        DeskSchema.Make(desk);
        return desk;
    }

    // Another process may be first: then the file is there, and that is well.
    internal static void MakeFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var made = new FileStream(path, options);
    }

    /// <summary>Reads one consistent state; never waits for a writer.</summary>
    internal T Read<T>(Func<SqliteConnection, T> work)
    {
        using var connection = Connect();
        return work(connection);
    }

    /// <summary>Does all of <paramref name="work"/> or nothing of it; on return it is on the disk.</summary>
    internal T Write<T>(Func<SqliteConnection, T> work)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction(deferred: false);
        var result = work(connection);
        transaction.Commit();
        return result;
    }

    /// <summary>
    /// Empties the write-ahead log, so that what was deleted is not left behind in it. Where somebody is reading or writing
    /// for longer than that, it is left for the next time, and false is the answer.
    /// </summary>
    internal bool Scrub(TimeSpan patience = default)
    {
        using var connection = Connect();
        connection.Execute($"PRAGMA busy_timeout = {(long)patience.TotalMilliseconds}");
        return connection.ExecuteScalar<long>("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
    }

    internal SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute("PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON;");
        return connection;
    }

    /// <summary>Lets go of the file. What was written is safe without it too.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
