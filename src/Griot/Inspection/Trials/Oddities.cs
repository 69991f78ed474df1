using System.Globalization;
using System.Text.RegularExpressions;
using Griot.CommandLine;
using Griot.Formats.Discovery;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;

namespace Griot.Inspection.Trials;

/// <summary>What is odd about a feed on trial: one plain sentence each, with what to do. Pure.</summary>
internal static partial class Oddities
{
    private const int Stale = 90;
    private const int Large = 5 * 1024 * 1024;
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    internal static IReadOnlyList<string> Of(Trial trial) =>
        trial.Refusal is not null && trial.Items.Count == 0 ? [] : [.. Document(trial), .. Items(trial), .. Identity(trial), .. Dates(trial), .. Languages(trial), .. Texts(trial), .. Letters(trial), .. Server(trial)];

    private static IEnumerable<string> Document(Trial trial)
    {
        if (trial.Search.Address is { } found) yield return $"You gave a web page; its feed is {found}: register that address.";
        if (trial.Search.Found.Find(candidate => candidate.Address == trial.Search.Address) is { Of: FeedScope.Comments }) yield return "This seems to be the feed of readers' comments: look for the one of the articles.";
        foreach (var incident in trial.Document!.Incidents.Take(5)) yield return $"{Ended(incident.Message)} ({incident.Code}) It is read all the same; tell the provider.";
        if (trial.Items.Count == 0) yield return "It holds no item now: look again in a day, or ask the provider whether this feed is in use.";
        if (trial.Document.Feed.Title is null) yield return "The feed has no title: make sure that it is the one you mean.";
        if (trial.Read.Bytes!.Length > Large) yield return $"It weighs {Size(trial.Read.Bytes.Length)}: ask the provider for a feed of its newest pieces only.";
    }

    private static IEnumerable<string> Items(Trial trial)
    {
        foreach (var group in trial.Items.Where(item => item.Refusal is not null).GroupBy(item => item.Refusal!.Code))
            yield return $"{Count(group.Count(), "item")} would wait in quarantine ({group.Key}: {Ended(group.First().Refusal!.Message)}) Tell the provider; nothing of it is lost, and it can be replayed.";
        foreach (var group in trial.Items.Where(item => item.Refusal is null).SelectMany(item => item.Incidents).Where(incident => incident.Code != "bad-date").GroupBy(incident => incident.Code).Take(5))
            yield return $"{Ended(group.First().Message)} ({group.Key}{(group.Count() > 1 ? $", {group.Count()} times" : "")}) The items are taken all the same.";
        if (trial.Sealed.Count(item => item.Item!.Status == "embargoed") is > 0 and var embargoed) yield return $"{Count(embargoed, "item")} would stay hidden until an embargo ends: make sure that the dates are meant so.";
        if (trial.Sealed.Count(item => item.Item!.Source is not null) is > 0 and var taken) yield return $"{Count(taken, "item")} name another source: ask the provider whether it may pass them on.";
        if (Elsewhere(trial) is { } host) yield return $"Most items link to {host}, which is not the site of the feed: make sure that the feed is the provider's own.";
    }

    private static IEnumerable<string> Identity(Trial trial)
    {
        var identity = trial.Identity;
        if (trial.Forecast is not { } forecast) yield break;
        if (!forecast.AreIdsSteady) yield return "The ids change with every request: pieces are known by their page and their words; tell the provider.";
        if (forecast.SharedIds > 0) yield return $"{Count(forecast.SharedIds, "item")} bear the id of a different piece (such as {Quoted(identity.Repeated.Count > 0 ? identity.Repeated[0] : "")}): each is an item of its own, known by its page and its words; ask the provider for one guid a piece.";
        else if (identity.Repeated.Count > 0) yield return $"{Count(identity.Own - identity.Distinct, "item")} bear an id that another bears too (such as {Quoted(identity.Repeated[0])}): they count as versions of one piece; ask the provider for one guid a piece.";
        if (identity.Own > 0 && identity.Own < identity.Items) yield return $"{Count(identity.Items - identity.Own, "item")} of {identity.Items} have no id of their own: these are known by their page or text.";
        if (identity is { Own: 0, Items: > 0 }) yield return forecast.Policy == IdentityPolicy.Link ? "No item has an id: they are known by their pages." : "No item has an id, and not each has a page of its own: a change of the text makes another piece; ask the provider for guids.";
    }

    private static IEnumerable<string> Dates(Trial trial)
    {
        var dates = trial.Dates;
        if (dates.Missing > 0) yield return $"{Count(dates.Missing, "item")} of {trial.Identity.Items} have no date: they stand under the time at which they come.";
        if (dates.UnreadableCount > 0) yield return $"{Count(dates.UnreadableCount, "date")} can't be read (such as {Quoted(dates.Unreadable[0])}): the items stand under the time at which they come; ask the provider for dates as RFC 822 has them.";
        if (dates.WithoutZone > 0) yield return $"{Count(dates.WithoutZone, "date")} name no time zone and are taken as UTC: compare one with the site, they may be hours off.";
        if (dates.InFuture > 0) yield return $"{Count(dates.InFuture, "item")} are dated in the future, up to {Facts.Time(dates.Furthest)}: they would be shown at once, since a date is no embargo; ask the provider what it means.";
        if (trial.Cadence.Newest is { } newest && (trial.Now - newest).TotalDays > Stale) yield return $"The newest piece is {(int)(trial.Now - newest).TotalDays} days old: ask the provider whether this feed is in use.";
    }

    private static IEnumerable<string> Languages(Trial trial)
    {
        if (trial.Sealed.Any() && trial.Sealed.All(item => item.Item!.Language is null)) yield return "No language is declared: say it on the provider's card (--language).";
        var wrong = trial.Sealed.Select(item => (item.Item!.Language, Script: Scripts.Contradiction(item.Item.Language, $"{item.Item.Headline} {item.Text}"))).Where(found => found.Script is not null).ToList();
        if (wrong.Count > 0) yield return $"{Count(wrong.Count, "item")} are declared as {wrong[0].Language} but written in {wrong[0].Script} letters: ask the provider to declare the language of each.";
    }

    private static IEnumerable<string> Texts(Trial trial)
    {
        if (trial.Text is { Kind: "excerpts" } cut) yield return $"The texts seem to be excerpts ({cut.ReadOn} of {trial.Identity.Items} invite to read on): ask for a feed with whole texts, or register the provider with --terms excerpt.";
        if (trial.Text is { Kind: "short" } text) yield return $"The texts are short (the middle one has {text.MedianLength} letters): compare one with the site; if they are excerpts, ask for a feed with whole texts.";
        if (trial.Text.Kind == "none" && trial.Identity.Items > 0) yield return "The items have headlines and no text: ask for a feed with texts, or register the provider with --terms link.";
        if (trial.Sealed.Count(item => string.IsNullOrWhiteSpace(item.Item!.Headline)) is > 0 and var bare) yield return $"{Count(bare, "item")} have no headline: their first words stand in its place.";
    }

    // Text that was taken for Latin-1 once too often on its way; it is the provider's, so it is shown as it came.
    private static IEnumerable<string> Letters(Trial trial)
    {
        var garbled = trial.Sealed.Select(item => Garbled().Match($"{item.Item!.Headline} {item.Text}")).Where(match => match.Success).ToList();
        if (garbled.Count > 1) yield return $"{Count(garbled.Count, "item")} have garbled letters (such as {Quoted(garbled[0].Value)}), encoded twice before they came: they would be shown just so; tell the provider before going live.";
    }

    private static IEnumerable<string> Server(Trial trial)
    {
        if (trial.Read.Answer is not { } answer) yield break;
        if (answer.Hops.Any(hop => hop.Permanent) && trial.Address is { } moved) yield return $"The server says that the address has changed for good: register {moved}.";
        if (!answer.Tls && !new Uri(answer.FinalAddress.AbsoluteUri).IsLoopback) yield return "It comes without TLS, so anybody on the way can change it: try the address with https, and ask the provider for it.";
        if (answer.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true) yield return $"The server calls it {Quoted(answer.ContentType)}: it is read all the same; tell the provider.";
        if (answer.ETag is null && answer.LastModified is null) yield return $"The server gives neither ETag nor Last-Modified: each poll fetches all {Size(answer.Body.Length)}; tell the provider.";
        else if (trial.Again is FetchOutcome.Fetched) yield return $"The server gives {(answer.ETag is null ? "Last-Modified" : "ETag")} but answers a conditional request with the whole feed: each poll fetches all {Size(answer.Body.Length)}; tell the provider.";
        if (trial.Read.Took > Slow) yield return $"It took {trial.Read.Took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s to come: a server this slow will miss polls.";
    }

    private static string? Elsewhere(Trial trial)
    {
        if (!Uri.TryCreate(trial.Document!.Feed.Link, UriKind.Absolute, out var link) || HostName.Plain(link.Host) is not { } site) return null;
        var most = trial.Sealed.Select(item => Uri.TryCreate(item.Item!.Link, UriKind.Absolute, out var address) ? address.Host : null).OfType<string>().GroupBy(HostName.Plain).MaxBy(host => host.Count());
        return most is { Key: { } host } && most.Count() * 2 > trial.Items.Count && !HostName.IsOneWithinTheOther(host, site) ? most.First() : null;
    }

    internal static string Count(int number, string what) => $"{number.ToString(CultureInfo.InvariantCulture)} {what}{(number == 1 ? "" : "s")}";

    internal static string Size(long bytes) => bytes < 1024 ? $"{bytes} bytes" : bytes < 1024 * 1024 ? $"{bytes / 1024} kB" : $"{(bytes / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture)} MB";

    private static string Quoted(string text) => $"“{Record.Html.DisplayText.Clean(text.Length > 80 ? text[..80] + "..." : text)}”";

    private static string Ended(string message) => message.EndsWith('.') ? message : message + ".";

    [GeneratedRegex(@"\S{0,40}(Ã[\u0080-\u00BF\u0152-\u0192\u2013-\u2122]|â€[\u0080-\u00BF\u0152-\u0192\u2013-\u2122œ]|Ø[§-¹])\S{0,40}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Garbled();
}
