using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// The owner of an address says that readers' questions may come to it. Looking changes nothing (mail scanners look at
/// every link); only confirming uses the token up. From then on what waits for the address is sent with its text.
/// </summary>
public sealed class ConfirmContact(Desk desk, TimeProvider time)
{
    private const int MostLetters = 64;
    private readonly Contacts contacts = new(desk, time);

    /// <summary>The address that the token is for; null for a token that is unknown, used or older than 30 days.</summary>
    public string? Look(string token) => token.Length <= MostLetters ? contacts.AddressOf(token) : null;

    /// <summary>The address on a card, where its owner has confirmed it: only there may anything go that speaks for the provider.</summary>
    public string? Confirmed(ProviderCard card) => Recipients.OwnAddress(card) is { } address && contacts.IsConfirmed(address) ? address : null;

    /// <summary>True if the address is confirmed by this very call.</summary>
    public bool Confirm(string token) => token.Length <= MostLetters && contacts.Confirm(token) is not null;
}
