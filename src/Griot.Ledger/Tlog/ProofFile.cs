using System.Text;

namespace Griot.Ledger.Tlog;

/// <summary>
/// A <c>.tlog-proof</c> (C2SP tlog-proof): everything that is needed to check one entry without asking anybody, but for
/// the entry and the log's key. Reading one checks its form alone.
/// </summary>
public sealed class ProofFile
{
    /// <summary>Bytes that are read at most.</summary>
    public const int MaxBytes = 2_000_000;

    private const string First = "c2sp.org/tlog-proof@v1", ExtraWord = "extra ", IndexWord = "index ";
    private const int MaxPath = 63;

    /// <exception cref="ArgumentException">A negative index, a path that is none, a note that is no checkpoint, too many bytes.</exception>
    public ProofFile(byte[]? extra, long index, IReadOnlyList<byte[]> path, SignedNote checkpoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (path.Count > MaxPath || path.Any(hash => hash.Length != MerkleTree.HashSize))
            throw new ArgumentException($"A path has {MaxPath} hashes of 32 bytes at most.", nameof(path));
        if (Tlog.Checkpoint.Parse(checkpoint.Text) is null) throw new ArgumentException("The note is no checkpoint.", nameof(checkpoint));
        (Extra, Index, Path, Checkpoint) = (extra, index, [.. path], checkpoint);
        if (Head.Length + checkpoint.ToBytes().Length > MaxBytes) throw new ArgumentException($"A proof has {MaxBytes} bytes at most.", nameof(extra));
    }

    /// <summary>What the log's application adds; signed by nobody. Null where there is none.</summary>
    public byte[]? Extra { get; }

    /// <summary>Of the entry, from 0.</summary>
    public long Index { get; }

    /// <summary>For <see cref="InclusionProof.Verify"/>.</summary>
    public IReadOnlyList<byte[]> Path { get; }

    /// <summary>The checkpoint as the log and its witnesses signed it, extension lines included.</summary>
    public SignedNote Checkpoint { get; }

    /// <summary>Reads a proof; null where the bytes are not exactly one.</summary>
    public static ProofFile? Parse(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\n\n"u8);
        if (bytes.Length > MaxBytes || end < 0 || Canonical.Text(bytes[..end]) is not { } head) return null;

        // First line, extra, index and path: more lines than that are no proof.
        var lines = head.Split('\n', MaxPath + 4);
        var at = 1;
        byte[]? extra = null;
        if (lines[0] != First || lines.Length == at) return null;
        if (Word(lines[at], ExtraWord) is { } encoded)
        {
            if ((extra = Canonical.Base64(encoded)) is null || lines.Length == ++at) return null;
        }

        if (Word(lines[at], IndexWord) is not { } number || Canonical.Number(number) is not { } index) return null;
        var path = lines[(at + 1)..].Select(Canonical.Hash).ToList();
        if (path.Count > MaxPath || path.Contains(null) || SignedNote.Parse(bytes[(end + 2)..]) is not { } note) return null;
        return Tlog.Checkpoint.Parse(note.Text) is null ? null : new ProofFile(extra, index, path!, note);
    }

    /// <summary>The proof as it is stored and served: byte for byte what was read.</summary>
    public byte[] ToBytes() => [.. Canonical.Bytes(Head), .. Checkpoint.ToBytes()];

    private string Head
    {
        get
        {
            var head = new StringBuilder(First).Append('\n');
            if (Extra is not null) head.Append(ExtraWord).Append(Convert.ToBase64String(Extra)).Append('\n');
            head.Append(IndexWord).Append(Canonical.Number(Index)).Append('\n');
            foreach (var hash in Path) head.Append(Convert.ToBase64String(hash)).Append('\n');
            return head.Append('\n').ToString();
        }
    }

    private static string? Word(string line, string word) => line.StartsWith(word, StringComparison.Ordinal) ? line[word.Length..] : null;
}
