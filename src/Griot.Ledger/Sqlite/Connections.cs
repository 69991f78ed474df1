using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// How <c>ledger.db</c> is opened. Acknowledged means durable, so every writing connection runs with
/// <c>synchronous=FULL</c>; removed means gone, so with <c>secure_delete</c>, from the first one on.
/// </summary>
internal static class Connections
{
    /// <summary>How long a writer waits for another process's transaction before it gives up.</summary>
    private const int BusySeconds = 60;

    internal static SqliteConnection OpenWriter(string path)
    {
        KeepPrivate(path);
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate);
        connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;");
        // A transaction's pages stay in memory until it ends: with SQLite's usual 2 MB, a hundred articles are written and read
        // back before they are committed. And 16 MB of log are copied into the file at a time, not 4.
        connection.Execute("PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 4000;");
        return connection;
    }

    // The file holds what is embargoed and addresses with passwords in them; SQLite gives its helper files the same mode.
    internal static void KeepPrivate(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path)) return;
        using var made = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
    }

    internal static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA query_only = ON; PRAGMA mmap_size = 268435456;");
        return connection;
    }

    /// <summary>
    /// For looking at a store that may be damaged or altered. Nothing is written, not even the write-ahead log into the file;
    /// no file is mapped, since a part that can't be read would then end the process; what the schema says is not trusted.
    /// </summary>
    internal static SqliteConnection OpenForCheck(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        connection.Execute("PRAGMA query_only = ON; PRAGMA mmap_size = 0; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    /// <summary>
    /// What is copied from, while others write to it. Whoever closes it last brings the write-ahead log into the file, so that it
    /// syncs as a writer does.
    /// </summary>
    internal static SqliteConnection OpenSource(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384;");
        return connection;
    }

    /// <summary>For copies, which are durable once they are packed, and not before. What it reads it does not keep.</summary>
    internal static SqliteConnection OpenCopier(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA synchronous = OFF; PRAGMA secure_delete = ON; PRAGMA cache_size = -16384;");
        return connection;
    }

    /// <summary>For a file that nobody else has open and that must stay as it is. Its schema is not trusted: it came from outside.</summary>
    internal static SqliteConnection OpenStill(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        connection.Execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;");
        return connection;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ConnectionString);
        connection.Open();
        connection.Execute($"PRAGMA busy_timeout = {BusySeconds * 1000}");
        return connection;
    }
}
