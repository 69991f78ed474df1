using Dapper;
using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Signing;

/// <summary>What came of a recovery.</summary>
public abstract record RecoveryOutcome
{
    private RecoveryOutcome() { }

    /// <summary>The store is what was published again.</summary>
    /// <param name="Entries">Entries that were put back.</param>
    /// <param name="Contents">Of how many of them the copy had all that they commit to, or they commit to nothing.</param>
    public sealed record Done(long Entries, long Contents) : RecoveryOutcome;

    /// <summary>Nothing was changed, for this reason.</summary>
    public sealed record Refused(string Reason) : RecoveryOutcome;
}

/// <summary>
/// Brings a store that is behind back to what was published of it: the entries from whoever kept them, checked against the
/// checkpoint that we signed ourselves, so that no mirror has to be trusted; their contents from a newer copy of the store.
/// </summary>
public sealed class Recovery(LedgerStore ledger, LogOptions options)
{
    // What the log says has come to pass comes due no more: it would be said a second time.
    private const string Settle =
        """
        DELETE FROM schedule WHERE EXISTS (SELECT 1 FROM entries e WHERE e.item = schedule.item AND e.idx > schedule.entry
            AND (e.kind = schedule.kind OR (e.kind IN ('article', 'update', 'correction', 'withdrawal')
                AND (schedule.kind = 'release' OR instr(e.bytes, CAST('status embargoed' AS BLOB)) = 0))))
        """;

    /// <summary>The first entry that is missing, and the end of what was published; null where the store is not behind.</summary>
    public (long From, long End)? Missing =>
        ledger.Freeze is { DiffersAt: null } && Published is { } checkpoint ? (ledger.Size, checkpoint.Size) : null;

    private Checkpoint? Published => ledger.Freeze is { } freeze ? Checkpoint.Parse(SignedNote.Parse(freeze.Published)!.Text) : null;

    /// <summary>Entries as another copy of the store has them: as many of those asked for as are there.</summary>
    /// <exception cref="SqliteException">It is no store.</exception>
    public static IReadOnlyList<byte[]> EntriesOf(string folder, long from, long end)
    {
        using var session = new ReadSession(Path.Combine(folder, LedgerStore.FileName));
        return session.Log.Entries(from, end);
    }

    /// <summary>
    /// Entries that commit to something that is neither here nor removed by order: they stand, and what they sealed is lost until
    /// a copy is found that has it. Reads the whole log.
    /// </summary>
    public IReadOnlyList<long> Bare() => ledger.ReadAs(connection => new BareEntries(connection).From(0).Select(bare => bare.Index).ToList());

    /// <summary>
    /// Puts entries back, and what <paramref name="copy"/> has of their contents, in one transaction: killed in it, the store is
    /// behind as before. Removals among them are due from then on (<see cref="LedgerStore.RemovalsDue"/>).
    /// </summary>
    /// <param name="entries">Every missing entry, in order.</param>
    /// <param name="copy">A data folder with a newer copy of the store; null: there is none.</param>
    /// <exception cref="SignerBusyException">To another process the store is not frozen.</exception>
    public RecoveryOutcome Run(IReadOnlyList<byte[]> entries, string? copy)
    {
        if (Missing is not { } missing || Published is not { } published) return new RecoveryOutcome.Refused("the store is not behind what was published");
        if (entries.Count != missing.End - missing.From) return new RecoveryOutcome.Refused($"{entries.Count} of the {missing.End - missing.From} missing entries were found");
        using var held = SignerLock.Take(options) ?? throw new SignerBusyException();
        if (ledger.Size != missing.From) return new RecoveryOutcome.Refused("another process has put entries back meanwhile");
        if (!Root(missing.From, entries).AsSpan().SequenceEqual(published.Root)) return new RecoveryOutcome.Refused("what was found is not what was published: the root over it is another than that of the signed checkpoint");
        // What is served stays what was published; else the public would see the log of the backup until it is signed again.
        PublishedFile.Write(options.PublishedFile, ledger.Freeze!.Published);
        var done = Put(missing.From, entries, copy);
        ledger.SetFreeze(null);
        return done;
    }

    /// <summary>
    /// Takes from a copy what entries commit to and the store lacks, in one transaction. Nothing that is there is replaced, and
    /// nothing that was removed comes back.
    /// </summary>
    /// <param name="copy">A data folder with a copy of the store.</param>
    /// <returns>How many entries have all that they commit to now, and had not before.</returns>
    public long Fill(string copy)
    {
        if (ledger.Freeze is { } freeze) throw new LedgerFrozenException(freeze);
        using var connection = Connections.OpenWriter(Path.Combine(options.Folder, LedgerStore.FileName));
        using var donor = new RecoveredContents(connection, Path.Combine(copy, LedgerStore.FileName));
        using var transaction = connection.BeginTransaction(deferred: false);
        var bare = new BareEntries(connection).From(0).ToList();
        var filled = bare.LongCount(one => donor.Bring(one.Index, one.Entry, one.Bytes));
        if (bare.Count > 0) donor.BringTheRest([]);
        connection.Execute(Settle, transaction: transaction);
        KeepKeys(connection, transaction);
        transaction.Commit();
        return filled;
    }

    // Keys that came after the backup: the log itself says them.
    private static void KeepKeys(SqliteConnection connection, SqliteTransaction transaction)
    {
        foreach (var told in connection.Query<byte[]>("SELECT bytes FROM records WHERE entry IN (SELECT idx FROM entries WHERE kind = 'log-key') ORDER BY entry", transaction: transaction).ToList())
            if (LogKeyNotice.Parse(told) is { } notice && VerifierKey.Parse(notice.Key) is { } key && key.Name == notice.Origin) LogKeyTable.Keep(connection, transaction, notice.Origin, key);
    }

    private byte[] Root(long from, IReadOnlyList<byte[]> entries) => ledger.ReadLog((rows, _) =>
    {
        var head = rows.Head();
        var edge = new Edge(head.Size, head.Edge);
        foreach (var leaf in rows.Hashes(0, head.Size, from)) edge.Add(leaf);
        foreach (var entry in entries) edge.Add(MerkleTree.Leaf(entry));
        return edge.Root();
    });

    // A connection of its own: another file is attached to it, which no transaction of the store's writer may see.
    private RecoveryOutcome.Done Put(long from, IReadOnlyList<byte[]> entries, string? copy)
    {
        using var connection = Connections.OpenWriter(Path.Combine(options.Folder, LedgerStore.FileName));
        using var donor = copy is null ? null : new RecoveredContents(connection, Path.Combine(copy, LedgerStore.FileName));
        using var transaction = connection.BeginTransaction(deferred: false);
        using var insert = new Statement(connection, "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
        using var due = new Statement(connection, "INSERT INTO removals_due VALUES (?1)");
        var (found, items) = (0L, new List<string?>());
        foreach (var (offset, bytes) in entries.Index())
        {
            var (index, entry) = (from + offset, Entry.Parse(bytes) ?? throw new InvalidDataException($"entry {from + offset}: what was published is no entry"));
            insert.Run(index, bytes, MerkleTree.Leaf(bytes), Word.Of(entry.Kind), entry.Time.ToUnixTimeSeconds(), entry.Provider, entry.Item, entry.Version);
            if (entry.Kind == EntryKind.Removal) due.Run(index);
            if (donor?.Bring(index, entry, bytes) ?? !BareEntries.CommitsToAnything(entry)) found++;
            items.Add(entry.Item);
        }

        donor?.BringTheRest(items);
        connection.Execute(Settle, transaction: transaction);
        KeepKeys(connection, transaction);
        transaction.Commit();
        return new RecoveryOutcome.Done(entries.Count, found);
    }
}
