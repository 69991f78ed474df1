using Griot.Ledger.Verifying;

namespace Griot.Verifying;

/// <summary>What came of verifying one piece.</summary>
internal sealed record Verification(string Input, SealProof? Proof, KeyChoice? Key, IReadOnlyList<Step> Steps)
{
    // What can't be left out: without one of them nothing is proven.
    private static readonly StepName[] Needed = [StepName.Proof, StepName.Entry, StepName.Inclusion, StepName.Signature];

    /// <summary>Signed notes that contradict each other, to be kept: whoever signed both can't deny it.</summary>
    internal IReadOnlyList<byte[]> Evidence { get; init; } = [];

    /// <summary>True where nothing was wrong and everything that a proof takes was looked at.</summary>
    internal bool IsVerified =>
        Steps.All(step => step.Outcome != StepOutcome.Failed)
        && Array.TrueForAll(Needed, name => Steps.Any(step => step.Name == name && step.Outcome == StepOutcome.Held));
}
