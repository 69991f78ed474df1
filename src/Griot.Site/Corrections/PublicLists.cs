using System.Diagnostics.CodeAnalysis;
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
    internal IResult Answer<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TPage>(Edition edition, string? provider, object? before, Func<string, string> address) where TPage : IComponent
    {
        var card = provider is null ? null : shelf.Ledger.CardBySlug(provider);
        if (provider is not null && card is null) return Page.NotFound(edition);
        return card is not null && card.Slug != provider
            ? Page.MovedTo(address(card.Slug))
            : Page.Of<TPage>(new Dictionary<string, object?> { ["Edition"] = edition, ["Provider"] = card, ["Before"] = before });
    }
}
