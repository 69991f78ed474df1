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
    private readonly RecentTombstones recent = new(shelf);

    /// <summary>Readers' questions and answers, to which the entries of pieces lead; null where nobody keeps any.</summary>
    internal (IPublishedAnswers? Kept, AnswerEntries? Entries) Answers { get; init; }

    internal IResult Answer(FeedForm form, string name, string? before, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (QueryNumber.Parse(before, -1, 0, long.MaxValue) is not { } cursor) return Problem.BadCursor.Answer(context);
        return Named(name, context, card => addresses.Feed(card.Slug, form.Extension, cursor < 0 ? null : cursor), provider => cursor < 0 ? Newest(form, provider, context) : Fresh(form, provider, cursor));
    }

    /// <summary>The newest page, for a feed of this name or of a provider that had it; null where there is none.</summary>
    internal FreshBytes? Newest(FeedForm form, string name) =>
        name == All ? Fresh(form, provider: null, before: null) : shelf.Ledger.CardBySlug(name) is { } card ? Fresh(form, card, before: null) : null;

    /// <summary>True where a feed has this very name now.</summary>
    internal bool IsCurrent(string name) => name == All || shelf.Ledger.CardBySlug(name)?.Slug == name;

    private FreshBytes Newest(FeedForm form, ProviderCard? provider, HttpContext context)
    {
        if (hub is not null) context.Response.Headers.Append("Link", $"<{hub}>; rel=\"hub\", <{addresses.Feed(SlugOf(provider), form.Extension)}>; rel=\"self\"");
        return Fresh(form, provider, null);
    }

    /// <summary>An archive (RFC 5005, section 4): what is in it never changes, how it is shown follows the log.</summary>
    internal IResult Archive(FeedForm form, string name, string end, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Named(name, context, card => addresses.Archive(card.Slug, form.Extension, QueryNumber.Parse(end, 0, 0, long.MaxValue) ?? 0), provider =>
            end is not ['0', ..] && QueryNumber.Parse(end, 0, 1, long.MaxValue) is { } index && archives.IsEnd(provider?.Id, index)
                ? Archived(form, provider, index)
                : Problem.NotFound.Answer(context));
    }

    private IResult Named(string name, HttpContext context, Func<ProviderCard, string> moved, Func<ProviderCard?, IResult> answer)
    {
        if (name == All) return answer(null);
        return shelf.Ledger.CardBySlug(name) switch
        {
            null => Problem.NotFound.Answer(context),
            { } card when card.Slug != name => Moved(moved(card), context),
            { } card => OfProvider(card, answer, context),
        };
    }

    private static IResult OfProvider(ProviderCard card, Func<ProviderCard?, IResult> answer, HttpContext context)
    {
        RightsHeaders.Put(context, card.Rules);
        return answer(card);
    }

    // A provider may take up a former slug again: a redirect that is kept for ever would then lead in a circle.
    private static RedirectHttpResult Moved(string address, HttpContext context)
    {
        context.Response.Headers.CacheControl = FreshBytes.Cached;
        return TypedResults.Redirect(address, permanent: true);
    }

    private FreshBytes Fresh(FeedForm form, ProviderCard? provider, long? before) =>
        Fresh(form, addresses.Feed(SlugOf(provider), form.Extension, before), () => Page(form.Extension, provider, before));

    private FreshBytes Archived(FeedForm form, ProviderCard? provider, long end) =>
        Fresh(form, addresses.Archive(SlugOf(provider), form.Extension, end), () => ArchivePage(form.Extension, provider, end));

    private FreshBytes Fresh(FeedForm form, string address, Func<OutgoingFeed> feed)
    {
        var size = shelf.Ledger.Size;
        // Any entry may change a feed (a card's new terms do): the log's last one is the only safe date.
        var (answered, version) = (Answers.Kept?.Changed, Answers.Kept?.Version);
        var changed = shelf.Ledger.At(size - 1)?.Entry.Time is { } last && answered > last ? answered : shelf.Ledger.At(size - 1)?.Entry.Time;
        var isOver = changed is { } moment && (time.GetUtcNow() - moment).Duration() >= ASecond;
        return pages.Take(version is > 0 ? $"{address} {version}" : address, size, () => new FreshBytes(form.Write(feed()), form.MediaType + "; charset=utf-8") { LastModified = isOver ? changed : null });
    }

    private OutgoingFeed Page(string extension, ProviderCard? provider, long? before)
    {
        // One more than is shown tells whether a next page has anything on it.
        var taken = before is { } cursor ? shelf.LatestChanges(provider?.Id, cursor, settings.FeedSize + 1, out var rest) : shelf.LatestNews(provider?.Id, settings.FeedSize + 1, out rest);
        var shown = taken.Take(settings.FeedSize).ToArray();
        var archive = before is null ? archives.Newest(provider?.Id) : null;
        // Only Atom has a word for them.
        var gone = before is null && extension == "atom" ? recent.Beside(shown, provider?.Id) : [];
        return Feed(provider, addresses.Feed(SlugOf(provider), extension, before), [.. shown, .. before is null ? Late(provider?.Id, shown) : [], .. gone]) with
        {
            Next = Onward(provider?.Id, before, taken.Count > shown.Length ? shown[^1].State.Changed.Index : rest) is { } next ? addresses.Feed(SlugOf(provider), extension, next) : null,
            Hub = before is null ? hub : null,
            PreviousArchive = archive is { } end ? addresses.Archive(SlugOf(provider), extension, end) : null,
        };
    }

    // What an import brought stands on no newest page; the next one leads through all of it, and through what stood between.
    private long? Onward(string? provider, long? before, long? last) =>
        before is null && shelf.Ledger.NewestArchived(provider) is { } imported && (last is null || imported > last) ? imported + 1 : last;

    // Of an import, what no archive holds yet: the feed and its archives together hold everything.
    private IEnumerable<Rendition> Late(string? provider, Rendition[] shown) => shelf.Ledger.NewestArchived(provider) is null ? [] :
        archives.Behind(provider).Where(entry => shelf.Ledger.IsArchived(entry.Index) && !shown.Any(one => one.State.Item == entry.Entry.Item))
            .Select(entry => shelf.Take(entry.Entry.Item!)).OfType<Rendition>().Where(one => one.Tombstone?.Standing != Standing.Lost);

    private OutgoingFeed ArchivePage(string extension, ProviderCard? provider, long end)
    {
        var (shown, begin) = shelf.Arrived(provider?.Id, end, settings.FeedSize);
        string? Other(long? index) => index is { } known ? addresses.Archive(SlugOf(provider), extension, known) : null;
        return Feed(provider, addresses.Archive(SlugOf(provider), extension, end), shown) with
        {
            Current = addresses.Feed(SlugOf(provider), extension),
            PreviousArchive = Other(archives.Before(provider?.Id, begin)),
            NextArchive = Other(archives.After(provider?.Id, end)),
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
