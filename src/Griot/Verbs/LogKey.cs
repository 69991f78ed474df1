using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ledger.Signing;
using Griot.Serving;

namespace Griot.Verbs;

/// <summary><c>griot log key</c>: the key that signs the log.</summary>
internal static class LogKey
{
    internal static Command Command() => CommonOptions.Group("key", "The key that signs the log.", New(), Show(), Rotate());

    /// <summary>The settings of the log, as flags of the verbs that are about it.</summary>
    internal static Option<string?>[] Flags() =>
        [.. Setting.All.Where(setting => setting.Name is "origin" or "log-key" or "checkpoint-copy").Select(setting => CommonOptions.Text(setting.Flag, setting.Description, "VALUE"))];

    private static Command New() => CommonOptions.Verb("new", "Make name and key of the log before its first entry does, and print the vkey.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        Tell(call, await new KeyRotation(ledger, Stores.Log(call), TimeProvider.System).MakeAsync(cancellation))), Flags());

    private static Command Show() => CommonOptions.Verb("show", "Print the vkey: what others check the log with.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        Task.FromResult(Tell(call, new LogReader(ledger, Stores.Log(call)).Key is { } key ? new KeyOutcome.Done(key) : new KeyOutcome.Refused("the log has no key yet: its first entry makes one, or griot log key new")))), Flags());

    private static Command Rotate() => CommonOptions.Verb("rotate", "Put a new key in place; the old one signs beside it for at least 90 days.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        Tell(call, await new KeyRotation(ledger, Stores.Log(call), TimeProvider.System).RotateAsync(cancellation))), Flags());

    private static int Tell(Invocation call, KeyOutcome outcome)
    {
        if (outcome is not KeyOutcome.Done done)
        {
            Messages.Say(((KeyOutcome.Refused)outcome).Reason);
            return ExitCode.Wrong;
        }

        if (call.Json) Facts.Json(new JsonObject { ["key"] = done.Key });
        else Facts.Line(done.Key);
        return ExitCode.Done;
    }
}
