using System.Globalization;
using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Syndication.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Griot.Syndication.Feeds;

/// <summary>
/// A feed of one provider or of all: the newest changes first, and from each page a link to the one with older entries,
/// down to the first item. The cursor is a log index, so that new pieces don't shift the pages.
/// </summary>
internal sealed class GetFeed(Shelf shelf, Addresses addresses, SyndicationSettings settings, FeedPages pages)
{
    private const string All = "all";
    private readonly OutgoingEntries outgoing = new(addresses, settings);

    internal IResult Answer(FeedForm form, string name, string? before, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!TryCursor(before, out var cursor)) return Problem.BadCursor.Answer(context);
        if (name == All) return Fresh(form, provider: null, cursor);
        return shelf.Ledger.CardBySlug(name) switch
        {
            null => Problem.NotFound.Answer(context),
            { } card when card.Slug != name => Moved(addresses.Feed(card.Slug, form.Extension, cursor), context),
            { } card => OfProvider(form, card, cursor, context),
        };
    }

    private FreshBytes OfProvider(FeedForm form, ProviderCard card, long? cursor, HttpContext context)
    {
        RightsHeaders.Put(context, card.Rules);
        return Fresh(form, card, cursor);
    }

    // A provider may take up a former slug again: a redirect that is kept for ever would then lead in a circle.
    private static RedirectHttpResult Moved(string address, HttpContext context)
    {
        context.Response.Headers.CacheControl = FreshBytes.Cached;
        return TypedResults.Redirect(address, permanent: true);
    }

    private FreshBytes Fresh(FeedForm form, ProviderCard? provider, long? before)
    {
        var size = shelf.Ledger.Size;
        // Any entry may change a feed (a card's new terms do): the log's last one is the only safe date.
        var changed = shelf.Ledger.At(size - 1)?.Entry.Time;
        return pages.Take(addresses.Feed(provider?.Slug ?? All, form.Extension, before), size, () =>
            new FreshBytes(form.Write(Page(form.Extension, provider, before)), form.MediaType + "; charset=utf-8") { LastModified = changed });
    }

    private OutgoingFeed Page(string extension, ProviderCard? provider, long? before)
    {
        var slug = provider?.Slug ?? All;
        // One more than is shown tells whether a next page has anything on it.
        var taken = shelf.LatestChanges(provider?.Id, before ?? long.MaxValue, settings.FeedSize + 1);
        var shown = taken.Take(settings.FeedSize).ToArray();
        return new OutgoingFeed
        {
            Id = Addresses.Urn("feed", provider?.Id ?? All),
            Title = provider is null ? settings.Name : $"{ShownText.Line(provider.Name)} - {settings.Name}",
            Operator = settings.Name,
            Home = provider is null ? addresses.Home(language: null) : addresses.Provider(provider),
            Self = addresses.Feed(slug, extension, before),
            Next = taken.Count > shown.Length ? addresses.Feed(slug, extension, shown[^1].State.Changed.Index) : null,
            Updated = shown.Select(OutgoingEntries.Changed).Append(shelf.Ledger.At(0)?.Entry.Time ?? DateTimeOffset.UnixEpoch).Max(),
            Language = provider is { Languages: [var only] } ? only : null,
            Entries = [.. shown.Where(rendition => rendition.Tombstone is null).Select(outgoing.Entry)],
            Tombstones = [.. shown.Where(rendition => rendition.Tombstone is not null).Select(outgoing.Tombstone)],
        };
    }

    private static bool TryCursor(string? text, out long? cursor)
    {
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        cursor = isNumber ? number : null;
        return isNumber || text is null;
    }
}
