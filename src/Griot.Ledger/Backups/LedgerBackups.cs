using Griot.Ledger.Sqlite;

namespace Griot.Ledger.Backups;

/// <summary>
/// The backups of a ledger: the copy that goes into one, and the list of those that were made. The list tells who has to
/// remove a text by order where it may still stand; so a backup stands in it before its copy is begun, and no removal can
/// slip in between. Works on a frozen ledger too.
/// </summary>
public sealed class LedgerBackups(LedgerStore ledger, TimeProvider time)
{
    /// <summary>Every backup that was made or begun, the oldest first.</summary>
    public IReadOnlyList<BackupRow> List() => ledger.ReadAs(BackupTable.All);

    /// <summary>Those that may still hold what an entry committed to before a removal deleted it.</summary>
    /// <param name="entry">The entry whose contents were removed.</param>
    /// <param name="removal">The entry of kind <c>removal</c>: a backup with that entry in it was made afterwards.</param>
    /// <param name="since">When bytes of it first lay in quarantine, which may have been before; null: none did.</param>
    public IReadOnlyList<BackupRow> Holding(long entry, long removal, DateTimeOffset? since = null) => ledger.ReadAs(connection => BackupTable.Holding(connection, entry, removal, since));

    /// <summary>Puts a backup on the list. One process at a time may make the file of a path; what another left there unfinished is struck off.</summary>
    public Task<BackupRow> BeginAsync(string path, bool withKey, CancellationToken cancellation) =>
        ledger.NoteAsync((connection, transaction) => BackupTable.Begin(connection, transaction, path, time.GetUtcNow(), withKey), cancellation);

    /// <summary>Notes that the file stands under its path, in place of any that stood there.</summary>
    /// <param name="row">The backup.</param>
    /// <param name="size">Entries in it.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    public Task FinishAsync(BackupRow row, long size, CancellationToken cancellation) =>
        ledger.NoteAsync((connection, transaction) => { BackupTable.Finish(connection, transaction, row, size); return true; }, cancellation);

    /// <summary>Strikes off one that came to nothing and left nothing.</summary>
    public Task DropAsync(BackupRow row, CancellationToken cancellation) =>
        ledger.NoteAsync((connection, transaction) => BackupTable.Drop(connection, transaction, row.Id), cancellation);

    /// <summary>Strikes off what is gone. False where the path is not on the list.</summary>
    public async Task<bool> ForgetAsync(string path, CancellationToken cancellation) =>
        await ledger.NoteAsync((connection, transaction) => BackupTable.Forget(connection, transaction, path), cancellation) > 0;

    /// <summary>
    /// Copies the ledger as it stands at one moment: every entry that was acknowledged before the call, with all that is
    /// committed to. Writers go on meanwhile. The copy holds no free pages, so nothing of what was deleted. In it, the backup
    /// stands in the list as finished.
    /// </summary>
    /// <param name="row">The backup that the copy is for.</param>
    /// <param name="target">A file that is not there yet; it is made for its owner's eyes only. Not durable on return: it is a copy still to be packed.</param>
    /// <param name="progress">Told of the bytes written, and how many there will be at most.</param>
    /// <param name="cancellation">Breaks the copy off; what was written of it is left to the caller.</param>
    /// <returns>Size and root of the copy, read from it; the fault where the ledger itself is damaged.</returns>
    public async Task<CopyCheck> CopyAsync(BackupRow row, string target, Action<long, long> progress, CancellationToken cancellation)
    {
        await new LedgerCopy(ledger.File, target, time).TakeAsync(progress, cancellation);
        return LedgerCopy.Finish(target, row);
    }

    /// <summary>Checks the copy of a ledger that came out of a backup: that it is one, whole, and of no newer release; nothing is changed in it.</summary>
    public static CopyCheck Check(string file) => LedgerCopy.Check(file);

    /// <summary>How many keys of channels hold in such a copy: one that was ended after the backup was made holds in it again.</summary>
    public static int Keys(string file) => LedgerCopy.Keys(file);
}
