using System.Text.RegularExpressions;

namespace Griot.Inspection.Trials;

/// <summary>How the dates of a feed are written. Pure.</summary>
/// <param name="Forms">How many in which form.</param>
/// <param name="Missing">Items without any date.</param>
/// <param name="Unreadable">Some that can't be read, as delivered.</param>
/// <param name="UnreadableCount">How many can't be read.</param>
/// <param name="WithoutZone">Times that name no zone; they are taken as UTC.</param>
/// <param name="InFuture">Items dated later than now.</param>
/// <param name="Furthest">The latest of these.</param>
internal sealed partial record DateForms(
    IReadOnlyDictionary<string, int> Forms, int Missing, IReadOnlyList<string> Unreadable, int UnreadableCount, int WithoutZone, int InFuture, DateTimeOffset? Furthest)
{
    // Clocks differ by a few minutes.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(10);

    internal static DateForms Of(IReadOnlyList<TrialItem> items, DateTimeOffset now)
    {
        var readable = items.Where(item => item.Item is not null).ToList();
        var dated = readable.Where(item => item.DateText is not null).ToList();
        var future = readable.Where(item => item.Date > now + Tolerance).ToList();
        var unreadable = dated.Where(item => item.Date is null).Select(item => item.DateText!).ToList();
        return new DateForms(
            dated.CountBy(item => FormOf(item.DateText!)).OrderByDescending(count => count.Value).ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal),
            readable.Count - dated.Count, [.. unreadable.Distinct(StringComparer.Ordinal).Take(3)], unreadable.Count,
            dated.Count(item => item.Date is not null && HasNoZone(item.DateText!)), future.Count, future.Count > 0 ? future.Max(item => item.Date) : null);
    }

    private static string FormOf(string text) => Mail().IsMatch(text) ? "RFC 822" : Iso().IsMatch(text) ? "RFC 3339" : "other";

    private static bool HasNoZone(string text) => Time().IsMatch(text) && !Zone().IsMatch(text);

    [GeneratedRegex(@"^\s*([A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{2,4}\s+\d{1,2}:\d{2}(:\d{2})?\s+([+-]\d{4}|[A-Z]{1,5})\s*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Mail();

    [GeneratedRegex(@"^\s*\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})\s*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Iso();

    [GeneratedRegex(@"\d{1,2}:\d{2}", RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@":\d{2}(\.\d+)?\s*([A-Za-z]{1,5}\b|[+-]\d{1,2}:?\d{0,2})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Zone();
}
