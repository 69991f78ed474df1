namespace Griot.Feedback;

/// <summary>What happened to a case at one moment. Steps are kept for ever; the case's reader sees them.</summary>
public enum CaseStep
{
    Received,
    /// <summary>Its mail was taken over by the relay.</summary>
    PassedOn,
    /// <summary>Whoever is responsible was told that the day comes near.</summary>
    Reminded,
    /// <summary>The day has passed without an answer.</summary>
    Overdue,
    Answered,
    Accepted,
    /// <summary>A question that was not answered in time stands beside the article, in the reader's words.</summary>
    Shown,
    Published,
    Refused,
    Closed,
    /// <summary>What stood beside the article does so no more.</summary>
    TakenDown,
}

/// <summary>A step with its moment.</summary>
/// <param name="Step">What happened.</param>
/// <param name="At">When.</param>
/// <param name="Detail">
/// Of a refusal the word of its reason; else, where it wasn't whoever is responsible itself: <see cref="ByHouse"/>.
/// </param>
public sealed record CaseMoment(CaseStep Step, DateTimeOffset At, string? Detail)
{
    /// <summary>The house did it, or got it, in the place of whoever is responsible.</summary>
    public const string ByHouse = "house";

    /// <summary>Why a case was refused; null for any other step.</summary>
    public RefusalReason? Refusal => Step == CaseStep.Refused ? Griot.Record.Word.Parse<RefusalReason>(Detail) : null;
}
