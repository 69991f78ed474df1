using Dapper;
using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger;

/// <summary>What was removed by order, and removing.</summary>
public sealed partial class LedgerStore
{
    private static readonly TimeSpan PatienceWithReaders = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Seals a removal and deletes what it names, in one durable transaction. What is deleted may still lie in the write-ahead
    /// log then: see <see cref="WipeAsync"/>. Stale where the log has gone on, or all of it is gone already.
    /// </summary>
    public Task<AppendOutcome> RemoveAsync(Removal removal, CancellationToken cancellation) => WriteAsync(transaction =>
    {
        if (removal.Entry.Kind != EntryKind.Removal) throw new InvalidOperationException("Only an entry of kind removal removes.");
        if (!Remover.IsDue(connection, transaction, removal)) return new AppendOutcome.Stale();
        var outcome = Write(new Batch { Drafts = [removal.Entry] }, transaction)[0];
        if (outcome is AppendOutcome.Sealed done) new Remover(connection, transaction, done.Index, removal).Run(time.GetUtcNow());
        return outcome;
    }, cancellation);

    /// <summary>
    /// Removals that came back with a recovery, oldest first. What they took out of the store was there again in the backup, and
    /// is until each of them has been obeyed.
    /// </summary>
    public IReadOnlyList<SealedEntry> RemovalsDue() => Read(session =>
        session.Connection.Query<long>("SELECT entry FROM removals_due ORDER BY entry").Select(index => session.At(index)!).ToList());

    /// <summary>
    /// Deletes what a removal that stands in the log already names, in one durable transaction; from then on it is not due any
    /// more. As after the first time, the write-ahead log has to be emptied: see <see cref="WipeAsync"/>.
    /// </summary>
    /// <param name="entry">The entry of kind removal.</param>
    /// <param name="removal">What it takes; of its draft, only provider, item and version count.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    public Task ObeyAsync(long entry, Removal removal, CancellationToken cancellation) => WriteAsync(transaction =>
    {
        new Remover(connection, transaction, entry, removal).Run(time.GetUtcNow());
        connection.Execute("DELETE FROM removals_due WHERE entry = @entry; DELETE FROM wiped", new { entry }, transaction);
        return true;
    }, cancellation);

    /// <summary>
    /// Empties the write-ahead log, so that nothing of what was removed is left in any file of the store. Tries again while
    /// readers of an earlier state stand in the way; false where they still do after <paramref name="patience"/>. Whoever
    /// opens the store later tries it too.
    /// </summary>
    public async Task<bool> WipeAsync(TimeSpan patience, CancellationToken cancellation)
    {
        using var wiper = Connections.OpenWriter(path);
        var started = time.GetTimestamp();
        while (!await Task.Run(() => Wiping.Try(wiper, PatienceWithReaders), cancellation))
            if (time.GetElapsedTime(started) >= patience) return false;
        return true;
    }

    /// <summary>The entry that removed a part of an entry; null where it was not removed.</summary>
    public long? RemovedBy(long index, Part part) => Read(session => session.Connection.ExecuteScalar<long?>(
        "SELECT entry FROM removals WHERE target = @index AND part = @part", new { index, part = Word.Of(part) }));

    /// <summary>Every removal in the log, with its notice and what went by it, oldest first.</summary>
    public IReadOnlyList<RemovalRow> Removals() => Read(session =>
    {
        var parts = session.Connection.Query<(long Target, string Part, long Entry)>("SELECT target, part, entry FROM removals ORDER BY entry, target, part").ToLookup(row => row.Entry);
        var entries = session.Connection.Query<long>("SELECT idx FROM entries WHERE kind = 'removal' ORDER BY idx").ToList();
        return entries.ConvertAll(index => new RemovalRow(
            session.At(index)!,
            session.Content(index, Part.Record) is { } notice ? Notice.Parse(notice) : null,
            [.. parts[index].Select(row => new EntryPart(row.Target, Word.Parse<Part>(row.Part)!.Value))]));
    });

    /// <summary>True where these words of a provider (a key of headline and text) were removed.</summary>
    public bool AreWordsRemoved(string provider, byte[] key) => Read(session => RemovedKeys.HasWords(session.Connection, provider, key));

    /// <summary>By what an item is known; a key without a kind of its own is the provider's id.</summary>
    public IReadOnlyList<IdentityKey> KeysOf(string item) => Read(session =>
        session.Connection.Query<(byte[] Identity, string? Kind)>("SELECT identity, kind FROM identities WHERE item = @item", new { item })
            .Select(row => new IdentityKey(row.Kind is null ? KeyKind.Guid : Word.Parse<KeyKind>(row.Kind)!.Value, row.Identity)).ToList());

    /// <summary>Other items that say the same, in whatever channel: it reads every key of the store.</summary>
    public IReadOnlyList<string> ItemsThatSay(IReadOnlyList<byte[]> keys, string otherThan) => Read(session =>
        session.Connection.Query<string>("SELECT DISTINCT item FROM identities WHERE kind = 'content' AND identity IN @keys AND item <> @otherThan", new { keys, otherThan }).ToList());

    /// <summary>The rows of the quarantine whose bytes lie there, by number.</summary>
    public IReadOnlyList<long> QuarantineNumbers() => Read(session => session.Connection.Query<long>("SELECT id FROM quarantine WHERE removed IS NULL ORDER BY id").ToList());

    /// <summary>When the first of these rows came into the quarantine; null where there is none of them.</summary>
    public DateTimeOffset? QuarantinedSince(IReadOnlyCollection<long> ids)
    {
        var wanted = ids.ToHashSet();
        return wanted.Count == 0 ? null : Read(session => session.Connection.Query<(long Id, long Seen)>("SELECT id, first_seen FROM quarantine").Where(row => wanted.Contains(row.Id))
            .Select(row => (DateTimeOffset?)DateTimeOffset.FromUnixTimeMilliseconds(row.Seen)).Min());
    }

    /// <summary>
    /// How much has been removed in this store so far: it grows with each removal, and tells whoever judges that one came between.
    /// Not to be compared with that of another copy.
    /// </summary>
    public long RemovedSoFar => Read(session => Remover.SoFar(session.Connection, null));

    /// <summary>True where anything is kept by which a removal's pieces are known again.</summary>
    public bool HasRemovedKeys(long entry) => Read(session => session.Connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM removed_keys WHERE entry = @entry)", new { entry }));

    /// <summary>Channels of which what people were told has still to be forgotten, with the removals that want it; noted in their transaction.</summary>
    public IReadOnlyList<SampleDue> SamplesDue() => Read(session => session.Connection.Query<(string Channel, long Entry)>("SELECT channel, entry FROM samples_due").Select(row => new SampleDue(row.Channel, row.Entry)).ToList());

    /// <summary>Notes that these are forgotten, and in no file any more.</summary>
    public Task SettleAsync(IReadOnlyList<SampleDue> forgotten, CancellationToken cancellation) => WriteAsync(transaction =>
        connection.Execute("DELETE FROM samples_due WHERE channel = @Channel AND entry = @Entry", forgotten, transaction), cancellation);
}
