using Griot.Formats;
using Griot.Record;

namespace Griot.Ingest.Channels.Mail;

/// <summary>What was done with a mail.</summary>
public enum MailDeed
{
    /// <summary>It belongs to no channel: nothing of it was kept, it stays in the mailbox.</summary>
    Unknown,

    /// <summary>A machine wrote it: nothing to do.</summary>
    Ignored,

    /// <summary>A first version was sealed.</summary>
    Published,

    /// <summary>A new version was sealed.</summary>
    Updated,

    /// <summary>A correction was sealed.</summary>
    Corrected,

    /// <summary>A withdrawal was sealed.</summary>
    Withdrawn,

    /// <summary>It stands already; nothing changed.</summary>
    Unchanged,

    /// <summary>It lies in quarantine until the domain name system can be asked for the key of its signature: see <see cref="MailDoor.RetryAsync"/>.</summary>
    Waiting,

    /// <summary>It lies in quarantine until the provider's contact confirms it.</summary>
    Held,

    /// <summary>It lies in quarantine, for the reason given, and an operator looks at it.</summary>
    SetAside,

    /// <summary>It was not taken, for the reason given.</summary>
    Refused,
}

/// <summary>What came of a mail, with all that whoever answers it needs. It is durable when this is there.</summary>
/// <param name="Deed">What was done.</param>
/// <param name="Reason">Why, where that needs saying: one sentence.</param>
public sealed record MailResult(MailDeed Deed, string? Reason = null)
{
    /// <summary>Whose mail it is; null where that is not known.</summary>
    public ProviderCard? Provider { get; init; }

    public string? Channel { get; init; }

    /// <summary>Of what was laid aside: the word for its reason.</summary>
    public string? Code { get; init; }

    public string? Item { get; init; }

    public int? Version { get; init; }

    /// <summary>The number of the entry in the log.</summary>
    public long? Entry { get; init; }

    /// <summary>The embargo of the version that was sealed; null where it has none, or it is over.</summary>
    public Embargo? Embargo { get; init; }

    /// <summary>The mail, as it says of itself.</summary>
    public MailLook? Look { get; init; }

    /// <summary>Where the receipt goes: the sender's address, where it is sure that it is the provider's, and it may be answered; else null.</summary>
    public string? ReceiptTo { get; init; }

    /// <summary>The Message-ID of the receipt: an answer to it corrects or withdraws the item.</summary>
    public string? ReceiptId { get; init; }

    /// <summary>Of a held mail: the address to which the provider's contact answers to confirm it.</summary>
    public string? ConfirmAt { get; init; }

    /// <summary>Of a held mail: the secret in the address of the page on which a button confirms it.</summary>
    public string? ConfirmBy { get; init; }

    /// <summary>The row of the quarantine; null where it lies in none.</summary>
    public long? Quarantined { get; init; }
}

/// <summary>A version that is sealed and shown to nobody yet.</summary>
/// <param name="Until">When it is shown; null where its provider has not said.</param>
public sealed record Embargo(DateTimeOffset? Until);

/// <summary>A held mail, for whoever is asked whether it is the provider's.</summary>
/// <param name="Provider">In whose name it came.</param>
/// <param name="Look">The mail, as it says of itself.</param>
/// <param name="Received">When it came.</param>
public sealed record HeldMailLook(ProviderCard Provider, MailLook Look, DateTimeOffset Received);
