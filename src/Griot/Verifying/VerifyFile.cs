using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Record;

namespace Griot.Verifying;

/// <summary>Verifies a saved proof, asking nobody.</summary>
internal static class VerifyFile
{
    /// <param name="path">The <c>.tlog-proof</c>.</param>
    /// <param name="given">The log's key, if it was given.</param>
    /// <param name="known">The keys that are known.</param>
    /// <param name="parts">Files with the bytes of parts.</param>
    /// <exception cref="IOException">A file can't be read.</exception>
    internal static Verification Run(string path, VerifierKey? given, KnownLogs known, IReadOnlyDictionary<Part, string> parts)
    {
        var proof = SealProof.Read(Bytes(path, ProofFile.MaxBytes));
        if (proof is null) return new Verification(path, null, null, [EntrySteps.Read(null)]);
        var key = KeyChoice.Of(known, new KeyChoice.Question(given, proof.File.Checkpoint, null, null));
        return new Verification(path, proof, key,
        [
            EntrySteps.Read(proof),
            EntrySteps.IsOf(proof, null, null),
            .. ((Part[])[Part.Record, Part.Summary, Part.Delivery]).Select(part => Compared(proof, part, parts.GetValueOrDefault(part))),
            Commitments.Check(proof, Part.Envelope, PartBytes.NotGiven("how it was delivered is never published")),
            EntrySteps.Included(proof),
            key.Step,
            Signatures.Check(proof, key.Key),
            Step.NotChecked(StepName.Present, "offline: how the log stands now was not asked"),
            Step.NotChecked(StepName.Page, "offline"),
        ]);
    }

    // Who gives a file wants it compared: that it can't be is a failure.
    private static Step Compared(SealProof proof, Part part, string? file)
    {
        if (file is null) return Commitments.Check(proof, part, PartBytes.NotGiven($"its bytes were not given (--{Word.Of(part)} FILE)"));
        return Commitments.Check(proof, part, PartBytes.Of(Bytes(file, Net.FetchRequest.DefaultMaxBytes)));
    }

    private static byte[] Bytes(string path, long most)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[most + 1];
        var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read <= most ? bytes[..read] : throw new IOException($"{path} is larger than {most} bytes");
    }
}
