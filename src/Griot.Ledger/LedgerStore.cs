using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dapper;
using Griot.Ledger.Backups;
using Griot.Ledger.Sqlite;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger;

/// <summary>
/// The ledger of a data folder: the only writer of <c>ledger.db</c>, and its readers. Several processes may have it open;
/// each waits for the others inside, and none sees a half-written batch.
/// </summary>
public sealed partial class LedgerStore : ILedgerReader, IAsyncDisposable
{
    /// <summary>The file inside a data folder.</summary>
    public const string FileName = "ledger.db";

    private readonly string path;
    private readonly TimeProvider time;
    private readonly SqliteConnection connection;
    private readonly Appender appender;
    private readonly ChannelNotes notes;
    private readonly GroupCommit writer;
    private readonly CardIndex cards;
    private readonly CommitWatch size;
    private readonly ConcurrentBag<ReadSession> sessions = [];
    private TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool closed;

    private LedgerStore(string path, TimeProvider time, SqliteConnection connection)
    {
        this.path = path;
        this.time = time;
        this.connection = connection;
        size = new CommitWatch(connection, () => Read(static session => session.Size()));
        appender = new Appender(connection, time);
        notes = new ChannelNotes(connection);
        writer = new GroupCommit(connection, TellWritten);
        cards = new CardIndex(this);
    }

    /// <summary>Opens the store of a data folder, or makes a new one.</summary>
    /// <exception cref="SqliteException">The file is no ledger, or the folder can't be written.</exception>
    /// <exception cref="UnfinishedRestoreException">A backup is being restored there, or that was broken off.</exception>
    public static LedgerStore Open(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        if (UnfinishedRestoreException.IsIn(folder)) throw new UnfinishedRestoreException(folder);
        var file = Path.Combine(folder, FileName);
        var writing = Connections.OpenWriter(file);
        Schema.Ensure(writing);
        // A process that removed something may have ended before nothing of it was left.
        Wiping.Try(writing, TimeSpan.Zero);
        return new LedgerStore(file, time, writing);
    }

    /// <inheritdoc/>
    public long Size => size.Number;

    /// <inheritdoc/>
    public async Task GrownAsync(long size, CancellationToken cancellation)
    {
        while (true)
        {
            // Taken before the look: what is written in between ends the wait.
            var next = Volatile.Read(ref written).Task;
            if (Size > size) return;
            await next.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<SealedEntry> History(string item) => Read(session => session.History(item));

    /// <inheritdoc/>
    public SealedEntry? At(long index) => Read(session => session.At(index));

    /// <inheritdoc/>
    public IReadOnlyList<SealedEntry> Entries(long from, int limit) => Read(session => session.Entries(from, limit));

    /// <inheritdoc/>
    public byte[]? Content(long index, Part part) => Read(session => session.Content(index, part));

    /// <inheritdoc/>
    public bool HasContent(long index, Part part) => Read(session => session.HasContent(index, part));

    /// <inheritdoc/>
    public IReadOnlyList<SealedEntry> Arrivals(string? provider, long before, int limit) => Read(session => session.Arrivals(provider, before, limit));

    /// <inheritdoc/>
    public IReadOnlyList<SealedEntry> Changes(string? provider, long before, int limit) => Read(session => session.Changes(provider, before, limit));

    /// <inheritdoc/>
    public IReadOnlyList<SealedEntry> ChangesFrom(string? provider, long from, int limit) => Read(session => session.ChangesFrom(provider, from, limit));

    /// <inheritdoc/>
    public long CountChanges(string? provider, long before) => Read(session => session.CountChanges(provider, before));

    /// <inheritdoc/>
    public IReadOnlyList<SealedEntry> Departures(string? provider, long before, int limit) => Read(session => session.Departures(provider, before, limit));

    /// <inheritdoc/>
    public IReadOnlyList<SealedEntry> Corrections(string? provider, long before, int limit) => Read(session => session.Corrections(provider, before, limit));

    /// <inheritdoc/>
    public IReadOnlyList<ProviderCard> Cards() => cards.All();

    /// <inheritdoc/>
    public ProviderCard? Card(string provider) => cards.ById(provider);

    /// <inheritdoc/>
    public ProviderCard? CardBySlug(string slug) => cards.BySlug(slug);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, int> ItemsByProvider() => Read(session =>
        session.Connection.Query<(string Provider, int Items)>("SELECT provider, count(*) FROM entries WHERE kind = 'article' GROUP BY provider")
            .ToDictionary(row => row.Provider, row => row.Items));

    /// <inheritdoc/>
    public int ItemsSince(DateTimeOffset moment) => Read(session => session.Connection.ExecuteScalar<int>(
        $"SELECT count(*) FROM entries WHERE kind = 'article' AND time >= @since AND {ArchivedTable.AreNone}", new { since = moment.ToUnixTimeSeconds() }));

    /// <summary>
    /// The salt that opens a commitment; null where there is none, or it was removed. It is published only together with
    /// the bytes that it opens: whoever calls this decides that by <see cref="Showing"/>.
    /// </summary>
    public byte[]? Salt(long index, Part part) => Read(session => session.Connection.ExecuteScalar<byte[]?>(
        "SELECT salt FROM salts WHERE entry = @index AND part = @part", new { index, part = Word.Of(part) }));

    /// <summary>
    /// The index of a provider's newest card entry, for the next card's <see cref="Draft.Follows"/>. It may be newer than
    /// <see cref="Card"/>, where its bytes are gone: recovered without them, or removed.
    /// </summary>
    public long? CardEntry(string provider) => Read(session => session.Connection.ExecuteScalar<long?>(
        "SELECT max(idx) FROM entries WHERE kind = 'provider' AND provider = @provider", new { provider }));

    /// <summary>True where these bytes lie in a channel's quarantine. What comes beyond its share is counted there, and not kept.</summary>
    public bool IsInQuarantine(string channel, ReadOnlySpan<byte> bytes)
    {
        var hash = SHA256.HashData(bytes);
        return Read(session => session.Connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM quarantine WHERE channel = @channel AND hash = @hash)", new { channel, hash }));
    }

    /// <summary>What lies in quarantine: one row, or all.</summary>
    public IReadOnlyList<QuarantineRow> Quarantine(long? id = null) => Read(session => QuarantineTable.List(session.Connection, id));

    /// <summary>
    /// Embargoes and expiries that have come due: expiries first, so that nothing whose time came and went while nobody
    /// looked is shown in between; then the oldest first.
    /// </summary>
    public IReadOnlyList<(string Item, EntryKind Kind, long Entry)> Due() => Read(session =>
        session.Connection.Query<(string Item, string Kind, long Entry)>(
            "SELECT item, kind, entry FROM schedule WHERE at <= @now ORDER BY kind = 'release', at LIMIT 500", new { now = time.GetUtcNow().ToUnixTimeMilliseconds() })
            .Select(row => (row.Item, Word.Parse<EntryKind>(row.Kind)!.Value, row.Entry)).ToList());

    /// <summary>The root over all entries (RFC 6962), read from the leaf hashes, and how many they are.</summary>
    public (long Size, byte[] Root) Root() => Read(session =>
    {
        var leaves = session.Connection.Query<byte[]>("SELECT leaf FROM entries ORDER BY idx", buffered: false);
        long count = 0;
        var root = MerkleTree.Root(leaves.Select(leaf => { count++; return leaf; }));
        return (count, root);
    });

    /// <summary>
    /// Seals a batch in one durable transaction and answers each draft in order. When it has answered, what is sealed
    /// survives a crash and the loss of power.
    /// </summary>
    public Task<IReadOnlyList<AppendOutcome>> AppendAsync(Batch batch, CancellationToken cancellation) =>
        WriteAsync<IReadOnlyList<AppendOutcome>>(transaction => Write(batch, transaction), cancellation);

    /// <summary>Seals one entry.</summary>
    public async Task<AppendOutcome> AppendAsync(Draft draft, CancellationToken cancellation) =>
        (await AppendAsync(new Batch { Drafts = [draft] }, cancellation))[0];

    /// <summary>
    /// Seals cards, each together with the channels that it names for the first time, in one durable transaction, and
    /// answers each in order. A card that is not sealed registers nothing, and costs its neighbours nothing.
    /// </summary>
    public Task<IReadOnlyList<AppendOutcome>> RegisterAsync(IReadOnlyList<Registration> registrations, CancellationToken cancellation) =>
        WriteAsync<IReadOnlyList<AppendOutcome>>(transaction => [.. registrations.Select(registration => Register(registration, transaction))], cancellation);

    /// <summary>Seals a card together with the channels that it names for the first time.</summary>
    public async Task<AppendOutcome> AppendAsync(Draft card, IReadOnlyList<ChannelRegistration> newChannels, CancellationToken cancellation) =>
        (await RegisterAsync([new Registration(card, newChannels)], cancellation))[0];

    /// <summary>
    /// Gives a channel another address, together with the card that says so where the address lies in another domain. Null
    /// where no card was asked for; a stale card changes nothing.
    /// </summary>
    public Task<AppendOutcome?> MoveChannelAsync(Draft? card, string channel, string address, CancellationToken cancellation) =>
        WriteAsync(transaction =>
        {
            var outcome = card is null ? null : Write(new Batch { Drafts = [card] }, transaction)[0];
            if (outcome is null or AppendOutcome.Sealed) ChannelTable.Move(connection, transaction, channel, address);
            return outcome;
        }, cancellation);

    /// <summary>Every alarm that stands, with its sample, the oldest first.</summary>
    public IReadOnlyList<ChannelAlarm> Alarms() => Read(session => AlarmTable.All(session.Connection));

    /// <summary>Notes that people were told of an alarm. False where it does not stand any more, or another process was first.</summary>
    public Task<bool> MarkToldAsync(ChannelAlarm alarm, CancellationToken cancellation) =>
        WriteAsync(transaction => AlarmTable.Tell(connection, transaction, alarm, time.GetUtcNow()), cancellation);

    /// <summary>Sets how a channel's items are told apart, whatever stood there.</summary>
    public Task FixIdentityAsync(ChannelIdentity identity, CancellationToken cancellation) =>
        WriteAsync(transaction => { ChannelIdentityTable.Fix(connection, transaction, identity); return true; }, cancellation);

    /// <summary>Sets the interval of a channel; null: it adapts.</summary>
    public Task SetIntervalAsync(string channel, TimeSpan? every, CancellationToken cancellation) =>
        WriteAsync(transaction => { ChannelTable.SetInterval(connection, transaction, channel, every); return true; }, cancellation);

    /// <summary>Marks a row of the quarantine as handled.</summary>
    public Task MarkHandledAsync(long quarantined, CancellationToken cancellation) =>
        WriteAsync(transaction => { QuarantineTable.Handle(connection, transaction, quarantined, time.GetUtcNow()); return true; }, cancellation);

    /// <summary>Waits for what was handed over, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        appender.Dispose();
        notes.Dispose();
        await connection.DisposeAsync();
        closed = true;
        CloseSessions();
    }

    /// <summary>The connection that writes, for tests of what it is set to.</summary>
    internal SqliteConnection Writer => connection;

    internal string File => path;

    internal T ReadAs<T>(Func<SqliteConnection, T> read) => Read(session => read(session.Connection));

    /// <summary>Writes what is no part of the log.</summary>
    internal Task<T> NoteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancellation) =>
        writer.RunAsync(transaction => write(connection, transaction), cancellation);

    internal IReadOnlyList<(long Entry, byte[] Card)> CardsFrom(long entry) => Read(session => session.CardsFrom(entry));

    private List<AppendOutcome> Write(Batch batch, SqliteTransaction transaction)
    {
        var isOvertaken = batch.Removed is { } removed && Remover.SoFar(connection, transaction) > removed;
        var outcomes = batch.Drafts.Select(draft => isOvertaken ? new AppendOutcome.Stale() : appender.Append(draft)).ToList();
        if (batch.IsCounted) Count(batch.Drafts, outcomes);
        // They say what stands, which may be what went: not remembered, they are read once more.
        foreach (var change in batch.Cosmetic.Where(change => !isOvertaken && !Remover.HasRemoved(connection, transaction, change.Item))) appender.Cuts.Count(change);
        if (!isOvertaken) foreach (var alias in batch.Aliases) appender.Alias(alias);
        foreach (var row in batch.Quarantined.Where(row => !IsRemoved(row, isOvertaken, transaction))) QuarantineTable.Put(connection, transaction, row, time.GetUtcNow());
        // A piece that has to be judged again is not taken in yet: a channel that remembered its document now would, after
        // a crash, never bring it again.
        if (!outcomes.TrueForAll(outcome => outcome is AppendOutcome.Sealed)) return outcomes;
        if (batch.Channel is { } state) notes.Save(state);
        if (batch.Alarm is { } alarm) AlarmTable.Change(connection, transaction, alarm);
        if (batch.Identity is { } identity) notes.Save(identity);
        foreach (var incident in batch.Incidents) ChannelIdentityTable.Count(connection, transaction, incident, time.GetUtcNow());
        return outcomes;
    }

    // Its words only where a removal came between: whoever judged it has asked for them.
    private bool IsRemoved(Quarantined row, bool isOvertaken, SqliteTransaction transaction) =>
        (row.Item is { } item && Remover.HasRemoved(connection, transaction, item)) || (isOvertaken && row.Words is { } words && RemovedKeys.HasWords(connection, row.Provider, words));

    private AppendOutcome Register(Registration registration, SqliteTransaction transaction)
    {
        var outcome = Write(new Batch { Drafts = [registration.Card] }, transaction)[0];
        if (outcome is AppendOutcome.Sealed) foreach (var channel in registration.NewChannels) ChannelTable.Register(connection, transaction, channel);
        return outcome;
    }

    private Task<T> WriteAsync<T>(Func<SqliteTransaction, T> write, CancellationToken cancellation) =>
        Freeze is { } freeze ? Task.FromException<T>(new LedgerFrozenException(freeze)) : writer.RunAsync(write, cancellation);

    private void TellWritten() => Interlocked.Exchange(ref written, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private T Read<T>(Func<ReadSession, T> read)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (!sessions.TryTake(out var session)) session = new ReadSession(path);
        try
        {
            return read(session);
        }
        finally
        {
            sessions.Add(session);
            if (closed) CloseSessions();
        }
    }

    private void CloseSessions()
    {
        while (sessions.TryTake(out var session)) session.Dispose();
    }
}
