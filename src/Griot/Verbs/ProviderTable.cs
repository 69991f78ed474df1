using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot provider import|export</c>: the register as a table (CSV) or a list of subscriptions (OPML).</summary>
internal static class ProviderTable
{
    internal static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "OPML, or CSV with a header line: name,kind,capacity,country,language,home,contact,terms,feed,about; also ai,resale,territory,attribution,terms-from,terms-until,canonical." };
        var kind = ProviderOptions.Kind("What they are, where the file doesn't say (in OPML: press):");
        var capacity = WordOption.Many<Capacity>("--capacity", "In which capacity they speak, as they declare themselves, where the file doesn't say:");
        var country = CommonOptions.Text("--country", "ISO 3166, such as ML, where the file doesn't say.", "CC");
        var language = new Option<string[]>("--language") { Description = "BCP 47, such as fr, where the file doesn't say. May be repeated.", HelpName = "TAG" };
        var terms = WordOption.One<Terms>("--terms", "How much of their texts may be shown, where the file doesn't say (else full):");
        return CommonOptions.Verb("import", "Register the providers of an OPML or CSV file; reports line by line, and can be run again. Fetches nothing.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, ledger => ImportAsync(call, ledger, call.Get(file), new ImportDefaults
        {
            Kind = call.Get(kind),
            Capacities = call.Has(capacity) ? call.Get(capacity) : null,
            Country = call.Get(country),
            Languages = call.Has(language) ? ProviderOptions.Tags(call.Get(language)!) : null,
            Terms = call.Get(terms),
        }, cancellation)), file, kind, capacity, country, language, terms);
    }

    internal static Command Export()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "Where to write; standard output without it.", Arity = ArgumentArity.ZeroOrOne };
        var opml = new Option<bool>("--opml") { Description = "Write OPML 2.0, which programs that read feeds understand." };
        return CommonOptions.Verb("export", "Write the register as CSV or OPML. It holds the feeds' addresses, which may hold passwords: keep it like one.", facts: false, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            var target = call.Parsed.GetValue(file);
            await using var written = target is null ? Console.OpenStandardOutput() : target.Create();
            if (call.Get(opml)) await written.WriteAsync(new ProviderOpml(ledger).Export(Serving.Settings.Load(call.Data, _ => null).Name), cancellation);
            else await TableAsync(ledger, written);
            return ExitCode.Done;
        }), file, opml);
    }

    private static async Task<int> ImportAsync(Invocation call, LedgerStore ledger, FileInfo file, ImportDefaults defaults, CancellationToken cancellation)
    {
        if (file.Length > ProviderImport.Largest)
        {
            Messages.Say($"{file.Name} is larger than {ProviderImport.Largest / 1024 / 1024} MB: it is no list of providers, or has to be parted");
            return ExitCode.Wrong;
        }

        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellation);
        var facts = new JsonArray();
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        var import = new ProviderImport(ledger, new ProviderRegister(ledger, TimeProvider.System));
        await foreach (var line in import.ImportAsync(bytes, defaults, (done, of) => Messages.Progress("providers", done, of), cancellation))
        {
            sums[line.Result] = sums.GetValueOrDefault(line.Result) + 1;
            if (line.Note is not null) sums["noted"] = sums.GetValueOrDefault("noted") + 1;
            if (call.Json) facts.Add(Describe(line));
            else Facts.Line(Record.Html.DisplayText.Clean($"line {line.Line}: {line.Result}  {line.Name}  {line.Detail}{(line.Note is null ? "" : $"  ({line.Note})")}"));
        }

        if (call.Json) Facts.Json(facts);
        var noted = sums.TryGetValue("noted", out var notes) ? $"; {notes} with a note to look at" : "";
        if (sums.Count == 0) Messages.Say("the file names no provider");
        Messages.Say($"{sums.GetValueOrDefault("added")} added, {sums.GetValueOrDefault("exists")} were there, {sums.GetValueOrDefault("refused")} refused{noted}");
        return sums.ContainsKey("refused") ? ExitCode.Wrong : ExitCode.Done;
    }

    private static JsonObject Describe(ImportLine line) => new()
    {
        ["line"] = line.Line,
        ["result"] = line.Result,
        ["name"] = line.Name,
        ["detail"] = line.Detail,
        ["note"] = line.Note,
    };

    private static async Task TableAsync(LedgerStore ledger, Stream written)
    {
        await using var table = new StreamWriter(written, leaveOpen: true);
        new ProviderCsv(ledger).Export(table);
    }
}
