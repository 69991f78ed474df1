using Griot.Ingest.Items;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>What the operator may set of a channel: how its items are told apart, and how often it is asked.</summary>
public sealed class ChannelDesk(LedgerStore ledger, TimeProvider time)
{
    /// <summary>The channel with this id; else the channels of the provider that is called so.</summary>
    public IReadOnlyList<(ChannelRegistration Channel, ChannelState? State)> Find(string text)
    {
        var all = ledger.Channels();
        var named = all.Where(one => one.Channel.Id == text).ToList();
        if (named.Count > 0 || new ProviderRegister(ledger, time).Find(text) is not { } card) return named;
        return [.. all.Where(one => one.Channel.Provider == card.Id)];
    }

    /// <summary>
    /// Fixes what decides which item a piece is, or leaves it to Griot again (null), which then looks with the next document.
    /// Nothing is published anew: each item is known by all its keys.
    /// </summary>
    public Task FixIdentityAsync(string channel, IdentityPolicy? policy, CancellationToken cancellation) => ledger.FixIdentityAsync(
        new ChannelIdentity
        {
            Channel = channel,
            Policy = policy ?? ledger.Identity(channel)?.Policy ?? IdentityPolicy.Guid,
            IsFixed = policy is not null,
            Since = time.GetUtcNow(),
            Why = policy is null ? "The operator has left the choice to Griot." : $"The operator has chosen it: {Word.Of(policy.Value)}.",
            Doubts = policy is null ? IdentityChoice.Proof : 0,
        },
        cancellation);

    /// <summary>Sets the interval between polls; null: it adapts to the channel's habits.</summary>
    public Task SetIntervalAsync(string channel, TimeSpan? every, CancellationToken cancellation) => ledger.SetIntervalAsync(channel, every, cancellation);
}
