namespace Griot.Ledger;

/// <summary>What whoever holds a token may do with it.</summary>
public enum MailTokenKind
{
    /// <summary>Deliver in the name of a channel's provider: the token stands in the address that it writes to.</summary>
    Delivery,

    /// <summary>Correct or withdraw one item: the token stands in the receipt for it.</summary>
    Receipt,

    /// <summary>Confirm a mail that lies in quarantine.</summary>
    Confirmation,
}

/// <summary>
/// A secret that went out by mail, known here by its hash alone. Mutable; losing them costs providers their secret
/// addresses and the answers to receipts, which a new receipt mends.
/// </summary>
/// <param name="Hash">SHA-256 of the token, which has 128 random bits.</param>
/// <param name="Kind">What it is good for.</param>
/// <param name="Channel">In whose name.</param>
/// <param name="Item">Of a receipt: the item.</param>
/// <param name="Quarantined">Of a confirmation: the row.</param>
/// <param name="Expires">Until when; null: for good.</param>
public sealed record MailToken(byte[] Hash, MailTokenKind Kind, string Channel, string? Item = null, long? Quarantined = null, DateTimeOffset? Expires = null);
