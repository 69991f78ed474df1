using System.Text;
using Griot.Ledger.Tlog;
using Griot.Net;
using Griot.Record;
using Griot.Record.Html;
using Griot.Verifying;

namespace Griot.Monitoring;

/// <summary>
/// R8 and R9: what the site serves, against what the log says of it. The way through the log is remembered entry by entry, so
/// that a pass goes on where it was ended. A site moves while it is looked at: what does not fit is looked at once more, after
/// the time that a log may take to sign what is shown already, and told only then.
/// </summary>
internal sealed class SiteWatch(LogSite site, VerifiedLog log, MonitorRun run, TimeProvider time, TimeSpan mergeDelay)
{
    private const int MostSuspects = 10_000, MostWaitingLooks = 200;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Looks at what is new, or at everything.</summary>
    /// <param name="all">Everything; a full pass that was ended goes on.</param>
    /// <param name="advance">Reads what was signed meanwhile.</param>
    /// <exception cref="SiteUnreachableException">The site does not answer any more.</exception>
    internal async Task RunAsync(bool all, Func<CancellationToken, Task> advance, CancellationToken cancellation)
    {
        if (all && run.State.FullPassTo is null) run.State.Looked = 0;
        if (run.State.Looked == 0) run.State.FullPassTo = log.Head.Size;
        var (isFull, since) = (run.State.FullPassTo is not null, run.State.Looked);
        var editions = await EditionsAsync(cancellation);
        var looks = new PieceLooks(log, new ServedPiece(site, new OpenedContent(site), new PageAddresses(editions, run.State.Slugs)), run);
        await PassAsync(looks, cancellation);
        var lists = await ListsAsync(looks, editions, isFull, since, cancellation);
        await SecondLookAsync(looks, lists, () => ListsAsync(looks, editions, isFull, since, cancellation), advance, cancellation);
        if (run.State.FullPassTo <= run.State.Looked) run.State.FullPassTo = null;
        if (!isFull) run.Miss("pieces that no new entry is about (--all)");
        if (editions.Count == 0) run.Miss("pages of what is not for the public, since no edition of the site is known");
        if (looks.IsCut) run.Miss("that the feeds hold every piece, since there are too many");
    }

    private async Task PassAsync(PieceLooks looks, CancellationToken cancellation)
    {
        while (run.State.Looked < log.Head.Size)
        {
            var (bundle, from) = Math.DivRem(run.State.Looked, TileId.FullWidth);
            var (entries, fault) = await log.BundleAsync(bundle, cancellation);
            if (entries is null)
            {
                run.Tell(Finding.OfLog(fault, run.State.Looked));
                return;
            }

            await PassAsync(looks, [.. entries.Select((bytes, at) => (Entry.Parse(bytes)?.Item, (bundle * TileId.FullWidth) + at)).Skip((int)from)], cancellation);
            run.State.Looked = (bundle * TileId.FullWidth) + entries.Count;
            run.Step($"looking at the site: pieces up to entry {run.State.Looked} of {log.Head.Size}");
        }
    }

    // A piece is looked at where its newest entry stands: once, however many it has.
    private async Task PassAsync(PieceLooks looks, IReadOnlyList<(string? Item, long Index)> entries, CancellationToken cancellation)
    {
        var due = entries.Where(one => one.Item is not null && run.Rules.NewestOf(one.Item) == one.Index).Select(one => (one.Item!, one.Index)).ToList();
        var suspects = (await looks.LookAsync(due, cancellation)).Where(one => one.Findings.Count > 0).Select(one => one.Item).ToList();
        if (suspects.Count > 0) await ProbeAsync(cancellation);
        var more = suspects.Except(run.State.Suspects).ToList();
        var room = Math.Min(more.Count, MostSuspects - run.State.Suspects.Count);
        run.State.Suspects.AddRange(more[..room]);
        if (room < more.Count) run.Miss("a second time, pieces that did not fit, since there are too many (mend, then --all)", more.Count - room);
    }

    // A site that went away is no liar: what it did not answer is looked at when it is back.
    private async Task ProbeAsync(CancellationToken cancellation)
    {
        var reply = await site.GetAsync("log/checkpoint", SignedNote.MaxBytes, cancellation);
        if (reply.Bytes is null) throw new SiteUnreachableException(reply.Why);
    }

    private async Task<IReadOnlyList<Finding>> ListsAsync(PieceLooks looks, IReadOnlyList<string> editions, bool isFull, long since, CancellationToken cancellation)
    {
        var from = isFull ? 0 : since;
        run.Looked.Remove("entries of feeds");
        run.Looked.Remove("pages with lists");
        var feeds = await new ListWalk(site, log, run, looks, from).FeedsAsync(looks.Public.Where(piece => piece.Value >= from).ToDictionary(StringComparer.Ordinal), cancellation);
        var slugs = run.State.Slugs.Values.Select(Uri.EscapeDataString).ToHashSet(StringComparer.Ordinal);
        string[] begin = [.. editions.Select(edition => $"/{edition}"), .. isFull ? editions.Take(1).Select(edition => $"/{edition}/providers") : []];
        var pages = await new ListWalk(site, log, run, looks, from).PagesAsync(begin, path => isFull && path.Split('?')[0].Split('/') is ["", var edition, var slug] && edition == editions[0] && slugs.Contains(slug), cancellation);
        return [.. feeds, .. pages];
    }

    private async Task SecondLookAsync(PieceLooks looks, IReadOnlyList<Finding> lists, Func<Task<IReadOnlyList<Finding>>> again, Func<CancellationToken, Task> advance, CancellationToken cancellation)
    {
        if (run.State.Suspects.Count > 0 || lists.Count > 0)
        {
            await ProbeAsync(cancellation);
            lists = await UntilSignedAsync(lists, again, advance, cancellation);
        }

        var asked = Standing(run.State.Suspects.Concat(run.State.Waiting.Keys.Take(MostWaitingLooks)));
        var looked = await looks.LookAsync(asked, cancellation);
        if (looked.Any(one => one.Findings.Count > 0)) await ProbeAsync(cancellation);
        foreach (var finding in looked.SelectMany(one => one.Findings).Concat(lists).Distinct()) run.Tell(finding);
        run.State.Suspects = [.. looked.Where(one => one.Findings.Count > 0).Select(one => one.Item)];
    }

    // Waits until the log has signed what is shown, and no longer than it may take for that.
    private async Task<IReadOnlyList<Finding>> UntilSignedAsync(IReadOnlyList<Finding> lists, Func<Task<IReadOnlyList<Finding>>> again, Func<CancellationToken, Task> advance, CancellationToken cancellation)
    {
        var (since, isOver, hadLists) = (time.GetTimestamp(), false, lists.Count > 0);
        while (!isOver && (lists.Count > 0 || Standing(run.State.Suspects).Count > 0))
        {
            run.Step("something does not fit: looking again once the log has had time to sign");
            await Task.Delay(BetweenLooks < mergeDelay ? BetweenLooks : mergeDelay, time, cancellation);
            isOver = time.GetElapsedTime(since) >= mergeDelay;
            var size = log.Head.Size;
            await advance(cancellation);
            if (hadLists && (isOver || log.Head.Size > size)) lists = await again();
        }

        return lists;
    }

    // What an entry was signed about meanwhile is looked at with that entry.
    private List<(string Item, long Newest)> Standing(IEnumerable<string> items) =>
        [.. items.Distinct(StringComparer.Ordinal).Select(item => (Item: item, Newest: run.Rules.NewestOf(item) ?? long.MaxValue)).Where(one => one.Newest < run.State.Looked)];

    // An edition is the first part of the address of its pages: of links to pieces, and of the front page's to others like it.
    private async Task<IReadOnlyList<string>> EditionsAsync(CancellationToken cancellation)
    {
        var reply = await site.GetAsync("", FetchRequest.DefaultMaxBytes, cancellation, "text/html");
        if (reply.Bytes is not { } html) return [];
        return [.. PageLinks.Of(Encoding.UTF8.GetString(html)).Select(PageAddresses.PathOf).OfType<string>()
            .Select(path => path.Split('?', '#')[0].Split('/') is ["", { Length: >= 2 and <= 12 } edition] && edition.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-') ? edition : null)
            .OfType<string>().Distinct(StringComparer.Ordinal).Take(50)];
    }
}
