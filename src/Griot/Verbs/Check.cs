using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ledger.Checking;
using Griot.Record.Html;
using Griot.Serving;

namespace Griot.Verbs;

/// <summary><c>griot check</c>: everything in the store against everything else, one line a fault. It reads only.</summary>
internal static class Check
{
    // A script that reads the facts gets the count in any case; this many say what is the matter.
    private const int FaultsInJson = 10_000;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    internal static Command Command() => CommonOptions.Verb(
        "check", "Check the whole store: every entry, content, tile, signature and trigger, and the database itself.", facts: true, RunAsync,
        Where("log-key"), Where("checkpoint-copy"));

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var (faults, began, stage) = (new JsonArray(), TimeProvider.System.GetTimestamp(), new CheckProgress("the store", null));
        var check = new StoreCheck(Stores.Log(call), TimeProvider.System);
        CheckReport report;
        await using (TimeProvider.System.CreateTimer(_ => Messages.Progress(Said(stage, TimeProvider.System.GetElapsedTime(began))), null, Tick, Tick))
            report = await Task.Run(() => check.RunAsync(Tell, at => stage = at, cancellation), cancellation);
        Messages.EndProgress();
        foreach (var warning in report.Warnings) Messages.Say(warning);
        if (report.Frozen is { } freeze) Messages.Say(freeze.ToString());
        if (call.Json) Facts.Json(Describe(report, faults, TimeProvider.System.GetElapsedTime(began)));
        else if (report.Faults == 0) Facts.Line(Whole(report, TimeProvider.System.GetElapsedTime(began)));
        else Messages.Say(string.Create(CultureInfo.InvariantCulture, $"{report.Faults} {(report.Faults == 1 ? "fault" : "faults")}"));
        return report.Frozen is not null ? ExitCode.StoreUnavailable : report.Faults > 0 ? ExitCode.Wrong : ExitCode.Done;

        // What stands in a store that was altered may hold anything, escape sequences for a terminal too.
        void Tell(Fault fault)
        {
            Messages.EndProgress();
            if (!call.Json) Facts.Line(DisplayText.Clean(fault.ToString()));
            else if (faults.Count < FaultsInJson) faults.Add(new JsonObject { ["place"] = fault.Place, ["entry"] = fault.Entry, ["fault"] = fault.Message });
        }
    }

    private static Option<string?> Where(string name)
    {
        var setting = Setting.All.Single(one => one.Name == name);
        return CommonOptions.Text(setting.Flag, setting.Description, "FILE");
    }

    private static string Said(CheckProgress at, TimeSpan elapsed) => at.Share is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"checking {at.Stage}: {share:0 %}, {elapsed.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"checking {at.Stage}: {elapsed.TotalSeconds:0} s");

    private static string Whole(CheckReport report, TimeSpan elapsed) => string.Create(CultureInfo.InvariantCulture,
        $"no fault: {report.Entries} entries, {report.Contents} contents ({report.Bytes / 1048576.0:0.0} MB; {report.Removed} removed by order), {report.Tiles} full tiles, {(report.Signed is { } signed ? $"checkpoint of {signed} entries" : "no checkpoint yet")}, schema, SQLite's own check; {elapsed.TotalSeconds:0.0} s");

    private static JsonObject Describe(CheckReport report, JsonArray faults, TimeSpan elapsed) => new()
    {
        ["entries"] = report.Entries,
        ["contents"] = report.Contents,
        ["bytes"] = report.Bytes,
        ["removed"] = report.Removed,
        ["tiles"] = report.Tiles,
        ["signed"] = report.Signed,
        ["frozen"] = report.Frozen?.ToString(),
        ["warnings"] = Facts.Strings(report.Warnings),
        ["faultCount"] = report.Faults,
        ["faults"] = faults,
        ["seconds"] = Math.Round(elapsed.TotalSeconds, 1),
    };
}
