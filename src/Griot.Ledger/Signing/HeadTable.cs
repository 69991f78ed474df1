using Dapper;
using Griot.Ledger.Sqlite;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Signing;

/// <summary>The head and the roots of full tiles, written inside a transaction that the caller owns.</summary>
internal static class HeadTable
{
    /// <summary>
    /// Puts a head in the place of the one that it grew from. False where another signer was first: then nothing is written,
    /// and nothing may be signed.
    /// </summary>
    internal static bool Swap(SqliteConnection connection, SqliteTransaction transaction, Head from, Head to, IReadOnlyList<TileRoot> roots)
    {
        var swapped = connection.Execute(
            "UPDATE head SET size = @Size, root = @Root, edge = @Edge WHERE size = @OldSize AND root = @OldRoot",
            new { to.Size, to.Root, to.Edge, OldSize = from.Size, OldRoot = from.Root }, transaction);
        if (swapped != 1) return false;
        foreach (var root in roots)
            connection.Execute("INSERT INTO tile_roots (log, level, idx, hash) SELECT max(number), @Level, @Index, @Hash FROM origins", root, transaction);
        return true;
    }

    /// <summary>
    /// Begins another log over the same entries, under another name: its tree is built anew from the first entry on. The rows of
    /// the one before stay.
    /// </summary>
    internal static void Succeed(SqliteConnection connection, SqliteTransaction transaction, string origin)
    {
        connection.Execute("INSERT INTO origins (number, origin, since) SELECT max(number) + 1, @origin, (SELECT count(*) FROM entries) FROM origins", new { origin }, transaction);
        connection.Execute("UPDATE head SET size = 0, root = @root, edge = x''", new { root = MerkleTree.Root([]) }, transaction);
    }

    /// <summary>Gives the log its name: for the first time, or another while it has no entries. False where it has some.</summary>
    internal static bool Name(SqliteConnection connection, SqliteTransaction transaction, string origin)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM origins", transaction: transaction) > 0)
        {
            if (connection.ExecuteScalar<long>("SELECT count(*) FROM entries", transaction: transaction) > 0) return false;
            connection.Execute("DELETE FROM log_keys; DELETE FROM origins", transaction: transaction);
        }

        connection.Execute("INSERT INTO origins (number, origin, since) VALUES (1, @origin, 0)", new { origin }, transaction);
        return true;
    }
}
