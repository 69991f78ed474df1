using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Providers;

namespace Griot.Verbs;

/// <summary><c>griot provider import|export</c>: the register as CSV.</summary>
internal static class ProviderTable
{
    internal static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "CSV with a header line: name,kind,capacity,country,language,home,contact,terms,feed,about." };
        return CommonOptions.Verb("import", "Register the providers of a CSV table; reports line by line, and can be run again.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            using var table = call.Get(file).OpenText();
            var report = new ProviderCsv(ledger, new ProviderRegister(ledger, TimeProvider.System)).ImportAsync(table, cancellation);
            var refused = 0;
            await foreach (var line in report)
            {
                refused += line.Result == "refused" ? 1 : 0;
                if (call.Json) Facts.Json(new JsonObject { ["line"] = line.Line, ["result"] = line.Result, ["name"] = line.Name, ["detail"] = line.Detail });
                else Facts.Line($"line {line.Line}: {line.Result}  {line.Name}  {line.Detail}");
            }

            return refused > 0 ? ExitCode.Wrong : ExitCode.Done;
        }), file);
    }

    internal static Command Export()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "Where to write; standard output without it.", Arity = ArgumentArity.ZeroOrOne };
        return CommonOptions.Verb("export", "Write the register as CSV. It holds the feeds' addresses, which may hold passwords: keep it like one.", facts: false, (call, _) => Stores.WithLedgerAsync(call, async ledger =>
        {
            var target = call.Parsed.GetValue(file);
            await using var table = target is null ? Console.Out : new StreamWriter(target.FullName);
            new ProviderCsv(ledger, new ProviderRegister(ledger, TimeProvider.System)).Export(table);
            return ExitCode.Done;
        }), file);
    }
}
