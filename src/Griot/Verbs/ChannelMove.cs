using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Net;

namespace Griot.Verbs;

/// <summary><c>griot channel move</c>: takes the address that a server proposes, or one that is typed.</summary>
internal static class ChannelMove
{
    internal static Command Command()
    {
        var which = ChannelShow.Which;
        var to = CommonOptions.Text("--to", "The new address; without it, the one that the server proposes.", "ADDRESS");
        return CommonOptions.Verb("move", "Fetch a channel elsewhere from now on; its pieces stay the same pieces.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            if (ChannelShow.Find(ledger, call.Get(which)) is not var (channel, state)) return ExitCode.Wrong;
            Warn(ledger, channel, state, call.Get(to));
            switch (await new ChannelMoves(ledger, TimeProvider.System).MoveAsync(channel.Id, call.Get(to), cancellation))
            {
                case MoveOutcome.Moved moved:
                    if (moved.LeftBehind) Messages.Say("note: name and password of the old address were not taken along to another server; --to gives them where they hold there too");
                    if (call.Json) Facts.Json(new JsonObject { ["channel"] = channel.Id, ["address"] = moved.Address });
                    else Facts.Line($"{channel.Id}  {moved.Address}");
                    return ExitCode.Done;
                case MoveOutcome.Refused refused:
                    Messages.Say(refused.Reason);
                    return ExitCode.Wrong;
                default:
                    throw new InvalidOperationException("An unknown outcome of a move.");
            }
        }), which, to);
    }

    private static void Warn(LedgerStore ledger, ChannelRegistration channel, ChannelState? state, string? to)
    {
        var proposed = ChannelMoves.Proposed(channel, state);
        if (to is null && proposed is { Elsewhere: true }) Messages.Say($"note: {ShownAddress.Of(proposed.To)} lies in another domain than before; is it the provider's own?");
        Providers.WarnOf(ledger, to ?? proposed?.To, except: channel.Id);
    }
}
