using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ledger.Signing;

namespace Griot.Verbs;

/// <summary><c>griot log succeed --lost</c>: the way out of a frozen store where what is missing can't be had again.</summary>
internal static class LogSucceed
{
    internal static Command Command()
    {
        var lost = new Option<bool>("--lost") { Description = "Say it: the missing entries are lost, and the log that had them ends here." };
        return CommonOptions.Verb("succeed", "Begin another log, under another name and key, where entries of the old one are lost.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            if (ledger.Freeze is not { } freeze)
            {
                Messages.Say("the store is not frozen: its log goes on");
                return ExitCode.Wrong;
            }

            if (!call.Get(lost))
            {
                Messages.Say($"{freeze}\nIf what is missing can't be had again (griot log recover, a newer backup), say so with --lost. Everybody will see it: the new log's first entry names the old one and what is lost of it.");
                return ExitCode.StoreUnavailable;
            }

            var notice = (await new Succession(ledger, Stores.Log(call)).BeginAsync(cancellation))!;
            if (call.Json) Facts.Json(new JsonObject { ["origin"] = notice.Origin, ["key"] = notice.Key, ["succeeds"] = notice.Succeeds, ["lost"] = notice.Lost, ["differsAt"] = notice.DiffersAt });
            else Facts.Line($"{notice.Origin} succeeds {notice.Succeeds}, of which {notice.Lost} entries are lost.\nIts key: {notice.Key}");
            Messages.Say("If anything was removed by order after this backup was made, its removal is among what is lost, and it is shown again: remove it again (griot remove).");
            return ExitCode.Done;
        }), [lost, .. LogKey.Flags()]);
    }
}
