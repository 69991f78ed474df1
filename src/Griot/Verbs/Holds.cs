using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Operator;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot hold</c> and <c>griot restore</c>: not publishing, and its end; both in the log, for all to see.</summary>
internal static class Holds
{
    private static Argument<string> Item => new("ITEM") { Description = "The item's id, or the address of its page." };

    internal static Command HoldCommand()
    {
        var item = Item;
        var reason = WordOption.One<HoldReason>("--reason", "The class of reason that the public is told:");
        reason.Required = true;
        var text = CommonOptions.Text("--text", "More for the public, in your own words.");
        return CommonOptions.Verb("hold", "Stop publishing an item; its tombstone and the log say so.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
            Tell(call, call.Get(item), "held", await new Holding(ledger).HoldAsync(ItemId(call.Get(item)), call.Get(reason)!.Value, call.Get(text), cancellation))), item, reason, text);
    }

    internal static Command RestoreCommand()
    {
        var item = Item;
        return CommonOptions.Verb("restore", "End a hold.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
            Tell(call, call.Get(item), "restored", await new Holding(ledger).RestoreAsync(ItemId(call.Get(item)), cancellation))), item);
    }

    /// <summary>The item's id in what a person typed: the id itself, or an address that holds it.</summary>
    internal static string ItemId(string typed) => typed.Split('/', '?', '#').LastOrDefault(OpaqueId.IsWellFormed) ?? typed;

    private static int Tell(Invocation call, string item, string done, HoldOutcome outcome)
    {
        if (outcome != HoldOutcome.Done)
        {
            Messages.Say(outcome switch
            {
                HoldOutcome.HeldAlready => "it is held already",
                HoldOutcome.NotHeld => "it is not held",
                HoldOutcome.Removed => "it was removed by order",
                _ => $"there is no item “{item}”",
            });
            return ExitCode.Wrong;
        }

        if (call.Json) Facts.Json(new JsonObject { ["item"] = ItemId(item), ["state"] = done });
        else Facts.Line($"{done}: {ItemId(item)}");
        return ExitCode.Done;
    }
}
