using System.Globalization;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>R6: an entry's time is at most 5 minutes before its predecessor's, and at most 5 after its first checkpoint.</summary>
internal sealed class ClockRule
{
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    /// <summary>The time of the newest readable entry; null before the first.</summary>
    internal DateTimeOffset? Last { get; set; }

    internal void Read(Entry entry, DateTimeOffset? checkpointed, Findings found)
    {
        if (Last is { } last && last - entry.Time > Slack) found.Add("R6", $"its time, {Text(entry.Time)}, lies more than 5 minutes before its predecessor's, {Text(last)}");
        if (checkpointed is { } seen && entry.Time - seen > Slack) found.Add("R6", $"its time, {Text(entry.Time)}, lies more than 5 minutes after the first checkpoint that includes it, seen {Text(seen)}");
        Last = entry.Time;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
