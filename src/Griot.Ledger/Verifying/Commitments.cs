using Griot.Record;

namespace Griot.Ledger.Verifying;

/// <summary>The bytes of a part as they were got, or why they were not.</summary>
/// <param name="Bytes">Null where there are none.</param>
/// <param name="Absence">Why there are none.</param>
/// <param name="IsKeptBack">True where whoever gave the proof was asked for the bytes and did not give them.</param>
public sealed record PartBytes(byte[]? Bytes, string Absence, bool IsKeptBack)
{
    /// <summary>Bytes to be compared.</summary>
    public static PartBytes Of(byte[] bytes) => new(bytes, "", false);

    /// <summary>Nobody was asked for them.</summary>
    public static PartBytes NotGiven(string why) => new(null, why, false);

    /// <summary>The house was asked, and gave none.</summary>
    public static PartBytes KeptBack(string why) => new(null, why, true);
}

/// <summary>That bytes are those that an entry commits to (ledger.md, section 2).</summary>
public static class Commitments
{
    /// <summary>
    /// Compares the bytes of a part. A salt is published together with the bytes that it opens and never without them: one
    /// without the other is a failure.
    /// </summary>
    public static Step Check(SealProof proof, Part part, PartBytes got)
    {
        var name = NameOf(part);
        var committed = proof.Entry.CommitmentTo(part);
        var salt = proof.Salts.GetValueOrDefault(part);
        if (got.Bytes is not { } bytes) return Without(name, committed, salt, got);
        if (committed is null) return Step.Failed(name, "bytes are shown, and the entry commits to none");
        if (salt is null) return Step.Failed(name, "bytes are shown, and the proof holds no salt to compare them with the entry");
        return salt.Length == Commitment.Size && Commitment.Of(part, salt, bytes).AsSpan().SequenceEqual(committed)
            ? Step.Held(name, $"these {bytes.Length} bytes are the ones that the entry commits to")
            : Step.Failed(name, $"these {bytes.Length} bytes are not what the entry commits to: they, or the salt, were changed");
    }

    private static Step Without(StepName name, byte[]? committed, byte[]? salt, PartBytes got)
    {
        if (committed is null) return Step.NotChecked(name, "the entry commits to none");
        if (salt is not null && got.IsKeptBack) return Step.Failed(name, $"the proof opens it, and it is not given: {got.Absence}");
        return Step.NotChecked(name, got.Absence);
    }

    private static StepName NameOf(Part part) => part switch
    {
        Part.Record => StepName.Record,
        Part.Summary => StepName.Summary,
        Part.Delivery => StepName.Delivery,
        _ => StepName.Envelope,
    };
}
