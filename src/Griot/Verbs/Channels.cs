using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot channel ...</c>: how deliveries arrive.</summary>
internal static class Channels
{
    internal static Command Command() => CommonOptions.Group("channel", "The channels of providers.",
        Add(),
        ChannelTest.Command(),
        ChannelShow.Command(),
        ChannelSet.Command(),
        ChannelMove.Command());

    private static Command Add()
    {
        var which = new Argument<string>("PROVIDER") { Description = "Id, slug, or name." };
        var feed = new Option<string>("--feed") { Description = "Address of the feed. Nothing is fetched now.", Required = true, HelpName = "ADDRESS" };
        var every = Spans.Option("--every", "A fixed interval between polls, such as 30m; without it, the channel finds its own.");
        return CommonOptions.Verb("add", "Add a feed to a provider; the new card is sealed.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            var register = new ProviderRegister(ledger, TimeProvider.System);
            if (register.Find(call.Get(which)) is not { } card) return Providers.Unknown(call.Get(which));
            Providers.WarnOfSharedFeed(ledger, call.Get(feed));
            switch (await register.AddFeedAsync(card.Id, call.Get(feed)!, call.Get(every), cancellation))
            {
                case RegisterOutcome.Registered registered:
                    Tell(call, registered.Card.Channels[^1], call.Get(feed)!);
                    return ExitCode.Done;
                case RegisterOutcome.Refused refused:
                    Messages.Say(refused.Reason);
                    return ExitCode.Wrong;
                default:
                    throw new InvalidOperationException("An unknown outcome of a registration.");
            }
        }), which, feed, every);
    }

    private static void Tell(Invocation call, CardChannel channel, string address)
    {
        if (call.Json) Facts.Json(new JsonObject { ["channel"] = channel.Id, ["kind"] = Word.Of(channel.Kind), ["address"] = address, ["key"] = null });
        else Facts.Line($"{channel.Id}  {Word.Of(channel.Kind)}  {address}");
    }
}
