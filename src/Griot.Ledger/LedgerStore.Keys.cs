using Griot.Ledger.Sqlite;

namespace Griot.Ledger;

public sealed partial class LedgerStore
{
    // A sender that repeats a request does so within hours; a day of trouble at a weekend has to be outlived.
    private static readonly TimeSpan AnswersKept = TimeSpan.FromDays(7);

    /// <summary>The keys of a channel, the ended ones too, oldest first.</summary>
    public IReadOnlyList<ChannelKey> Keys(string channel) => ReadAs(connection => ChannelKeyTable.Of(connection, channel));

    /// <summary>The key of this kind with this hash that holds now, of whatever channel.</summary>
    public ChannelKey? KeyByHash(ChannelKeyKind kind, byte[] hash) => ReadAs(connection => ChannelKeyTable.Holding(connection, kind, hash));

    /// <summary>Gives a channel a key.</summary>
    public Task AddKeyAsync(ChannelKey key, CancellationToken cancellation) =>
        WriteAsync(transaction => { ChannelKeyTable.Add(connection, transaction, key); return true; }, cancellation);

    /// <summary>Ends a key. False where there is none, or it has ended.</summary>
    public Task<bool> EndKeyAsync(string id, CancellationToken cancellation) =>
        WriteAsync(transaction => ChannelKeyTable.End(connection, transaction, id, time.GetUtcNow()), cancellation);

    /// <summary>What a request of this channel was answered, within the last days.</summary>
    public KeptAnswer? Answer(string channel, byte[] key) => ReadAs(connection => ChannelKeyTable.Answer(connection, channel, key));

    /// <summary>Keeps what a request was answered; the first answer stays.</summary>
    public Task KeepAnswerAsync(KeptAnswer answer, CancellationToken cancellation) => WriteAsync(transaction =>
    {
        var now = time.GetUtcNow();
        ChannelKeyTable.Keep(connection, transaction, answer, now, now - AnswersKept);
        return true;
    }, cancellation);

    /// <summary>Marks a signature of a channel as used, to be remembered until it is too old to be taken. False where it was used before.</summary>
    public Task<bool> UseSignatureAsync(string channel, byte[] hash, DateTimeOffset until, CancellationToken cancellation) =>
        WriteAsync(transaction => ChannelKeyTable.Use(connection, transaction, channel, hash, time.GetUtcNow(), until), cancellation);
}
