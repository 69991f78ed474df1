using Dapper;
using Griot.Ledger.Signing;
using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger;

/// <summary>The signed log over the entries: its name, its keys, how far it has come, and whether it may go on.</summary>
public sealed partial class LedgerStore
{
    /// <summary>The name of the log; null before it has one.</summary>
    public string? Origin => Read(session => session.Log.Origin());

    /// <summary>The public halves of the keys that have signed a log of this store, the newest last.</summary>
    internal IReadOnlyList<VerifierKey> KnownKeys(string origin) => Read(session => LogKeyTable.Of(session.Connection, origin));

    /// <summary>Why nothing is taken in; null where the ledger is open.</summary>
    public Freeze? Freeze { get; private set; }

    /// <summary>From now on nothing is written; null: it is again.</summary>
    internal void SetFreeze(Freeze? freeze) => Freeze = freeze;

    internal T ReadLog<T>(Func<LogRows, ReadSession, T> read) => Read(session => read(session.Log, session));

    internal Task<bool> SwapHeadAsync(Head from, Head to, IReadOnlyList<TileRoot> roots, CancellationToken cancellation) =>
        WriteAsync(transaction => HeadTable.Swap(connection, transaction, from, to, roots), cancellation);

    /// <summary>The newest entry of a kind; null where there is none.</summary>
    public SealedEntry? Newest(EntryKind kind) => Read(session =>
        session.Connection.ExecuteScalar<long?>("SELECT max(idx) FROM entries WHERE kind = @kind", new { kind = Word.Of(kind) }) is { } index ? session.At(index) : null);

    internal Task<bool> SucceedAsync(string origin, Draft policy, CancellationToken cancellation) => WriteAsync(
        transaction =>
        {
            HeadTable.Succeed(connection, transaction, origin);
            appender.Append(policy);
            return true;
        },
        cancellation);

    internal Task<bool> NameLogAsync(string origin, CancellationToken cancellation) =>
        WriteAsync(transaction => HeadTable.Name(connection, transaction, origin), cancellation);
}
