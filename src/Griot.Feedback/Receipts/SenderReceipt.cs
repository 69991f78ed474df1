namespace Griot.Feedback;

/// <summary>
/// What was done with a mail that a provider sent, to be told to whoever sent it. It goes only to an address of which it is
/// proven that it is the provider's.
/// </summary>
public sealed record SenderReceipt
{
    /// <summary>Names this telling: the same again is no second mail.</summary>
    public required string Id { get; init; }

    public required string Provider { get; init; }

    public required string Channel { get; init; }

    public required string To { get; init; }

    /// <summary><c>published</c>, <c>updated</c>, <c>corrected</c>, <c>withdrawn</c>, <c>unchanged</c>, <c>set-aside</c> or <c>refused</c>.</summary>
    public required string Deed { get; init; }

    /// <summary>What was sealed is under embargo.</summary>
    public bool IsEmbargoed { get; init; }

    /// <summary>Until when; null where the provider has not said.</summary>
    public DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>A page that corrects or withdraws the item once. Left out where <see cref="To"/> is not the provider's confirmed contact: it speaks for the provider.</summary>
    public OneTimePage? Page { get; init; }

    /// <summary>The subject that it answers.</summary>
    public required string Subject { get; init; }

    public string? Item { get; init; }

    public long? Entry { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>The stable word for the reason, for which the house may have a better sentence.</summary>
    public string? Code { get; init; }

    /// <summary>The Message-ID of the mail that it answers, without angle brackets.</summary>
    public string? Answers { get; init; }

    /// <summary>Its own Message-ID, by which an answer to it is known; null for any.</summary>
    public string? MessageId { get; init; }

    /// <summary>The house's address for deliveries.</summary>
    public required string ReplyTo { get; init; }
}

/// <summary>A mail in a provider's name that nothing proves to be the provider's, to be told to its confirmed contact.</summary>
/// <param name="Id">Names this telling: the same again is no second mail.</param>
/// <param name="Provider">In whose name.</param>
/// <param name="Channel">The channel that it came through.</param>
/// <param name="From">Who it says it is from.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Excerpt">The beginning of its text.</param>
/// <param name="ConfirmAt">The secret address that confirms it.</param>
/// <param name="Page">The absolute address of the page on which a button confirms it; null for none.</param>
public sealed record HeldMail(string Id, string Provider, string Channel, string From, string Subject, string Excerpt, string ConfirmAt, string? Page = null);

/// <summary>A page that works once.</summary>
/// <param name="Address">Absolute; who has it speaks for the provider.</param>
/// <param name="Until">When it ends.</param>
public sealed record OneTimePage(string Address, DateTimeOffset Until);
