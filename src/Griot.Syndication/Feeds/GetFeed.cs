using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Syndication.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Griot.Syndication.Feeds;

/// <summary>
/// A feed of one provider or of all: the newest changes first, and from each page a link to the one with older entries,
/// down to the first item. The cursor is a log index, so that new pieces don't shift the pages. The newest page leads to the
/// newest archive as well, and to the hub that tells of its changes.
/// </summary>
internal sealed class GetFeed(Shelf shelf, Addresses addresses, SyndicationSettings settings, WrittenPages pages, OutgoingEntries outgoing, TimeProvider time, string? hub = null)
{
    private const string All = "all";

    private static readonly TimeSpan ASecond = TimeSpan.FromSeconds(1);

    private readonly Archives archives = new(shelf.Ledger, settings.FeedSize);
    private readonly RecentTombstones recent = new(shelf, settings.FeedBytes);

    /// <summary>Readers' questions and answers, to which the entries of pieces lead; null where nobody keeps any.</summary>
    internal (IPublishedAnswers? Kept, AnswerEntries? Entries) Answers { get; init; }

    internal Task<IResult> AnswerAsync(FeedForm form, string name, string? before, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (QueryNumber.Parse(before, -1, 0, long.MaxValue) is not { } cursor) return Task.FromResult<IResult>(Problem.BadCursor.Answer(context));
        return NamedAsync(name, context, card => addresses.Feed(card.Slug, form.Extension, cursor < 0 ? null : cursor), provider => cursor < 0 ? NewestAsync(form, provider, context) : FreshAsync(form, provider, cursor));
    }

    /// <summary>The newest page, for a feed of this name or of a provider that had it; null where there is none.</summary>
    internal async Task<FreshBytes?> NewestAsync(FeedForm form, string name) =>
        name == All ? await FreshAsync(form, provider: null, before: null) : shelf.Ledger.CardBySlug(name) is { } card ? await FreshAsync(form, card, before: null) : null;

    /// <summary>True where a feed has this very name now.</summary>
    internal bool IsCurrent(string name) => name == All || shelf.Ledger.CardBySlug(name)?.Slug == name;

    private Task<FreshBytes> NewestAsync(FeedForm form, ProviderCard? provider, HttpContext context)
    {
        if (hub is not null) context.Response.Headers.Append("Link", $"<{hub}>; rel=\"hub\", <{addresses.Feed(SlugOf(provider), form.Extension)}>; rel=\"self\"");
        return FreshAsync(form, provider, null);
    }

    /// <summary>
    /// An archive (RFC 5005, section 4): what is in it never changes, how it is shown follows the log. Of one that is too heavy for one
    /// document, and of what no archive holds yet, the rest stands at an address of its own, by the index that it stands below.
    /// </summary>
    internal Task<IResult> ArchiveAsync(FeedForm form, string name, string end, HttpContext context) => end.StartsWith(Addresses.Below, StringComparison.Ordinal)
        ? StretchAsync(form, name, end[Addresses.Below.Length..], context, addresses.RestOfArchive, archives.IsChange, RestPage)
        : StretchAsync(form, name, end, context, addresses.Archive, archives.IsEnd, ArchivePage);

    private Task<IResult> StretchAsync(FeedForm form, string name, string end, HttpContext context, Func<string, string, long, string> address, Func<string?, long, bool> exists, Func<string, ProviderCard?, long, OutgoingFeed> page)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return NamedAsync(name, context, card => address(card.Slug, form.Extension, QueryNumber.Parse(end, 0, 0, long.MaxValue) ?? 0), async provider =>
            end is not ['0', ..] && QueryNumber.Parse(end, 0, 1, long.MaxValue) is { } index && exists(provider?.Id, index)
                ? await FreshAsync(form, address(SlugOf(provider), form.Extension, index), () => page(form.Extension, provider, index))
                : (IResult)Problem.NotFound.Answer(context));
    }

    private async Task<IResult> NamedAsync<T>(string name, HttpContext context, Func<ProviderCard, string> moved, Func<ProviderCard?, Task<T>> answer) where T : IResult
    {
        if (name == All) return await answer(null);
        if (shelf.Ledger.CardBySlug(name) is not { } card) return Problem.NotFound.Answer(context);
        if (card.Slug != name) return Moved(moved(card), context);
        RightsHeaders.Put(context, card.Rules);
        return await answer(card);
    }

    // A provider may take up a former slug again: a redirect that is kept for ever would then lead in a circle.
    private static RedirectHttpResult Moved(string address, HttpContext context)
    {
        context.Response.Headers.CacheControl = FreshBytes.Cached;
        return TypedResults.Redirect(address, permanent: true);
    }

    private Task<FreshBytes> FreshAsync(FeedForm form, ProviderCard? provider, long? before) =>
        FreshAsync(form, addresses.Feed(SlugOf(provider), form.Extension, before), () => before is { } cursor ? Page(form.Extension, provider, cursor) : NewestPage(form.Extension, provider));

    private Task<FreshBytes> FreshAsync(FeedForm form, string address, Func<OutgoingFeed> feed)
    {
        var size = shelf.Ledger.Size;
        // Any entry may change a feed (a card's new terms do): the log's last one is the only safe date.
        var (answered, version) = (Answers.Kept?.Changed, Answers.Kept?.Version);
        var changed = shelf.Ledger.At(size - 1)?.Entry.Time is { } last && answered > last ? answered : shelf.Ledger.At(size - 1)?.Entry.Time;
        var isOver = changed is { } moment && (time.GetUtcNow() - moment).Duration() >= ASecond;
        return pages.TakeAsync(version is > 0 ? $"{address} {version}" : address, size, () => new FreshBytes(form.Write(feed()), form.MediaType + "; charset=utf-8") { LastModified = isOver ? changed : null });
    }

    private OutgoingFeed Page(string extension, ProviderCard? provider, long before)
    {
        // One more than is shown tells whether a next page has anything on it.
        var taken = shelf.LatestChanges(provider?.Id, before, settings.FeedSize + 1, settings.FeedBytes, out var rest);
        var shown = taken.Take(settings.FeedSize).ToArray();
        return Feed(provider, addresses.Feed(SlugOf(provider), extension, before), shown) with { Next = Next(extension, provider, taken.Count > shown.Length ? shown[^1].State.Changed.Index : rest) };
    }

    private OutgoingFeed NewestPage(string extension, ProviderCard? provider)
    {
        var taken = shelf.LatestNews(provider?.Id, settings.FeedSize + 1, settings.FeedBytes, out var rest);
        var shown = taken.Take(settings.FeedSize).ToArray();
        var (late, isAll) = Late(provider?.Id, shown);
        // Only Atom has a word for them.
        var gone = extension == "atom" ? recent.Beside(shown, provider?.Id) : [];
        return Feed(provider, addresses.Feed(SlugOf(provider), extension, null), [.. shown, .. late, .. gone]) with
        {
            Next = Next(extension, provider, Onward(provider?.Id, taken.Count > shown.Length ? shown[^1].State.Changed.Index : rest)),
            Hub = hub,
            PreviousArchive = Archived(extension, provider, isWhole: isAll && rest is null),
        };
    }

    private string? Next(string extension, ProviderCard? provider, long? before) => before is { } next ? addresses.Feed(SlugOf(provider), extension, next) : null;

    // Where the present document has no room for all that no archive holds yet, that stands in front of the archives.
    private string? Archived(string extension, ProviderCard? provider, bool isWhole) =>
        !isWhole && archives.Open(provider?.Id) is { } open ? addresses.RestOfArchive(SlugOf(provider), extension, open)
        : archives.Newest(provider?.Id) is { } end ? addresses.Archive(SlugOf(provider), extension, end) : null;

    // What an import brought stands on no newest page; the next one leads through all of it, and through what stood between.
    private long? Onward(string? provider, long? last) =>
        shelf.Ledger.NewestArchived(provider) is { } imported && (last is null || imported > last) ? imported + 1 : last;

    // Of an import, what no archive holds yet: the feed and its archives together hold everything. As much as there is room for beside
    // what is shown.
    private (List<Rendition> Late, bool IsAll) Late(string? provider, Rendition[] shown)
    {
        var late = new List<Rendition>();
        if (shelf.Ledger.NewestArchived(provider) is null) return (late, true);
        var room = settings.FeedBytes - shown.Sum(one => (long)one.Weight);
        foreach (var entry in archives.Behind(provider))
        {
            if (!shelf.Ledger.IsArchived(entry.Index) || shown.Any(one => one.State.Item == entry.Entry.Item) || shelf.Take(entry.Entry.Item!) is not { } one || one.Tombstone?.Standing == Standing.Lost) continue;
            if ((room -= one.Weight) < 0) return (late, false);
            late.Add(one);
        }

        return (late, true);
    }

    private OutgoingFeed ArchivePage(string extension, ProviderCard? provider, long end) =>
        Stretch(extension, provider, end, settings.FeedSize, addresses.Archive(SlugOf(provider), extension, end)) with
        {
            NextArchive = archives.After(provider?.Id, end) is { } next ? addresses.Archive(SlugOf(provider), extension, next) : null,
        };

    private OutgoingFeed RestPage(string extension, ProviderCard? provider, long before) =>
        Stretch(extension, provider, before, archives.LengthBefore(provider?.Id, before), addresses.RestOfArchive(SlugOf(provider), extension, before));

    private OutgoingFeed Stretch(string extension, ProviderCard? provider, long end, int length, string self)
    {
        var (shown, begin, rest) = shelf.Arrived(provider?.Id, end, length, settings.FeedBytes);
        return Feed(provider, self, shown) with
        {
            Current = addresses.Feed(SlugOf(provider), extension),
            PreviousArchive = rest is { } below ? addresses.RestOfArchive(SlugOf(provider), extension, below)
                : archives.Before(provider?.Id, begin) is { } previous ? addresses.Archive(SlugOf(provider), extension, previous) : null,
        };
    }

    private OutgoingFeed Feed(ProviderCard? provider, string self, IReadOnlyList<Rendition> shown) => new()
    {
        Id = Addresses.Urn("feed", provider?.Id ?? All),
        Title = provider is null ? settings.Name : $"{ShownText.Line(provider.Name)} - {settings.Name}",
        Operator = settings.Name,
        Home = provider is null ? addresses.Home(language: null) : addresses.Provider(provider),
        Self = self,
        Updated = shown.Select(OutgoingEntries.Changed).Append(shelf.Ledger.At(0)?.Entry.Time ?? DateTimeOffset.UnixEpoch).Max(),
        Language = provider is { Languages: [var only] } ? only : null,
        Entries = Entries([.. shown.Where(rendition => rendition.Tombstone is null)]),
        Tombstones = [.. shown.Where(rendition => rendition.Tombstone is not null).Select(outgoing.Tombstone)],
    };

    private IReadOnlyList<OutgoingEntry> Entries(IReadOnlyList<Rendition> shown) =>
        Answers.Entries?.Onward(shown, one => outgoing.Entry(one)) ?? [.. shown.Select(one => outgoing.Entry(one))];

    private static string SlugOf(ProviderCard? provider) => provider?.Slug ?? All;
}
