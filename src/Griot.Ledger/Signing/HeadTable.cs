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
            connection.Execute("INSERT INTO tile_roots (level, idx, hash) VALUES (@Level, @Index, @Hash)", root, transaction);
        return true;
    }

    /// <summary>Gives the log its name: for the first time, or another while it has no entries. False where it has some.</summary>
    internal static bool Name(SqliteConnection connection, SqliteTransaction transaction, string origin)
    {
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM origins", transaction: transaction) > 0)
        {
            if (connection.ExecuteScalar<long>("SELECT count(*) FROM entries", transaction: transaction) > 0) return false;
            connection.Execute("DELETE FROM origins", transaction: transaction);
        }

        connection.Execute("INSERT INTO origins (number, origin, since) VALUES (1, @origin, 0)", new { origin }, transaction);
        return true;
    }
}
