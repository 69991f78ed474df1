using Griot.Ledger.Sqlite;

namespace Griot.Ledger;

/// <summary>Tokens of mails, and mails that wait in quarantine to be confirmed.</summary>
public sealed partial class LedgerStore
{
    /// <summary>The token of this hash; null where there is none, or it is over.</summary>
    public MailToken? MailToken(byte[] hash) => Read(session => MailTokenTable.Find(session.Connection, hash, time.GetUtcNow()));

    /// <summary>Keeps a token.</summary>
    public Task KeepTokenAsync(MailToken token, CancellationToken cancellation) =>
        WriteAsync(transaction => { MailTokenTable.Keep(connection, transaction, token, time.GetUtcNow()); return true; }, cancellation);

    /// <summary>Uses a token up. False where it was used before, or there is none.</summary>
    public Task<bool> UseTokenAsync(byte[] hash, CancellationToken cancellation) =>
        WriteAsync(transaction => MailTokenTable.Use(connection, transaction, hash), cancellation);

    /// <summary>The rows of the quarantine that wait for this reason, the oldest first.</summary>
    public IReadOnlyList<long> WaitingFor(string code) => Read(session => MailTokenTable.WaitingFor(session.Connection, code));

    /// <summary>The row of the quarantine in which these bytes wait for this reason; null where none does.</summary>
    public long? Waiting(string channel, string code, byte[] bytes) => Read(session => MailTokenTable.Waiting(session.Connection, channel, code, bytes));
}
