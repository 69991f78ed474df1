using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ledger.Signing;
using Griot.Recovering;

namespace Griot.Verbs;

/// <summary><c>griot log recover</c>: the way out of a frozen store where somebody has kept what is missing.</summary>
internal static class LogRecover
{
    internal static Command Command()
    {
        var from = new Option<string[]>("--from")
        {
            Description = "Where the missing entries are: a newer copy of the data folder (their contents are taken too), a folder with the tiles of the log, or the address of a site that serves them. May be given more than once.",
            HelpName = "DIR|ADDRESS",
            Required = true,
        };
        return CommonOptions.Verb("recover", "Put back what a frozen store lacks of the published log.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            var recovery = new Recovery(ledger, Stores.Log(call));
            if (recovery.Missing is not { } missing)
            {
                Messages.Say(ledger.Freeze is { } freeze ? $"{freeze}: what stands here is not what was published; put a backup from before back, then recover (griot restore-backup)" : "the store is not frozen: nothing is missing");
                return ExitCode.Wrong;
            }

            var sources = new MissingEntries(call.Get(from)!, TimeProvider.System);
            var entries = await sources.FindAsync(missing.From, missing.End, cancellation);
            return Tell(call, recovery.Run(entries, sources.Copy));
        }), [from, .. LogKey.Flags()]);
    }

    private static int Tell(Invocation call, RecoveryOutcome outcome)
    {
        if (outcome is not RecoveryOutcome.Done done)
        {
            Messages.Say(((RecoveryOutcome.Refused)outcome).Reason);
            return ExitCode.StoreUnavailable;
        }

        if (call.Json) Facts.Json(new JsonObject { ["entries"] = done.Entries, ["contents"] = done.Contents, ["bare"] = new JsonArray([.. done.Bare.Select(entry => (JsonNode)entry)]) });
        else Facts.Line($"{done.Entries} entries are back, {done.Contents} of them with all that they commit to. The log goes on.");
        if (done.Bare.Count > 0) Messages.Say($"What {done.Bare.Count} of them sealed was found nowhere (griot check names them): readers see that it is no longer kept. Its providers can deliver it again.");
        Messages.Say("A server that is running on this folder has to be started anew.");
        return ExitCode.Done;
    }
}
