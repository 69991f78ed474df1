using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Syndication.Feeds;
using Griot.Syndication.Rights;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Corrections;

/// <summary>What providers corrected and took back, newest first, as a feed of all of them or of one. The cursor is a log index.</summary>
internal sealed class GetCorrections(Shelf shelf, Addresses addresses, SyndicationSettings settings, WrittenPages pages, CorrectionEntries entries, IChangeWords? words)
{
    private const string All = "all";

    internal IResult OfAll(FeedForm form, string? before, HttpContext context) => Answer(form, provider: null, before, context);

    internal IResult Of(FeedForm form, string name, string? before, HttpContext context) => name == All ? OfAll(form, before, context) : shelf.Ledger.CardBySlug(name) switch
    {
        null => Problem.NotFound.Answer(context),
        { } card when card.Slug != name => Moved(card, form, context),
        { } card => Answer(form, card, before, context),
    };

    private IResult Answer(FeedForm form, ProviderCard? provider, string? before, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (QueryNumber.Parse(before, -1, 0, long.MaxValue) is not { } cursor) return Problem.BadCursor.Answer(context);
        if (provider is not null) RightsHeaders.Put(context, provider.Rules);
        var size = shelf.Ledger.Size;
        var self = addresses.Corrections(provider?.Slug, form.Extension, cursor < 0 ? null : cursor);
        return pages.Take(self, size, () => new FreshBytes(form.Write(Feed(form, provider, cursor < 0 ? size : cursor, self)), form.MediaType + "; charset=utf-8"));
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
