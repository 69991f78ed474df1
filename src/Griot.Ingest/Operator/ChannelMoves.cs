using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Providers;
using Griot.Ledger;

namespace Griot.Ingest.Operator;

/// <summary>A move that a channel's server proposes.</summary>
/// <param name="To">The address as the server gave it; it may hold a secret.</param>
/// <param name="Since">When it was proposed first.</param>
/// <param name="Elsewhere">True where it lies in another domain, which may be another owner's (N07).</param>
public sealed record ProposedMove(string To, DateTimeOffset Since, bool Elsewhere);

/// <summary>What came of a move.</summary>
public abstract record MoveOutcome
{
    private MoveOutcome() { }

    /// <param name="Address">The new address, whole.</param>
    /// <param name="LeftBehind">True where the old address held a name and password that were not taken along to another server.</param>
    public sealed record Moved(string Address, bool LeftBehind) : MoveOutcome;

    public sealed record Refused(string Reason) : MoveOutcome;
}

/// <summary>The operator's decision on where a channel is fetched: no server takes it.</summary>
public sealed class ChannelMoves(LedgerStore ledger, TimeProvider time)
{
    /// <summary>The move that stands proposed for a channel; null where none does.</summary>
    public static ProposedMove? Proposed(ChannelRegistration channel, ChannelState? state) =>
        state?.Moved is { } moved ? new ProposedMove(moved.Address, moved.Since, Moves.IsElsewhere(channel.Address, moved.Address)) : null;

    /// <summary>Moves a channel to a given address, or to the proposed one.</summary>
    public async Task<MoveOutcome> MoveAsync(string channel, string? to, CancellationToken cancellation)
    {
        var (registration, state) = ledger.Channels().FirstOrDefault(known => known.Channel.Id == channel);
        if (registration is null) return new MoveOutcome.Refused("there is no such channel");
        if ((to ?? Proposed(registration, state)?.To) is not { } address) return new MoveOutcome.Refused("its server proposes no other address; --to gives one");
        var carried = to is null ? WithCredentials(registration.Address, address) : address;
        return await new ProviderRegister(ledger, time).MoveFeedAsync(channel, carried, cancellation) is RegisterOutcome.Refused refused
            ? new MoveOutcome.Refused(refused.Reason)
            : new MoveOutcome.Moved(carried, to is null && carried == address && UserInfo(registration.Address).Length > 0);
    }

    // A redirect names no password. It goes along to the same host, never from https to http, and to no other.
    private static string WithCredentials(string? registered, string proposed)
    {
        if (UserInfo(registered) is not { Length: > 0 } credentials) return proposed;
        var (old, next) = (new Uri(registered!), new Uri(proposed));
        var isSafe = old.IdnHost == next.IdnHost && (next.Scheme == Uri.UriSchemeHttps || (old.Scheme == next.Scheme && old.Port == next.Port));
        return isSafe ? next.Scheme + "://" + credentials + "@" + proposed[(next.Scheme.Length + 3)..] : proposed;
    }

    private static string UserInfo(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.UserInfo : "";
}
