namespace Griot.Feedback;

/// <summary>How far a case has come; ordered.</summary>
public enum CaseState
{
    /// <summary>Kept, and not yet with whoever is responsible.</summary>
    Received,
    /// <summary>The relay has taken over the mail to whoever is responsible.</summary>
    Sent,
    Answered,
    /// <summary>Question and answer stand beside the article.</summary>
    Published,
    Closed,
}

/// <summary>Who has to answer.</summary>
public enum Responsible { Provider, House }
