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
        var which = new Argument<string>("CHANNEL") { Description = "The channel's id; griot status --json and griot provider show name it." };
        var to = CommonOptions.Text("--to", "The new address; without it, the one that the server proposes.", "ADDRESS");
        return CommonOptions.Verb("move", "Fetch a channel elsewhere from now on; its pieces stay the same pieces.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            Warn(ledger, call.Get(which), call.Get(to));
            switch (await new ChannelMoves(ledger, TimeProvider.System).MoveAsync(call.Get(which), call.Get(to), cancellation))
            {
                case MoveOutcome.Moved moved:
                    if (moved.LeftBehind) Messages.Say("note: name and password of the old address were not taken along to another server; --to gives them where they hold there too");
                    if (call.Json) Facts.Json(new JsonObject { ["channel"] = call.Get(which), ["address"] = moved.Address });
                    else Facts.Line($"{call.Get(which)}  {moved.Address}");
                    return ExitCode.Done;
                case MoveOutcome.Refused refused:
                    Messages.Say(refused.Reason);
                    return ExitCode.Wrong;
                default:
                    throw new InvalidOperationException("An unknown outcome of a move.");
            }
        }), which, to);
    }

    private static void Warn(LedgerStore ledger, string which, string? to)
    {
        var (channel, state) = ledger.Channels().FirstOrDefault(known => known.Channel.Id == which);
        if (channel is null) return;
        var proposed = ChannelMoves.Proposed(channel, state);
        if (to is null && proposed is { Elsewhere: true }) Messages.Say($"note: {ShownAddress.Of(proposed.To)} lies in another domain than before; is it the provider's own?");
        Providers.WarnOfSharedFeed(ledger, to ?? proposed?.To, except: which);
    }
}
