using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// Puts what is wrong with a feed where the mail pump finds it, for the operator and for the provider's contact. Nothing is
/// sent here. What is mended before its mail went out is not told any more.
/// </summary>
public sealed class TellTrouble(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time)
{
    private readonly NoticeOutbox outbox = new(desk, time);

    /// <summary>True where there is anybody to tell: an operator's address, or the contact on the provider's card.</summary>
    /// <param name="trouble">What to tell.</param>
    /// <param name="toProvider">False where the provider can't mend it.</param>
    public bool Tell(FeedTrouble trouble, bool toProvider)
    {
        List<string> recipients = [];
        if (settings.OperatorMail is not null) recipients.Add(NoticeOutbox.Operator);
        if (toProvider && Recipients.OwnAddress(ledger.Card(trouble.Provider)) is not null) recipients.Add(trouble.Provider);
        if (recipients.Count > 0) outbox.Queue(trouble, recipients);
        return recipients.Count > 0;
    }

    /// <summary>Drops what waits about any other channel than these: it is mended.</summary>
    public void Keep(IReadOnlyCollection<string> channels) => outbox.Keep(channels);
}
