using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>
/// Terms with dates. What is shown is a function of the log, so a card says what holds now; when one of its dates comes, a new
/// card is sealed that says what holds from then on.
/// </summary>
internal static class DatedTerms
{
    /// <summary>A card as it has to read at a moment.</summary>
    internal static ProviderCard At(DateTimeOffset now, ProviderCard card)
    {
        if (card.Rules is not { } rules || (rules.NotBefore ?? rules.NotAfter) is null) return card;
        var agreed = card.AgreedTerms;
        return card with { Terms = rules.TermsAt(agreed, now), Rules = rules with { Within = agreed } };
    }

    /// <summary>The cards that have come to a date, as drafts. One that changes meanwhile is stale, and looked at again.</summary>
    internal static IEnumerable<Draft> Due(LedgerStore ledger, DateTimeOffset now)
    {
        foreach (var known in ledger.Cards().Where(card => IsDue(card, now)))
        {
            // The index first: a card sealed between the two looks makes this one stale, and is never overwritten.
            var follows = ledger.CardEntry(known.Id);
            if (ledger.Card(known.Id) is { } card && IsDue(card, now))
                yield return new Draft { Kind = EntryKind.Provider, Provider = card.Id, Follows = follows, Record = At(now, card).ToBytes(), Slug = card.Slug };
        }
    }

    private static bool IsDue(ProviderCard card, DateTimeOffset now) => card.Rules is not null && At(now, card).Terms != card.Terms;
}
