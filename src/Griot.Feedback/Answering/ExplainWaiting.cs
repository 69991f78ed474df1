using Griot.Record;

namespace Griot.Feedback;

/// <summary>Why the mail of a case has not gone out.</summary>
public enum WaitReason
{
    /// <summary>No relay is configured.</summary>
    NoRelay,
    /// <summary>Neither the responsible provider nor the house has an address that mail can go to.</summary>
    NoAddress,
    /// <summary>The owner of the address has not clicked yet.</summary>
    NotConfirmed,
    /// <summary>It is the next to go, or is tried again after a failure (<see cref="Case.MailFailure"/>).</summary>
    Due,
    /// <summary>The relay did not take it for days: someone has to see to it by hand.</summary>
    GivenUp,
}

/// <summary>Tells the operator why a case still waits.</summary>
public sealed class ExplainWaiting(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time)
{
    private readonly Contacts contacts = new(desk, time);
    private readonly Recipients recipients = new(ledger);

    /// <summary>Null for a case that is not waiting to be mailed. One whose day has passed may still be.</summary>
    public WaitReason? Explain(Case asked)
    {
        if (!CaseMachine.IsOpen(asked.State) || asked.Mail == MailState.Delivered) return null;
        if (asked.Mail == MailState.GivenUp) return WaitReason.GivenUp;
        if (settings.Mailer is null) return WaitReason.NoRelay;
        var recipient = asked.Responsible == Responsible.Provider ? asked.Provider : null;
        if (recipients.AddressFor(recipient) is not { } address) return WaitReason.NoAddress;
        return contacts.IsConfirmed(address) ? WaitReason.Due : WaitReason.NotConfirmed;
    }
}
