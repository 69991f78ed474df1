using Griot.Record;

namespace Griot.Feedback;

/// <summary>Where questions go, by the cards as they are now: a contact that is mended reaches what still waits.</summary>
internal sealed class Recipients(ILedgerReader ledger)
{
    /// <summary>
    /// The address for a provider's questions, or for the house's where it is null. A provider that has given none gets
    /// its questions by way of the house. Null where the house has none either: then they wait on the desk.
    /// </summary>
    internal string? AddressFor(string? provider) =>
        provider is not null && OwnAddress(ledger.Card(provider)) is { } own ? own : OwnAddress(House);

    private ProviderCard? House => ledger.Cards().FirstOrDefault(card => card.Kind == ProviderKind.House);

    /// <summary>The provider's own address; null where its card names none that mail can go to.</summary>
    internal static string? OwnAddress(ProviderCard? card) => Plain(card?.Contact);

    private static string? Plain(string? contact)
    {
        const string scheme = "mailto:";
        if (contact is null) return null;
        var address = contact.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? contact[scheme.Length..] : contact;
        return QuestionForm.IsAddress(address.Trim()) ? address.Trim() : null;
    }
}
