using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Channels.Archive;
using Griot.Ingest.Providers;
using Griot.Ledger;

namespace Griot.Verbs;

/// <summary><c>griot import</c>: what a provider published before it delivered to this house.</summary>
internal static class ImportVerb
{
    internal static Command Command()
    {
        var what = new Argument<string>("PATH") { Description = "A folder of files in any format that is read, an export of WordPress (WXR), a web archive (WARC, also gzipped), a zip, or a single file." };
        var whose = new Option<string>("--provider") { Description = "Whose it is: id, slug, or name.", HelpName = "PROVIDER", Required = true };
        return CommonOptions.Verb("import", "Import a provider's archive, on the operator's word. Begun again, it takes nothing twice.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            if (ledger.Freeze is { } freeze) throw new LedgerFrozenException(freeze);
            if (new ProviderRegister(ledger, TimeProvider.System).Find(call.Get(whose)!) is not { } card) return Providers.Unknown(call.Get(whose)!);
            switch (await new ArchiveImport(ledger, TimeProvider.System).RunAsync(call.Get(what), card.Id, report => Messages.Progress(Line(report)), cancellation))
            {
                case ImportOutcome.Imported done:
                    Messages.EndProgress();
                    Tell(call, done);
                    return done.Report is { Refused: 0, Quarantined: 0 } ? ExitCode.Done : ExitCode.Wrong;
                case ImportOutcome.Refused refused:
                    Messages.Say(refused.Reason);
                    return ExitCode.Wrong;
                default:
                    throw new InvalidOperationException("An unknown outcome of an import.");
            }
        }), what, whose);
    }

    private static string Line(ImportReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"importing: {(report.Bytes == 0 ? 100 : report.Done * 100 / report.Bytes)} %, {report.Taken + report.Updated:N0} taken, {report.Known:N0} known, {report.Passed:N0} passed over, {report.Quarantined + report.Refused:N0} set aside");

    private static void Tell(Invocation call, ImportOutcome.Imported done)
    {
        var report = done.Report;
        var facts = new JsonObject
        {
            ["channel"] = done.Channel,
            ["taken"] = report.Taken,
            ["updated"] = report.Updated,
            ["known"] = report.Known,
            ["passed"] = report.Passed,
            ["quarantined"] = report.Quarantined,
            ["refused"] = report.Refused,
        };
        if (call.Json)
        {
            facts["reasons"] = new JsonObject(report.Reasons.OrderBy(reason => reason.Key, StringComparer.Ordinal).Select(reason => KeyValuePair.Create(reason.Key, (JsonNode?)reason.Value)));
            facts["examples"] = Facts.Strings(report.Examples);
            Facts.Json(facts);
            return;
        }

        foreach (var (name, value) in facts) Facts.Line($"{name,-12} {value}");
        foreach (var (code, times) in report.Reasons.OrderByDescending(reason => reason.Value)) Facts.Line($"{times,12} × {code}");
        if (report.Reasons.GetValueOrDefault("html-page") is > 0 and var pages)
            Messages.Say($"{pages} web pages were set aside and not read: which words of a page are the article, nothing in it says for sure. An export of WordPress (WXR) or a feed brings the same pieces.");
        foreach (var example in report.Examples) Messages.Say(Record.Html.DisplayText.Clean(example));
    }
}
