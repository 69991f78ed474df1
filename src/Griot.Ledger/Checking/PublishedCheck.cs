using Griot.Ledger.Tlog;

namespace Griot.Ledger.Checking;

/// <summary>A checkpoint file: the published one, or its copy outside the data folder.</summary>
/// <param name="Place">What it is called in a fault.</param>
/// <param name="Note">Its bytes; null where there is no file.</param>
internal sealed record PublishedNote(string Place, byte[]? Note)
{
    /// <summary>What its signed note says; null where it is none.</summary>
    internal Checkpoint? Checkpoint { get; } = Note is not null && SignedNote.Parse(Note) is { } note ? Tlog.Checkpoint.Parse(note.Text) : null;

    internal static PublishedNote Read(string place, string path)
    {
        try
        {
            return new PublishedNote(place, File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new PublishedNote(place, null);
        }
    }
}

/// <summary>
/// Holds the published checkpoint and its copy against the entries: origin, signature, and the root over as many entries as
/// it says, hashed anew. One that bears our signature and contradicts the entries freezes the store.
/// </summary>
internal sealed class PublishedCheck(Findings findings, RootWatch roots, LogWalk walk, string? origin, IReadOnlyList<VerifierKey> keys)
{
    /// <summary>Why the store may not go on; null where this checkpoint does not say so.</summary>
    /// <param name="published">The file.</param>
    /// <param name="size">Entries in the store.</param>
    internal Freeze? Judge(PublishedNote published, long size)
    {
        if (published.Note is not { } bytes) return null;
        if (published.Checkpoint is not { } checkpoint)
        {
            findings.Add(published.Place, "is no checkpoint with a signature");
            return null;
        }

        var isOurs = IsOfThisLog(published.Place, checkpoint) && IsSigned(published.Place, SignedNote.Parse(bytes)!);
        if (checkpoint.Size > size)
        {
            findings.Add(published.Place, $"is of {checkpoint.Size} entries, and the store holds {size}");
            return isOurs ? new Freeze(checkpoint.Size - size, null, bytes) : null;
        }

        var reached = roots.At(checkpoint.Size);
        if (reached is { } whole && whole.Root.AsSpan().SequenceEqual(checkpoint.Root)) return null;
        findings.Add(published.Place, reached is null ? $"its root over {checkpoint.Size} entries can't be made again, since not all of them are there" : $"its root over {checkpoint.Size} entries is not theirs");

        // A disk that can't be read says nothing of what was sealed.
        return isOurs && !walk.HasLost ? new Freeze(0, walk.FirstDifference(checkpoint.Size), bytes) : null;
    }

    private bool IsOfThisLog(string place, Checkpoint checkpoint)
    {
        if (checkpoint.Origin == origin) return true;
        findings.Add(place, $"is of the log {checkpoint.Origin}, and this one is {origin ?? "without a name"}");
        return false;
    }

    private bool IsSigned(string place, SignedNote note)
    {
        if (keys.Count == 0) return false;
        if (keys.Any(note.IsSignedBy)) return true;
        findings.Add(place, "bears no signature of our key that holds");
        return false;
    }
}
