using Griot.Ledger.Tlog;

namespace Griot.Exporting;

/// <summary>
/// A proof leads to the checkpoint of its day, and holds for ever. One that says of its entry what the newest says is left as it is: else
/// every entry of the log would write every proof anew.
/// </summary>
internal static class CopiedProof
{
    /// <summary>The proof to keep.</summary>
    internal static byte[] Choose(byte[]? before, byte[] now, VerifierKey? key) =>
        before is not null && key is not null && ProofFile.Parse(before) is { } old && ProofFile.Parse(now) is { } made
        && old.Index == made.Index && (old.Extra ?? []).AsSpan().SequenceEqual(made.Extra ?? []) && old.Checkpoint.IsSignedBy(key)
        && Checkpoint.Parse(old.Checkpoint.Text) is { } of && of.Size <= Checkpoint.Parse(made.Checkpoint.Text)?.Size
            ? before
            : now;
}
