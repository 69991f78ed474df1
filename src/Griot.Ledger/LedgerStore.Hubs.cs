using Griot.Ledger.Sqlite;

namespace Griot.Ledger;

public sealed partial class LedgerStore
{
    /// <summary>Every subscription at a hub, in the order of their channels.</summary>
    public IReadOnlyList<HubSubscription> HubSubscriptions() => ReadAs(connection => HubSubscriptionTable.All(connection));

    /// <summary>The subscription of a channel, or null.</summary>
    public HubSubscription? HubSubscription(string channel) => ReadAs(connection => HubSubscriptionTable.Of(connection, channel));

    /// <summary>The subscription whose callback has this token, or null.</summary>
    public HubSubscription? HubSubscriptionByToken(string token) => ReadAs(connection => HubSubscriptionTable.ByToken(connection, token));

    /// <summary>
    /// Changes a channel's subscription in one step, whoever else changes it meanwhile: <paramref name="change"/> is given what
    /// stands there (null: nothing) and answers what is to stand there (null: nothing). It may be called more than once, and must do nothing else.
    /// </summary>
    /// <returns>What stands there now.</returns>
    public Task<HubSubscription?> ChangeHubSubscriptionAsync(string channel, Func<HubSubscription?, HubSubscription?> change, CancellationToken cancellation) =>
        WriteAsync(transaction =>
        {
            var before = HubSubscriptionTable.Of(connection, channel, transaction);
            var after = change(before);
            if (after is null) HubSubscriptionTable.Remove(connection, transaction, channel);
            else if (after != before) HubSubscriptionTable.Put(connection, transaction, after with { Channel = channel });
            return after;
        }, cancellation);
}
