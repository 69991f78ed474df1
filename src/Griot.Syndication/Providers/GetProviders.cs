using System.Text;
using Griot.Formats.Opml;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Providers;

/// <summary>
/// Every provider of the house with what its sealed card says, and with the feed that the house has of it: as a list of
/// subscriptions (OPML 2.0), or as a table. Where a provider's deliveries come from is nobody's business.
/// </summary>
internal sealed class GetProviders(Shelf shelf, Addresses addresses, SyndicationSettings settings)
{
    private static readonly string[] Columns = ["name", "kind", "capacity", "country", "language", "home", "contact", "terms", "feed", "about", "id", "slug", "state", "page"];

    internal IResult Opml(HttpContext context)
    {
        Prepare(context, "opml");
        return new FreshBytes(OpmlWriter.Write(settings.Name, shelf.Ledger.Cards().Select(Outline)), "text/x-opml; charset=utf-8");
    }

    internal IResult Csv(HttpContext context)
    {
        Prepare(context, "csv");
        var table = string.Concat(shelf.Ledger.Cards().Select(Cells).Prepend(Columns).Select(CsvText.Line));
        return new FreshBytes(Encoding.UTF8.GetBytes(table), "text/csv; charset=utf-8; header=present");
    }

    private static void Prepare(HttpContext context, string extension)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"providers.{extension}\"";
    }

    private OpmlProvider Outline(ProviderCard card) => new(
        ShownText.Line(card.Name), Addresses.Foreign(card.Home), card.Languages, card.About, [addresses.Feed(card.Slug, "rss")],
        [
            KeyValuePair.Create("id", (string?)card.Id),
            KeyValuePair.Create("kind", (string?)Word.Of(card.Kind)),
            KeyValuePair.Create("capacity", (string?)string.Join(' ', card.CurrentCapacities.Select(Word.Of))),
            KeyValuePair.Create("country", card.Country),
            KeyValuePair.Create("contact", card.Contact),
            KeyValuePair.Create("terms", (string?)Word.Of(card.Terms)),
            KeyValuePair.Create("usageTerms", card.UsageTerms),
            KeyValuePair.Create("state", (string?)Word.Of(card.State)),
            KeyValuePair.Create("page", (string?)addresses.Provider(card)),
        ]);

    private string?[] Cells(ProviderCard card) =>
    [
        ShownText.Line(card.Name), Word.Of(card.Kind), string.Join(';', card.CurrentCapacities.Where(capacity => capacity != Capacity.NotStated).Select(Word.Of)),
        card.Country, string.Join(';', card.Languages), Addresses.Foreign(card.Home), card.Contact, Word.Of(card.Terms), addresses.Feed(card.Slug, "rss"), card.About,
        card.Id, card.Slug, Word.Of(card.State), addresses.Provider(card),
    ];
}
