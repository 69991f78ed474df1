using Griot.Record;

namespace Griot.Feedback;

/// <summary>Why a case has not come to whoever is responsible.</summary>
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
    /// <summary>The house got it for a provider that names no address, and has to hand it on.</summary>
    WithHouse,
}

/// <summary>Tells the operator why a case still waits.</summary>
public sealed class ExplainWaiting(Desk desk, ILedgerReader ledger, FeedbackSettings settings, TimeProvider time)
{
    private readonly Contacts contacts = new(desk, time);
    private readonly Recipients recipients = new(ledger);
    private readonly CaseHistory history = new(desk);

    /// <summary>Null for a case that whoever is responsible has, or that waits for nobody any more. One whose day has passed may still wait.</summary>
    public WaitReason? Explain(Case asked)
    {
        if (!CaseMachine.IsOpen(asked.State)) return null;
        if (asked.Mail == MailState.Delivered) return IsWithHouse(asked) ? WaitReason.WithHouse : null;
        if (asked.Mail == MailState.GivenUp) return WaitReason.GivenUp;
        if (settings.Mailer is null) return WaitReason.NoRelay;
        var recipient = asked.Responsible == Responsible.Provider ? asked.Provider : null;
        if (recipients.AddressFor(recipient) is not { } address) return WaitReason.NoAddress;
        return contacts.IsConfirmed(address) ? WaitReason.Due : WaitReason.NotConfirmed;
    }

    // By its steps: a case from before there were days has no moment at which it reached anybody, and went to whoever is responsible.
    private bool IsWithHouse(Case asked) =>
        asked is { Responsible: Responsible.Provider, Reached: null } && history.Of(asked).Any(moment => moment is { Step: CaseStep.PassedOn, Detail: CaseMoment.ByHouse });
}
