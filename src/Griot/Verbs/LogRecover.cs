using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Exporting;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Record;
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
        return CommonOptions.Verb("recover", "Put back what a frozen store lacks of the published log, and what its entries lack of their contents.", facts: true, (call, cancellation) =>
            Stores.WithLedgerAsync(call, ledger => RunAsync(call, ledger, call.Get(from)!, cancellation)), [from, .. LogKey.Flags()]);
    }

    private static async Task<int> RunAsync(Invocation call, LedgerStore ledger, string[] from, CancellationToken cancellation)
    {
        if (from.FirstOrDefault(File.Exists) is { } file)
        {
            Messages.Say($"{file} is a file: restore a backup into a folder of its own first (griot restore-backup {file} --data DIR), then give that folder");
            return ExitCode.Wrong;
        }

        var recovery = new Recovery(ledger, Stores.Log(call));
        var sources = new MissingEntries(from, TimeProvider.System);
        if (recovery.Missing is null && ledger.Freeze is { } freeze) return Refuse($"{freeze}: what stands here is not what was published; put a backup from before back, then recover (griot restore-backup)", ExitCode.Wrong);
        var outcome = recovery.Missing is { } missing
            ? recovery.Run(await sources.FindAsync(missing.From, missing.End, cancellation), sources.Copies.FirstOrDefault())
            : new RecoveryOutcome.Done(0, 0);
        return outcome is RecoveryOutcome.Done done ? await FinishAsync(call, ledger, recovery, sources, done) : Refuse(((RecoveryOutcome.Refused)outcome).Reason, ExitCode.StoreUnavailable);
    }

    // What was removed goes first; then contents are looked for, of whatever lacks some.
    private static async Task<int> FinishAsync(Invocation call, LedgerStore ledger, Recovery recovery, MissingEntries sources, RecoveryOutcome.Done done)
    {
        var obeyed = await DueRemovals.ObeyAsync(ledger, call.Data, CancellationToken.None);
        var lost = recovery.Bare().Count;
        // Before, for a run that is killed while it fills; and behind it, for an export that has begun meanwhile.
        if (done.Entries > 0 || lost > 0) CopyReads.Forget(call.Data);
        var filled = lost == 0 ? 0 : sources.Copies.Sum(recovery.Fill);
        if (filled > 0) CopyReads.Forget(call.Data);
        // Of what could not be obeyed before, a copy may have brought the content.
        if (filled > 0) obeyed = [.. obeyed, .. await DueRemovals.ObeyAsync(ledger, call.Data, CancellationToken.None)];
        return lost == 0 && done.Entries == 0 ? Refuse("the store is not frozen: nothing is missing", ExitCode.Wrong) : Tell(call, ledger, new Recovered(done.Entries, done.Contents + filled, filled, recovery.Bare(), obeyed));
    }

    private static int Tell(Invocation call, LedgerStore ledger, Recovered done)
    {
        if (call.Json) Facts.Json(new JsonObject { ["entries"] = done.Entries, ["contents"] = done.Contents, ["bare"] = Numbers(done.Bare), ["removals"] = Numbers(done.Obeyed.Select(one => one.Entry)) });
        else
        {
            if (done.Entries > 0) Facts.Line($"{done.Entries} entries are back. The log goes on.");
            Facts.Line($"{done.Contents} entries have got back all that they commit to.");
        }

        if (done.Bare.Count > 0) Messages.Say($"What {done.Bare.Count} {(done.Bare.Count == 1 ? "entry" : "entries")} sealed was found nowhere (griot check names them): readers are told that it is lost, and that the entry stands. Its providers can deliver it again; a newer backup gives it back: griot log recover --from DIR.");
        foreach (var provider in Nameless(ledger, done.Bare)) Messages.Say($"the card of provider {provider} is among them: until it is found, none of its pieces has a page");
        if (done.Filled > 0) Messages.Say("A server that is running on this folder has to be started anew to show what was filled in.");
        return ExitCode.Done;
    }

    private static IEnumerable<string> Nameless(LedgerStore ledger, IReadOnlyList<long> bare) =>
        bare.Select(index => ledger.At(index)!.Entry).Where(entry => entry.Kind == EntryKind.Provider).Select(entry => entry.Provider).OfType<string>().Distinct().Where(provider => ledger.Card(provider) is null);

    private static JsonArray Numbers(IEnumerable<long> entries) => Facts.Array(entries.Select(entry => (JsonNode?)JsonValue.Create(entry)));

    private static int Refuse(string reason, int exitCode)
    {
        Messages.Say(reason);
        return exitCode;
    }

    /// <summary>What came of it: <see cref="Filled"/> are entries that stood here already, and had lost their contents.</summary>
    private sealed record Recovered(long Entries, long Contents, long Filled, IReadOnlyList<long> Bare, IReadOnlyList<RemovalAnswer.Done> Obeyed);
}
