using Griot.Ledger.Tlog;

namespace Griot.Ledger.Verifying;

/// <summary>That a log's own key signed a checkpoint.</summary>
public static class Signatures
{
    /// <summary>The step for the checkpoint of a proof.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="key">The log's key, as it was known before; null where nobody knows one.</param>
    public static Step Check(SealProof proof, VerifierKey? key)
    {
        if (key is null) return Step.NotChecked(StepName.Signature, "no key is known for this log, so anybody may have made the proof");
        return Fault(proof.File.Checkpoint, key) is { } fault
            ? Step.Failed(StepName.Signature, fault)
            : Step.Held(StepName.Signature, $"the root over {proof.Checkpoint.Size} entries was signed with the key {key}");
    }

    /// <summary>What is wrong with a checkpoint's signature; null where nothing is.</summary>
    public static string? Fault(SignedNote note, VerifierKey key)
    {
        if (Checkpoint.Parse(note.Text) is not { } checkpoint) return "the signed note is no checkpoint";
        if (checkpoint.Origin != key.Name) return $"the checkpoint is of a log named {checkpoint.Origin}, and the key is of {key.Name}";
        if (!note.Signatures.Any(signature => signature.IsOf(key))) return $"the checkpoint bears no signature of the key {key}";
        return note.IsSignedBy(key) ? null : $"the checkpoint bears the name of the key {key}, and the signature is not of it: forged or altered";
    }
}
