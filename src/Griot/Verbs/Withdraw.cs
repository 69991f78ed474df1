using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Channels.Form;
using Griot.Newsroom;

namespace Griot.Verbs;

/// <summary><c>griot withdraw</c>: for the house's own pieces only; everybody else withdraws through its own channel.</summary>
internal static class Withdraw
{
    internal static Command Command()
    {
        var item = new Argument<string>("ITEM") { Description = "The item's id, or the address of its page." };
        var reason = new Option<string>("--reason") { Description = "Why, for the readers.", Required = true, HelpName = "TEXT" };
        var keep = new Option<bool>("--keep-text") { Description = "Let the old text stay readable behind the tombstone." };
        return CommonOptions.Verb("withdraw", "Withdraw a piece of the house.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            var pieces = new HousePieces(new FormDoor(ledger, TimeProvider.System), ledger);
            var id = Holds.ItemId(call.Get(item));
            var outcome = await pieces.WithdrawAsync(id, call.Get(reason)!, call.Get(keep), cancellation);
            if (outcome is FormOutcome.Refused or FormOutcome.Quarantined)
            {
                Messages.Say(outcome is FormOutcome.Quarantined aside ? $"not withdrawn: {aside.Reason}" : ((FormOutcome.Refused)outcome).Reason);
                return ExitCode.Wrong;
            }

            if (outcome is FormOutcome.Unchanged) Messages.Say("it was withdrawn already");
            if (call.Json) Facts.Json(new JsonObject { ["item"] = id, ["state"] = "withdrawn" });
            else Facts.Line($"withdrawn: {id}");
            return ExitCode.Done;
        }), item, reason, keep);
    }
}
