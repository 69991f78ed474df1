using System.CommandLine;
using Griot.CommandLine;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot channel set</c>: how a channel's items are told apart, and how often it is asked.</summary>
internal static class ChannelSet
{
    private const string Auto = "auto";

    internal static Command Command()
    {
        var which = ChannelShow.Which;
        var identity = WordOption.Among("--identity", "What decides which item a piece is (with auto, Griot chooses; nothing is published anew):", "POLICY", [.. Enum.GetValues<IdentityPolicy>().Select(Word.Of), Auto]);
        var every = CommonOptions.Text("--every", "A fixed interval between polls, such as 30m; the channel finds its own with auto.", "SPAN");
        every.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text != Auto && Spans.Parse(text) is null) result.AddError($"“{text}” is neither a span of time such as 30s, 5m or 24h, nor auto");
        });
        var verb = CommonOptions.Verb("set", "Change how a channel's items are told apart, or how often it is asked.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            if (ChannelShow.Find(ledger, call.Get(which)) is not var (channel, _)) return ExitCode.Wrong;
            if (channel.Kind == ChannelKind.House) return Refuse("the house gives its pieces their ids, and is not polled");
            var desk = new ChannelDesk(ledger, TimeProvider.System);
            if (call.Get(identity) is { } policy) await desk.FixIdentityAsync(channel.Id, Word.Parse<IdentityPolicy>(policy), cancellation);
            if (call.Get(every) is { } span) await desk.SetIntervalAsync(channel.Id, Spans.Parse(span), cancellation);
            Tell(call, ledger, channel.Id);
            return ExitCode.Done;
        }), which, identity, every);
        verb.Validators.Add(result =>
        {
            if (result.GetResult(identity) is null && result.GetResult(every) is null) result.AddError("say what is to be set: --identity or --every");
        });
        return verb;
    }

    private static void Tell(Invocation call, LedgerStore ledger, string id)
    {
        if (ChannelShow.Find(ledger, id) is not var (channel, state)) return;
        var facts = ChannelShow.Describe(ledger, channel, state);
        if (call.Json) Facts.Json(facts);
        else Facts.Line($"{id}  items by {facts["identity"]!["policy"]} ({facts["identity"]!["chosenBy"]}), {(channel.Every is { } every ? $"every {every.TotalSeconds} s" : "at an interval of its own")}");
    }

    private static int Refuse(string reason)
    {
        Messages.Say(reason);
        return ExitCode.Wrong;
    }
}
