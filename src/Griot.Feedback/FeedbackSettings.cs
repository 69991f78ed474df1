using Griot.Net;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>What the operator says of how cases travel.</summary>
public sealed record FeedbackSettings
{
    public required HouseSettings House { get; init; }

    /// <summary>The way to the operator's relay; null where none is set: then every case waits on the desk.</summary>
    public Mailer? Mailer { get; init; }

    /// <summary>
    /// Where the operator wants to be told of feeds in trouble, and of days that passed without an answer; null where nowhere. It set the address up for itself, beside
    /// the relay: unlike a provider's contact it needs no confirmation.
    /// </summary>
    public string? OperatorMail { get; init; }

    /// <summary>Within how many days each kind of case is to be answered.</summary>
    public AnswerDays Days { get; init; } = new();
}
