using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers what providers corrected and took back, of one of them or of all.</summary>
internal sealed class CorrectionsRoute(Shelf shelf)
{
    internal IResult Answer(Edition edition, string? provider, long? before)
    {
        var card = provider is null ? null : shelf.Ledger.CardBySlug(provider);
        if (provider is not null && card is null) return Page.NotFound(edition);
        if (card is not null && card.Slug != provider) return Page.MovedTo(Addresses.Corrections(edition, card.Slug, before));
        return Page.Of<CorrectionsPage>(new Dictionary<string, object?>
        {
            [nameof(CorrectionsPage.Edition)] = edition,
            [nameof(CorrectionsPage.Provider)] = card,
            [nameof(CorrectionsPage.Before)] = before,
        });
    }
}
