namespace Griot.Feedback;

/// <summary>What came of a question.</summary>
public abstract record AskOutcome
{
    private AskOutcome()
    {
    }

    /// <summary>It is kept, durably. The same form with the same text, sent again within minutes, gives the same reference.</summary>
    public sealed record Kept(string Reference) : AskOutcome;

    /// <summary>Nothing was kept: these fields are not right.</summary>
    public sealed record Faulty(IReadOnlyList<QuestionFault> Faults) : AskOutcome;

    /// <summary>Nothing was kept: too many from this sender, or from all together.</summary>
    public sealed record TooMany(TimeSpan RetryAfter) : AskOutcome;

    /// <summary>Nothing was kept: too many questions wait for an answer.</summary>
    public sealed record Full : AskOutcome;
}
