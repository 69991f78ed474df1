namespace Griot.Feedback;

/// <summary>What a reader wants of whoever is responsible.</summary>
public enum CaseKind
{
    /// <summary>It waits for no answer.</summary>
    Comment,
    Question,
    /// <summary>Something in the piece is wrong, and something is asked for.</summary>
    Complaint,
    /// <summary>Whoever is named or hit by the piece answers it in public, in words that nobody else changes.</summary>
    RightOfReply,
}

/// <summary>What a complaint says is wrong.</summary>
public enum ComplaintAbout { Fact, Picture, Privacy, Offence, Rights, Other }

/// <summary>The class of reason for which a case is refused, as its reader is told.</summary>
public enum RefusalReason { Unlawful, Offence, Privacy, NotConcerned, OffTopic, TooLong, Repeated, Spam }
