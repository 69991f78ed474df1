using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers public lists that are of all providers or of one: withdrawals, answers to readers. Corrections cost more, and wait for a place (<see cref="CorrectionsRoute"/>).</summary>
internal sealed class PublicLists(Shelf shelf)
{
    /// <summary>A list, by the page that shows it.</summary>
    /// <param name="edition">Its language.</param>
    /// <param name="provider">The slug that was asked for; null: all.</param>
    /// <param name="before">From where on downwards.</param>
    /// <param name="address">Where the list stands for a provider that has another slug now.</param>
    internal IResult Answer<TPage>(Edition edition, string? provider, object? before, Func<string, string> address) where TPage : ComponentBase =>
        Elsewhere(edition, provider, address, out var card) ?? Page.Of<TPage>(new Dictionary<string, object?> { ["Edition"] = edition, ["Provider"] = card, ["Before"] = before });

    /// <summary>What is answered where the list is not there: nobody has the slug, or had it and has another now. Null where it is there, of <paramref name="card"/> or of all.</summary>
    internal IResult? Elsewhere(Edition edition, string? provider, Func<string, string> address, out ProviderCard? card)
    {
        card = provider is null ? null : shelf.Ledger.CardBySlug(provider);
        if (card is null) return provider is null ? null : Page.NotFound(edition);
        return card.Slug == provider ? null : Page.MovedTo(address(card.Slug));
    }
}
