using Griot.Ledger.Backups;
using Griot.Ledger.Signing;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger;

/// <summary>Faults of a store that an operator can mend, in one sentence each.</summary>
public static class StoreFaults
{
    private const int Locked = 5;
    private const int ReadOnly = 8;
    private const int CannotReadOrWrite = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>
    /// True where nothing can be written now: the ledger is frozen, another process signs it, a backup is being restored, or another process has kept a
    /// store for so long that waiting for it was given up.
    /// </summary>
    public static bool IsInUse(Exception fault) => fault is LedgerFrozenException or SignerBusyException or UnfinishedRestoreException or SqliteException { SqliteErrorCode: Locked };

    /// <summary>What happened, and what to do; null for a fault that is not of this kind.</summary>
    public static string? Explain(Exception fault) => fault is LedgerFrozenException or SignerBusyException ? fault.Message : fault is not SqliteException store ? null : store.SqliteErrorCode switch
    {
        NotADatabase => "ledger.db or desk.db in the data folder is not a store of Griot, or was damaged",
        CannotReadOrWrite => $"the disk can't be read or written: {store.Message}",
        Full => "the disk is full: nothing of what was asked for has been stored",
        ReadOnly or CannotOpen => $"the data folder can't be written: {store.Message}",
        Locked => "another process has kept the store for more than a minute: is one of them stuck?",
        _ => null,
    };
}
