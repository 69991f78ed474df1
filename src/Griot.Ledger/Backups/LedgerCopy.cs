using Dapper;
using Griot.Ledger.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Griot.Ledger.Backups;

/// <summary>
/// One copy of <c>ledger.db</c>, by SQLite's <c>VACUUM INTO</c>: one reading transaction, so writers never wait, and a file
/// that is built anew, so what was deleted from the ledger is nowhere in it.
/// </summary>
internal sealed class LedgerCopy(string source, string target, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    internal async Task TakeAsync(Action<long, long> progress, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Connections.KeepPrivate(target);
        using var connection = Connections.OpenSource(source);
        var bytes = connection.ExecuteScalar<long>("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
        var copying = Task.Run(() => Vacuum(connection, cancellation), CancellationToken.None);
        while (await Task.WhenAny(copying, Task.Delay(BetweenLooks, time, CancellationToken.None)) != copying) progress(Math.Min(Written(), bytes), bytes);
        await copying;
        progress(bytes, bytes);
    }

    /// <summary>
    /// Makes the copy say of itself that it is finished, and reads it. Links that work once are left out: in a house that is
    /// put back from it, one that was used since would work a second time.
    /// </summary>
    internal static CopyCheck Finish(string target, BackupRow row)
    {
        using var copy = Connections.OpenCopier(target);
        var found = Read(copy);
        BackupTable.Finish(copy, null, row, found.Size);
        copy.Execute("DELETE FROM provider_links WHERE used IS NULL");
        return found;
    }

    internal static CopyCheck Check(string file)
    {
        try
        {
            using var copy = Connections.OpenStill(file);
            if (copy.ExecuteScalar<long>("PRAGMA application_id") != Schema.ApplicationId) return CopyCheck.Wrong("it is no ledger");
            if (copy.ExecuteScalar<long>("PRAGMA user_version") > Schema.Version) return CopyCheck.Wrong("a newer release of Griot made it: restore it with that one");
            var integrity = copy.ExecuteScalar<string>("PRAGMA integrity_check(1)");
            if (integrity != "ok") return CopyCheck.Wrong($"SQLite finds it damaged: {integrity}");
            return copy.Query("PRAGMA foreign_key_check").Any() ? CopyCheck.Wrong("contents in it belong to no entry") : Read(copy);
        }
        catch (SqliteException fault)
        {
            return CopyCheck.Wrong($"SQLite can't read it: {fault.Message}");
        }
    }

    // Copies of earlier releases have no such table.
    internal static int Keys(string file)
    {
        using var copy = Connections.OpenStill(file);
        return copy.ExecuteScalar<int>("SELECT count(*) FROM sqlite_master WHERE name = 'channel_keys'") == 0 ? 0
            : copy.ExecuteScalar<int>("SELECT count(*) FROM channel_keys WHERE ended IS NULL");
    }

    private static CopyCheck Read(SqliteConnection copy)
    {
        long size = 0;
        string? fault = null;
        var root = MerkleTree.Root(Leaves());
        return new CopyCheck(size, root, fault);

        IEnumerable<byte[]> Leaves()
        {
            foreach (var (index, bytes, leaf) in copy.Query<(long, byte[], byte[])>("SELECT idx, bytes, leaf FROM entries ORDER BY idx", buffered: false))
            {
                var hash = MerkleTree.Leaf(bytes);
                if (index != size) fault ??= $"entry {size} is missing";
                else if (!hash.AsSpan().SequenceEqual(leaf)) fault ??= $"entry {index}: differs from its hash";
                size++;
                yield return hash;
            }
        }
    }

    private void Vacuum(SqliteConnection connection, CancellationToken cancellation)
    {
        using var broken = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            connection.Execute("VACUUM INTO @target", new { target });
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("the copy was broken off", fault, cancellation);
        }
    }

    private long Written() => new FileInfo(target) is { Exists: true } file ? file.Length : 0;
}
