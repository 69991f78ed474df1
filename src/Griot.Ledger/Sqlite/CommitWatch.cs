using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// A number of a database that is asked for far more often than anything is committed: it is asked for again only where somebody, in
/// whatever process, has committed since. Every commit that was over when <see cref="Number"/> was called counts in it (decision 57).
/// </summary>
/// <param name="connection">Stays open as long as the number is asked for.</param>
/// <param name="ask">
/// Asks for it, in a read transaction that begins then: one that began earlier would not see the last commits, and what it said would stay.
/// Several threads may ask at once.
/// </param>
internal sealed class CommitWatch(SqliteConnection connection, Func<long> ask)
{
    private readonly WalIndex? index = WalIndex.Of(connection);
    private volatile Known? known;

    /// <exception cref="ObjectDisposedException">The database is closed.</exception>
    internal long Number
    {
        get
        {
            if (index is null || !index.TryRead(out var header)) return ask();
            if (known is { } last && last.Header == header) return last.Number;
            // In this order: whatever is committed in between leaves another header, and the number is asked for once more.
            var number = ask();
            known = new Known(header, number);
            return number;
        }
    }

    private sealed record Known(WalIndex.Header Header, long Number);
}
