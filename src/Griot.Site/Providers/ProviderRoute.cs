using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers the register of providers and the page of one; a former slug leads to the present one.</summary>
internal sealed class ProviderRoute(Shelf shelf)
{
    internal static IResult All(Edition edition, RegisterQuery query) => Page.Of<RegisterPage>(new Dictionary<string, object?>
    {
        [nameof(RegisterPage.Edition)] = edition,
        [nameof(RegisterPage.Query)] = query,
    });

    internal IResult One(HttpContext context, Edition edition, string slug, long? before, ArchivePlace? archive)
    {
        if (shelf.Ledger.CardBySlug(slug) is not { } card) return Page.NotFound(edition);
        if (card.Slug != slug) return Page.MovedTo(Addresses.Provider(edition, card.Slug));
        foreach (var (name, value) in card.Rules?.TdmFields() ?? []) context.Response.Headers[name] = value;
        return Page.Of<ProviderPage>(new Dictionary<string, object?>
        {
            [nameof(ProviderPage.Edition)] = edition,
            [nameof(ProviderPage.Provider)] = card,
            [nameof(ProviderPage.Before)] = before,
            [nameof(ProviderPage.Archive)] = archive,
        });
    }
}
