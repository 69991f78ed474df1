using System.Globalization;
using Griot.CommandLine;
using Griot.Net;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Inspection.Trials;

/// <summary>A trial for a person at a terminal: the verdict, the facts, the newest pieces as they would look, and what is odd.</summary>
internal static class TrialPage
{
    private const int Shown = 3;

    internal static void Print(Trial trial, IReadOnlyList<string> odd)
    {
        Facts.Line(DisplayText.Clean(Verdict.Of(trial, odd.Count)));
        if (trial.Document?.Format is not null) PrintFacts(trial);
        foreach (var found in trial.Search.Found.Take(10)) Line(found.Address == trial.Search.Address ? "found *" : "found", $"{found.Address}  {found.Title}");
        if (trial.Refusal is null)
            foreach (var item in trial.Latest.Take(Shown)) PrintPiece(item);
        if (odd.Count > 0) Facts.Line("");
        foreach (var oddity in odd) Facts.Line("! " + DisplayText.Clean(oddity));
    }

    private static void PrintFacts(Trial trial)
    {
        var (feed, n) = (trial.Document!.Feed, trial.Sealed.Count());
        Facts.Line("");
        Line("feed", $"{feed.Title ?? "(no title)"}{(feed.Link is null ? "" : $"  {feed.Link}")}");
        Line("format", $"{trial.Document.Format}, {trial.Encoding ?? "-"}");
        Line("items", $"{n} would be sealed, {trial.Items.Count - n} set aside");
        if (n > 0) PrintItems(trial, n);
        if (trial.Read.Answer is { } answer) Line("server", Server(trial, answer));
    }

    private static void PrintItems(Trial trial, int n)
    {
        var identity = trial.Identity;
        Line("rhythm", Rhythm(trial));
        Line("identity", $"by {(trial.Forecast is { } forecast ? $"{Word.Of(forecast.Policy)} ({forecast.Why.TrimEnd('.')})" : "nothing yet")}: {identity.Own} of {identity.Items} with an id ({identity.Distinct} different, {identity.PermaLinks} of them addresses), {identity.Links} with a link ({identity.DistinctLinks} different)");
        Line("language", Languages(trial));
        Line("dates", Dates(trial));
        Line("terms", Terms(trial));
        Line("authors", $"at {trial.Sealed.Count(item => item.Item!.Byline.Length > 0)} of {n}");
        Line("text", $"{trial.Text.Kind}, the middle one of {trial.Text.MedianLength} letters{(trial.Text.ReadOn > 0 ? $"; {trial.Text.ReadOn} invite to read on" : "")}");
        Line("pictures", $"at {trial.Sealed.Count(item => item.Pictures > 0)} of {n}");
    }

    private static string Rhythm(Trial trial)
    {
        if (trial.Cadence.Newest is not { } newest) return "no dates to tell it by";
        var text = $"from {Facts.Time(trial.Cadence.Oldest)} to {Facts.Time(newest)}";
        if (trial.Cadence is { PerDay: { } rate, Interval: { } every }) text += $", {Verdict.Rate(rate)}: ask every {Verdict.Span(every)}";
        return trial.Period is { } period ? $"{text} (the feed itself says {Verdict.Span(period)})" : text;
    }

    private static string Languages(Trial trial)
    {
        var counts = trial.Sealed.CountBy(item => item.Item!.Language ?? "none", StringComparer.Ordinal).OrderByDescending(count => count.Value).Take(5);
        return $"{trial.Document!.Feed.Language ?? "none"} (feed); {string.Join(", ", counts.Select(count => $"{count.Key} at {count.Value}"))}";
    }

    private static string Dates(Trial trial)
    {
        var parts = trial.Dates.Forms.Select(form => $"{form.Value} as {(form.Key == "other" ? "something else" : form.Key)}").ToList();
        if (trial.Dates.UnreadableCount > 0) parts.Add($"{trial.Dates.UnreadableCount} unreadable");
        if (trial.Dates.WithoutZone > 0) parts.Add($"{trial.Dates.WithoutZone} without zone");
        if (trial.Dates.InFuture > 0) parts.Add($"{trial.Dates.InFuture} in the future");
        if (trial.Dates.Missing > 0) parts.Add($"{trial.Dates.Missing} missing");
        return parts.Count == 0 ? "none" : string.Join(", ", parts);
    }

    private static string Terms(Trial trial)
    {
        var parts = new List<string>();
        if (trial.Document!.Feed.Rights is { } rights) parts.Add($"“{VisibleText.Excerpt(rights, 120)}”");
        if (trial.Sealed.Count(item => item.Item!.Rights is not null) is > 0 and var items) parts.Add($"at {items} items");
        parts.AddRange(trial.Licences.Select(licence => VisibleText.Excerpt(licence, 120)));
        return parts.Count == 0 ? "none told; those of the provider's card will hold" : string.Join(", ", parts);
    }

    private static string Server(Trial trial, FetchOutcome.Fetched answer)
    {
        var polite = trial.Again is FetchOutcome.NotModified ? "answers 304" : answer.ETag is not null || answer.LastModified is not null ? "no 304" : "no validators";
        return $"{(answer.Tls ? "https" : "http")}, {Oddities.Size(answer.Body.Length)} in {trial.Read.Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s, {polite}{(answer.Hops.Count == 0 ? "" : $", {Oddities.Count(answer.Hops.Count, "redirect")}")}";
    }

    private static void PrintPiece(TrialItem item)
    {
        Facts.Line("");
        Line("", item.Item!.Headline ?? "(no headline)");
        Line("", $"{(item.Item.Byline.Length > 0 ? string.Join(", ", item.Item.Byline) + ", " : "")}{Facts.Time(item.Date)}");
        if (TrialFacts.Beginning(item) is { Length: > 0 } beginning) Line("", beginning);
    }

    private static void Line(string name, string text) => Facts.Line($"  {name,-9} {DisplayText.Clean(text)}".TrimEnd());
}
