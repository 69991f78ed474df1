using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Enrichment.Search;

namespace Griot.Verbs;

/// <summary><c>griot rebuild</c>: makes anew what is derived from the ledger, beside what is there.</summary>
internal static class Rebuild
{
    private const string Search = "search";

    internal static Command Command()
    {
        var what = new Argument<string?>("WHAT") { Description = "Only the index of the search: search.", Arity = ArgumentArity.ZeroOrOne };
        return CommonOptions.Verb("rebuild", "Make anew what is derived from the ledger: the index of the search. A server may run meanwhile.", facts: true, (call, cancellation) =>
        {
            if (call.Parsed.GetValue(what) is not { } named || named == Search) return RunAsync(call, cancellation);
            Messages.Say($"“{named}” is nothing that can be made anew: {Search} is");
            return Task.FromResult(ExitCode.BadUsage);
        }, what);
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        await using var ledger = Stores.Ledger(call);
        using var log = LoggerFactory.Create(Serving.Logs.Configure);
        var began = TimeProvider.System.GetTimestamp();
        var isDone = await Task.Run(() => SearchRebuild.Run(ledger, call.Data, Tell, log, cancellation), cancellation);
        Messages.EndProgress();
        if (!isDone)
        {
            Messages.Say("another process is making the index anew at this moment");
            return ExitCode.StoreUnavailable;
        }

        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        if (call.Json) Facts.Json(new JsonObject { ["rebuilt"] = Facts.Strings([Search]), ["entries"] = ledger.Size, ["seconds"] = Math.Round(seconds, 1) });
        else Facts.Line(string.Create(CultureInfo.InvariantCulture, $"search made anew: {ledger.Size} entries read in {seconds:0.0} s"));
        return ExitCode.Done;
    }

    private static void Tell(long done, long of) => Messages.Progress(string.Create(CultureInfo.InvariantCulture, $"search: {done}/{of} entries"));
}
