using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Enrichment.Labels;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot subjects</c>: the lines of the mapping that can't be read or speak of nobody, and the categories that it does not speak of.</summary>
internal static class Subjects
{
    internal static Command Command() => CommonOptions.Verb("subjects", $"Check {HouseLabels.FileName}, and list the delivered categories that count as no subject yet.", facts: true, (call, cancellation) => RunAsync(call, cancellation));

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var file = Path.Combine(call.Data, HouseLabels.FileName);
        if (new FileInfo(file) is { Exists: true, Length: > HouseLabels.LongestFile })
        {
            Messages.Say($"{file} is longer than {HouseLabels.LongestFile} bytes: the house reads none of it");
            return ExitCode.Wrong;
        }

        var map = File.Exists(file) ? CategoryMap.Over(await File.ReadAllTextAsync(file, cancellation)) : CategoryMap.Ours;
        await using var ledger = Stores.Ledger(call);
        var unmapped = await Task.Run(() => UnmappedCategory.Of(ledger, map, Tell, cancellation), cancellation);
        Messages.EndProgress();
        var strangers = Strangers(map, ledger.Cards());
        if (call.Json) Facts.Json(Describe(file, map, strangers, unmapped));
        else Print(map, strangers, unmapped);
        return map.Faults.Count == 0 ? ExitCode.Done : ExitCode.Wrong;
    }

    // They may be written before the provider is there, so they are told and are no fault.
    private static List<CategoryLine> Strangers(CategoryMap map, IReadOnlyList<ProviderCard> cards)
    {
        var known = cards.SelectMany(card => card.FormerSlugs.Prepend(card.Slug)).Append(CategoryLine.Any).ToHashSet(StringComparer.Ordinal);
        return [.. map.Lines.Where(line => !line.IsOurs && !known.Contains(line.Provider))];
    }

    private static JsonObject Describe(string file, CategoryMap map, IReadOnlyList<CategoryLine> strangers, IReadOnlyList<UnmappedCategory> unmapped) => new()
    {
        ["file"] = File.Exists(file) ? file : null,
        ["lines"] = map.Lines.Count(line => !line.IsOurs),
        ["faults"] = Facts.Array(map.Faults.Select(fault => new JsonObject { ["line"] = fault.Number, ["what"] = fault.What })),
        ["strangers"] = Facts.Array(strangers.Select(line => new JsonObject { ["line"] = line.Number, ["provider"] = line.Provider })),
        ["unmapped"] = Facts.Array(unmapped.Select(one => new JsonObject { ["provider"] = one.Provider, ["category"] = one.Category, ["count"] = one.Count })),
    };

    private static void Print(CategoryMap map, IReadOnlyList<CategoryLine> strangers, IReadOnlyList<UnmappedCategory> unmapped)
    {
        foreach (var fault in map.Faults) Facts.Line($"{HouseLabels.FileName}, line {fault.Number.ToString(CultureInfo.InvariantCulture)}: {fault.What}");
        foreach (var line in strangers) Facts.Line($"{HouseLabels.FileName}, line {line.Number.ToString(CultureInfo.InvariantCulture)}: no provider of this house is called “{line.Provider}” (griot providers lists them), so the line says nothing yet");
        if (unmapped.Count == 0) Messages.Say("every category that was delivered counts as something, or as nothing on purpose");
        Facts.Table([.. unmapped.Select(one => (string[])[one.Count.ToString(CultureInfo.InvariantCulture), one.Provider, one.Category])]);
    }

    private static void Tell(long done, long of) => Messages.Progress(string.Create(CultureInfo.InvariantCulture, $"subjects: {done}/{of} entries"));
}
