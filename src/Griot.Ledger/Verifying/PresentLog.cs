using Griot.Ledger.Tlog;

namespace Griot.Ledger.Verifying;

/// <summary>The log as it stands now, as far as it was got.</summary>
/// <param name="Checkpoint">The bytes served as its checkpoint; null where there are none.</param>
/// <param name="Tiles">Those of <see cref="Consistency.Tiles"/>, as they were served.</param>
/// <param name="Absence">What could not be got and why; null where all was.</param>
public sealed record PresentLog(byte[]? Checkpoint, IReadOnlyDictionary<TileId, byte[]> Tiles, string? Absence = null);

/// <summary>That a log only grew: what was signed before is the beginning of what is signed now.</summary>
public static class Consistency
{
    /// <summary>The tiles that the proof from one size to a larger one takes, in the width that they have at the larger.</summary>
    public static IReadOnlyList<TileId> Tiles(long from, long size)
    {
        var needed = new HashSet<TileId>();
        ConsistencyProof.Of(from, size, TileHashes.Of(size, tile =>
        {
            needed.Add(tile);
            return new byte[tile.Width * MerkleTree.HashSize];
        }));
        return [.. needed];
    }

    /// <summary>Whether what is signed now begins with what the proof's checkpoint covers.</summary>
    public static Step Check(SealProof proof, VerifierKey? key, PresentLog present)
    {
        if (key is null) return Step.NotChecked(StepName.Present, "no key is known to check its signature with");
        if (present.Checkpoint is null) return Step.Failed(StepName.Present, $"no present checkpoint of the log: {present.Absence}");
        if (SignedNote.Parse(present.Checkpoint) is not { } note || Checkpoint.Parse(note.Text) is not { } now)
            return Step.Failed(StepName.Present, "what is served as the log's present checkpoint is none");
        if (Signatures.Fault(note, key) is { } fault) return Step.Failed(StepName.Present, $"at present: {fault}");
        return Fault(proof.Checkpoint, now, present) is { } inconsistency
            ? Step.Failed(StepName.Present, inconsistency)
            : Step.Held(StepName.Present, $"the log now holds {now.Size} entries, signed with the same key, and begins with the {proof.Checkpoint.Size} of the proof");
    }

    /// <summary>Why a later checkpoint does not go on from an earlier one; null where it does. Signatures are the caller's.</summary>
    public static string? Fault(Checkpoint before, Checkpoint now, PresentLog present)
    {
        if (now.Size < before.Size) return $"rolled back: {before.Size} entries were signed, and now only {now.Size} are shown";
        if (now.Size == before.Size)
            return now.Root.AsSpan().SequenceEqual(before.Root) ? null : $"two different logs of {now.Size} entries are signed: not everybody is shown the same";
        if (present.Absence is { } absence) return absence;
        try
        {
            var path = ConsistencyProof.Of(before.Size, now.Size, TileHashes.Of(now.Size, tile => present.Tiles[tile]));
            return ConsistencyProof.Verify(before.Size, now.Size, path, before.Root, now.Root)
                ? null
                : $"by its own tiles, the log of {now.Size} entries does not begin with the {before.Size} that were signed before: altered, or not the log that others are shown";
        }
        catch (InvalidDataException fault)
        {
            return fault.Message;
        }
    }
}
