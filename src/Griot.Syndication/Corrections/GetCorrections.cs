using Griot.Enrichment.Search;
using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Syndication.Feeds;
using Griot.Syndication.Rights;
using Griot.Syndication.Search;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Corrections;

/// <summary>
/// What providers corrected and took back, newest first, as a feed of all of them or of one. The cursor is a log index, and each is a look
/// back over the log of its own: where there is a <paramref name="search"/>, no more of them run at once than searches may.
/// </summary>
internal sealed class GetCorrections(Shelf shelf, Addresses addresses, SyndicationSettings settings, WrittenPages pages, CorrectionEntries entries, IChangeWords? words, ArticleSearch? search)
{
    private const string All = "all";

    internal Task<IResult> OfAll(FeedForm form, string? before, HttpContext context) => AnswerAsync(form, provider: null, before, context);

    internal Task<IResult> Of(FeedForm form, string name, string? before, HttpContext context) => name == All ? OfAll(form, before, context) : shelf.Ledger.CardBySlug(name) switch
    {
        null => Task.FromResult<IResult>(Problem.NotFound.Answer(context)),
        { } card when card.Slug != name => Task.FromResult(Moved(card, form, context)),
        { } card => AnswerAsync(form, card, before, context),
    };

    private async Task<IResult> AnswerAsync(FeedForm form, ProviderCard? provider, string? before, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (QueryNumber.Parse(before, -1, 0, long.MaxValue) is not { } cursor) return Problem.BadCursor.Answer(context);
        if (provider is not null) RightsHeaders.Put(context, provider.Rules);
        var size = shelf.Ledger.Size;
        var self = addresses.Corrections(provider?.Slug, form.Extension, cursor < 0 ? null : cursor);
        if (pages.Find<FreshBytes>(self, size) is { } written) return written;
        using var place = search is null ? null : await search.EnterAsync(context);
        if (search is not null && place is null) return SearchFeed.Busy(context);
        Task<FreshBytes> WrittenAsync() => pages.TakeAsync(self, size, () => new FreshBytes(form.Write(Feed(form, provider, cursor < 0 ? size : cursor, self)), form.MediaType + "; charset=utf-8"));
        return await (place is null ? WrittenAsync() : await place.RunAsync(WrittenAsync));
    }

    private IResult Moved(ProviderCard card, FeedForm form, HttpContext context)
    {
        context.Response.Headers.CacheControl = FreshBytes.Cached;
        return TypedResults.Redirect(addresses.Corrections(card.Slug, form.Extension), permanent: true);
    }

    private OutgoingFeed Feed(FeedForm form, ProviderCard? provider, long before, string self)
    {
        var (found, next) = shelf.Amendments(provider?.Id, before, settings.FeedSize);
        var language = provider?.Languages is [var first, ..] ? first : null;
        var title = words?.Title(language) ?? "Corrections";
        return new OutgoingFeed
        {
            Id = Addresses.Urn("feed", (provider?.Id ?? All) + ":corrections"),
            Title = provider is null ? $"{title} - {settings.Name}" : $"{title} - {ShownText.Line(provider.Name)} - {settings.Name}",
            Operator = settings.Name,
            Home = addresses.CorrectionsPage(provider, language),
            Self = self,
            Next = next is { } older ? addresses.Corrections(provider?.Slug, form.Extension, older) : null,
            Updated = found.Select(one => one.Entry.Entry.Time).Append(shelf.Ledger.At(0)?.Entry.Time ?? DateTimeOffset.UnixEpoch).Max(),
            Entries = [.. found.Select(entries.Of).OfType<OutgoingEntry>()],
        };
    }
}
