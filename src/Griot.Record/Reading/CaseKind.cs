namespace Griot.Record;

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
