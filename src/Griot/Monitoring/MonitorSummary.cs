using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;

namespace Griot.Monitoring;

/// <summary>A run in words, for an operator who reads many of them, and as facts.</summary>
internal static class MonitorSummary
{
    private const int ShownWaiting = 20, MostWaiting = 10_000;

    /// <summary>The lines of it.</summary>
    internal static IEnumerable<string> Lines(MonitorReport report, DateTimeOffset now)
    {
        if (report.Unreached is { } why) yield return $"the site could not be asked to the end: {why}. What was read is saved; the next run goes on from there.";
        if (report is { Run: { } run, Head: { } head })
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{head.Origin}: {head.Size} entries, {run.Rules.Next - run.Began} of them new; key {run.State.KeyFrom}{(run.State.Keys.Count > 1 ? $", changed {run.State.Keys.Count - 1} times since, as the log says" : "")}");
            yield return string.Create(CultureInfo.InvariantCulture, $"checked: root and rules R1 to R7 and R10 over entries {run.Began} to {run.Rules.Next}{Looked(run)}");
            foreach (var gap in Gaps(run)) yield return gap;
            foreach (var line in Waiting(run, now)) yield return line;
            if (run.ToldEarlier > 0) yield return string.Create(CultureInfo.InvariantCulture, $"earlier runs told {run.ToldEarlier} violations that the log holds for ever; the first: {run.State.FirstTold.FirstOrDefault()}");
            if (run.File.EvidenceFolder is { } folder) yield return $"evidence of a contradiction lies in {folder}";
        }

        yield return report.Violations > 0 ? string.Create(CultureInfo.InvariantCulture, $"{report.Violations} {(report.Violations == 1 ? "violation" : "violations")}{Flags(report)}")
            : report.Unreached is null ? $"no violation{Flags(report)}" : "no violation so far";
    }

    internal static JsonObject Describe(MonitorReport report, DateTimeOffset now) => new()
    {
        ["summary"] = new JsonObject
        {
            ["origin"] = report.Head?.Origin,
            ["size"] = report.Head?.Size,
            ["read"] = report.Run?.Rules.Next,
            ["new"] = report.Run is { } run ? run.Rules.Next - run.Began : null,
            ["key"] = report.Run?.State.Keys[^1],
            ["keyFrom"] = report.Run?.State.KeyFrom,
            ["violations"] = report.Violations,
            ["flags"] = report.Run?.Flags ?? 0,
            ["earlierViolations"] = report.Run?.ToldEarlier ?? 0,
            ["unreached"] = report.Unreached,
            ["looked"] = new JsonObject((report.Run?.Looked ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            ["notChecked"] = Facts.Strings(report.Run is { } one ? Gaps(one) : []),
            ["waiting"] = Facts.Array((report.Run?.State.Waiting ?? []).Take(MostWaiting).Select(pair => new JsonObject
            {
                ["item"] = pair.Key,
                ["standing"] = pair.Value.Standing,
                ["entry"] = pair.Value.Entry,
                ["since"] = Facts.Stamp(pair.Value.Since),
                ["seconds"] = (long)(now - pair.Value.Since).TotalSeconds,
            })),
            ["evidence"] = Facts.Strings(report.Evidence),
        },
    };

    private static string Flags(MonitorReport report) => report.Run is { Flags: > 0 and var flags } ? string.Create(CultureInfo.InvariantCulture, $"; {flags} to be looked at by their providers (R10)") : "";

    private static string Looked(MonitorRun run) => run.Looked.Count > 0
        ? "; R8 and R9 over " + string.Join(", ", run.Looked.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: {pair.Value}")))
        : "";

    // What was not looked at never counts as looked at.
    private static IEnumerable<string> Gaps(MonitorRun run)
    {
        if (run.Looked.Count == 0) yield return "not checked: the site (R8, R9)";
        foreach (var (what, number) in run.NotChecked) yield return string.Create(CultureInfo.InvariantCulture, $"not checked: {what}{(number > 0 ? $": {number}" : "")}");
        if (run.Rules.Next > run.State.Looked && run.Looked.Count > 0) yield return string.Create(CultureInfo.InvariantCulture, $"not checked yet: pieces of entries {run.State.Looked} to {run.Rules.Next}");
    }

    private static IEnumerable<string> Waiting(MonitorRun run, DateTimeOffset now)
    {
        foreach (var (item, waiting) in run.State.Waiting.OrderBy(pair => pair.Value.Since).Take(ShownWaiting))
            yield return string.Create(CultureInfo.InvariantCulture, $"  {waiting.Standing} for {Age(now - waiting.Since)}: piece {item}, entry {waiting.Entry}");
        if (run.State.Waiting.Count > ShownWaiting) yield return string.Create(CultureInfo.InvariantCulture, $"  and {run.State.Waiting.Count - ShownWaiting} more (--json lists them)");
    }

    private static string Age(TimeSpan age) => age.TotalDays >= 2 ? $"{(long)age.TotalDays} days" : age.TotalHours >= 2 ? $"{(long)age.TotalHours} hours" : $"{Math.Max(0, (long)age.TotalMinutes)} minutes";
}
