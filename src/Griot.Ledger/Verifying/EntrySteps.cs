using System.Globalization;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Verifying;

/// <summary>That a proof is of what was asked for, and that its entry stands in the log of its signed root.</summary>
public static class EntrySteps
{
    /// <summary>That the proof could be read.</summary>
    public static Step Read(SealProof? proof) => proof is null
        ? Step.Failed(StepName.Proof, "what is given as the proof is none: not a .tlog-proof with an entry of this kind of log")
        : Step.Held(StepName.Proof, $"read: entry {proof.File.Index}, in a log of {proof.Checkpoint.Size} entries named {proof.Checkpoint.Origin}");

    /// <summary>
    /// That the entry is the seal of an item's version. What the house seals about a version (a hold, a reading, a picture) bears
    /// its item and number too, and commits to the house's own words: it is none.
    /// </summary>
    /// <param name="proof">The proof.</param>
    /// <param name="item">The item that was asked for; null where none was, as with a file.</param>
    /// <param name="version">Its version.</param>
    public static Step IsOf(SealProof proof, string? item, int? version)
    {
        var entry = proof.Entry;
        if (item is not null && (entry.Item != item || entry.Version != version))
            return Step.Failed(StepName.Entry, $"the proof is of another piece: it holds {Words(entry)}");
        if (item is not null && !entry.Kind.IsVersion)
            return Step.Failed(StepName.Entry, $"the proof is not of what the provider delivered, but of what the house has sealed about it: it holds {Words(entry)}");
        return item is null
            ? Step.Held(StepName.Entry, $"it says: {Words(entry)}. Whether that is the piece that you mean, compare yourself")
            : Step.Held(StepName.Entry, $"it is the one asked for: {Words(entry)}");
    }

    /// <summary>That the entry stands at its index in the log of the proof's root (RFC 6962, section 2.1.1).</summary>
    public static Step Included(SealProof proof)
    {
        var (index, size) = (proof.File.Index, proof.Checkpoint.Size);
        return InclusionProof.Verify(index, size, MerkleTree.Leaf(proof.EntryBytes), proof.File.Path, proof.Checkpoint.Root)
            ? Step.Held(StepName.Inclusion, $"the {proof.File.Path.Count} hashes of the proof lead from entry {index} to the root over all {size}")
            : Step.Failed(StepName.Inclusion, $"the hashes of the proof do not lead from entry {index} to the root over {size} entries: entry, index or log is another");
    }

    private static string Words(Entry entry) =>
        $"{Word.Of(entry.Kind)}{(entry.Version is { } version ? $", version {version}" : "")}{(entry.Item is { } item ? $" of item {item}" : "")}"
        + $"{(entry.Provider is { } provider ? $" by provider {provider}" : "")}, sealed {entry.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"
        + (entry.Evidence is { } evidence ? $", evidence {Word.Of(evidence)}" : "");
}
