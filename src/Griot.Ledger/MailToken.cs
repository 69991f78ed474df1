namespace Griot.Ledger;

/// <summary>What whoever holds a token may do with it.</summary>
public enum MailTokenKind
{
    /// <summary>Correct or withdraw one item: the token stands in the receipt for it.</summary>
    Receipt,

    /// <summary>Confirm a mail that lies in quarantine.</summary>
    Confirmation,
}

/// <summary>
/// A secret that went out by mail, known here by its hash alone. Mutable; losing one costs the answers to a receipt or a
/// question: the mail itself can be answered instead.
/// </summary>
/// <param name="Hash">SHA-256 of the token, which has 128 random bits, or 256 where it stands in the address of a page.</param>
/// <param name="Kind">What it is good for.</param>
/// <param name="Channel">The channel in whose provider's name.</param>
/// <param name="Item">Of a receipt: the item.</param>
/// <param name="Quarantined">Of a confirmation: the row.</param>
/// <param name="Expires">Until when.</param>
public sealed record MailToken(byte[] Hash, MailTokenKind Kind, string Channel, string? Item, long? Quarantined, DateTimeOffset Expires);
