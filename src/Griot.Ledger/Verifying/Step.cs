namespace Griot.Ledger.Verifying;

/// <summary>What is looked at when a version is verified, in this order.</summary>
public enum StepName
{
    /// <summary>The proof can be read.</summary>
    Proof,

    /// <summary>The entry in it is of the item and version that were asked for.</summary>
    Entry,

    /// <summary>The bytes are those that the entry commits to; so with the next three.</summary>
    Record,
    Summary,
    Delivery,
    Envelope,

    /// <summary>The entry stands in the log whose root was signed.</summary>
    Inclusion,

    /// <summary>The key is one that was known before.</summary>
    Key,

    /// <summary>The root was signed with it.</summary>
    Signature,

    /// <summary>The log as it stands now begins with the log of the proof.</summary>
    Present,

    /// <summary>The page shows the text of the record.</summary>
    Page,
}

/// <summary>What came of a step. What could not be looked at never counts as held.</summary>
public enum StepOutcome { Held, Failed, NotChecked }

/// <summary>One step of a verification, with what was found in plain words. The words may hold what a server said: clean them before they are shown.</summary>
public sealed record Step(StepName Name, StepOutcome Outcome, string Text)
{
    /// <summary>Looked at, and as it should be.</summary>
    public static Step Held(StepName name, string text) => new(name, StepOutcome.Held, text);

    /// <summary>Looked at, and wrong; or kept back against the log's own rules.</summary>
    public static Step Failed(StepName name, string text) => new(name, StepOutcome.Failed, text);

    /// <summary>Not looked at, and why.</summary>
    public static Step NotChecked(StepName name, string text) => new(name, StepOutcome.NotChecked, text);
}
