namespace Griot.Ledger.Tlog;

/// <summary>The state of a log, in the words that are signed (C2SP tlog-checkpoint).</summary>
public sealed record Checkpoint
{
    /// <exception cref="ArgumentException">An origin that can't be one line of a note, a negative size, a root that is no hash.</exception>
    public Checkpoint(string origin, long size, byte[] root)
    {
        if (origin.Length == 0 || origin.Contains('\n', StringComparison.Ordinal) || !Canonical.IsText(origin))
            throw new ArgumentException("An origin is one line without control characters.", nameof(origin));
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (root.Length != MerkleTree.HashSize) throw new ArgumentException("A root has 32 bytes.", nameof(root));
        (Origin, Size, Root) = (origin, size, root);
    }

    /// <summary>The log's name. That it is an address is a custom only: don't rely on it.</summary>
    public string Origin { get; }

    /// <summary>Entries in the log.</summary>
    public long Size { get; }

    /// <summary>The root over them (RFC 6962, section 2.1).</summary>
    public byte[] Root { get; }

    /// <summary>The three lines. Of a checkpoint with extension lines this is not the text that was signed: that is the note's.</summary>
    public string Text => $"{Origin}\n{Canonical.Number(Size)}\n{Convert.ToBase64String(Root)}\n";

    /// <summary>
    /// Reads the text of a note; null where it is not exactly a checkpoint, or of more than 2^63-1 entries. Extension
    /// lines are allowed and say nothing that anybody checks, so they are not kept.
    /// </summary>
    public static Checkpoint? Parse(string text)
    {
        if (!SignedNote.IsNoteText(text) || text.StartsWith('\n') || text.Contains("\n\n", StringComparison.Ordinal)) return null;
        return text.Split('\n', 4) is [var origin, var number, var encoded, _]
            && Canonical.Number(number) is { } size && Canonical.Hash(encoded) is { } root
            ? new Checkpoint(origin, size, root)
            : null;
    }

    public bool Equals(Checkpoint? other) =>
        other is not null && Origin == other.Origin && Size == other.Size && Root.AsSpan().SequenceEqual(other.Root);

    public override int GetHashCode() => HashCode.Combine(Origin, Size, Root[0]);
}
