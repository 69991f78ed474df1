using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers the public list of what was taken from its page, of one provider or of all.</summary>
internal sealed class WithdrawalsRoute(Shelf shelf)
{
    internal IResult Answer(Edition edition, string? provider, long? before)
    {
        var card = provider is null ? null : shelf.Ledger.CardBySlug(provider);
        if (provider is not null && card is null) return Page.NotFound(edition);
        if (card is not null && card.Slug != provider) return Page.MovedTo(Addresses.Withdrawals(edition, card.Slug, before));
        return Page.Of<WithdrawalsPage>(new Dictionary<string, object?>
        {
            [nameof(WithdrawalsPage.Edition)] = edition,
            [nameof(WithdrawalsPage.Provider)] = card,
            [nameof(WithdrawalsPage.Before)] = before,
        });
    }
}
