namespace Griot.Feedback;

/// <summary>How far a case has come. <see cref="CaseMachine"/> says which step leads where.</summary>
public enum CaseState
{
    /// <summary>Kept, and not yet with whoever is responsible.</summary>
    Received,
    /// <summary>The relay has taken over the mail to whoever is responsible.</summary>
    Sent,
    /// <summary>The day by which an answer was due has passed without one. It can still be answered.</summary>
    Overdue,
    Answered,
    /// <summary>A right of reply: it is to stand as a piece of its own.</summary>
    Accepted,
    /// <summary>Question and answer stand beside the article, or the reply stands as a piece of its own.</summary>
    Published,
    Refused,
    Closed,
}

/// <summary>Who has to answer.</summary>
public enum Responsible { Provider, House }
