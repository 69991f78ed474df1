using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>Copies of <c>desk.db</c>, for backups.</summary>
public static class DeskCopy
{
    private const int SecondsToWait = 30;

    /// <summary>
    /// Copies the desk as it stands at one moment; readers and writers go on meanwhile. The file is built anew, so nothing
    /// of what was deleted, such as a reader's address, is in it.
    /// </summary>
    /// <param name="dataFolder">The folder of the desk.</param>
    /// <param name="target">A file that is not there yet; for its owner's eyes only. Not durable on return: it is a copy still to be packed.</param>
    /// <exception cref="SqliteException">The desk is damaged, or the disk is full.</exception>
    public static void Take(string dataFolder, string target)
    {
        Desk.MakeFile(target);
        using var connection = OpenSource(Path.Combine(dataFolder, Desk.FileName));
        connection.Execute("VACUUM INTO @target", new { target });
        ForgetAnswerPages(target);
    }

    // In a house that is put back from the copy, a page that was used since would answer a second time.
    private static void ForgetAnswerPages(string target)
    {
        using var copy = Open(target, SqliteOpenMode.ReadWrite);
        if (copy.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE name = 'answer_tokens'") > 0) copy.Execute("PRAGMA secure_delete = ON; DELETE FROM answer_tokens");
    }

    /// <summary>What is wrong with a copy that came out of a backup, in one sentence; null where all is well. Nothing is changed in it.</summary>
    public static string? Fault(string file)
    {
        try
        {
            using var copy = Open(file, SqliteOpenMode.ReadOnly);
            copy.Execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON;");
            if (copy.ExecuteScalar<long>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('cases', 'outbox', 'contacts')") != 3) return "it is no desk";
            var integrity = copy.ExecuteScalar<string>("PRAGMA integrity_check(1)");
            return integrity == "ok" ? null : $"SQLite finds it damaged: {integrity}";
        }
        catch (SqliteException fault)
        {
            return $"SQLite can't read it: {fault.Message}";
        }
    }

    // Whoever closes it last brings the write-ahead log into the desk itself: it syncs as a writer does, or a power cut would
    // then cost what was acknowledged.
    internal static SqliteConnection OpenSource(string path)
    {
        var connection = Open(path, SqliteOpenMode.ReadWrite);
        connection.Execute("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
        return connection;
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = SecondsToWait }.ToString());
        connection.Open();
        connection.Execute($"PRAGMA busy_timeout = {SecondsToWait * 1000}");
        return connection;
    }
}
