using System.Text;

namespace Griot.Ledger.Tlog;

/// <summary>
/// A text and who signed it (C2SP signed-note). Reading one checks no signature: its text means nothing until
/// <see cref="IsSignedBy"/> has said yes for a key that was known before.
/// </summary>
public sealed class SignedNote
{
    /// <summary>Bytes of a note, and signatures in it, that are read at most. The specification asks for at least 16 signatures.</summary>
    public const int MaxBytes = 1_000_000, MaxSignatures = 100;

    /// <exception cref="ArgumentException">
    /// What can't be a note: a text without final newline or with control characters, no signature, too many, too many bytes.
    /// </exception>
    public SignedNote(string text, IReadOnlyList<NoteSignature> signatures)
    {
        if (!IsNoteText(text)) throw new ArgumentException("The text of a note ends in a newline and holds no other control character.", nameof(text));
        if (signatures.Count is 0 or > MaxSignatures || !signatures.All(signature => signature.IsWellFormed))
            throw new ArgumentException($"A note has 1 to {MaxSignatures} signatures, each with a name, a key ID and bytes.", nameof(signatures));
        (Text, Signatures) = (text, [.. signatures]);
        if (Encoding.UTF8.GetByteCount(text) + 1L + Signatures.Sum(signature => (long)Encoding.UTF8.GetByteCount(signature.Line)) > MaxBytes)
            throw new ArgumentException($"A note has {MaxBytes} bytes at most.", nameof(text));
    }

    /// <summary>What was signed, with its final newline.</summary>
    public string Text { get; }

    /// <summary>In the order of the note. Those of unknown keys say nothing and are kept.</summary>
    public IReadOnlyList<NoteSignature> Signatures { get; }

    /// <summary>Reads a note; null where the bytes are not exactly one. Text and signatures part at the last empty line.</summary>
    public static SignedNote? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes || Canonical.Text(bytes) is not { } note) return null;
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n')) return null;

        // Counted before anything is made of them: a megabyte may hold a million lines.
        var lines = note[(end + 2)..];
        if (lines.AsSpan().Count('\n') is 0 or > MaxSignatures) return null;
        var signatures = lines[..^1].Split('\n').Select(NoteSignature.Parse).ToList();
        return signatures.Contains(null) ? null : new SignedNote(note[..(end + 1)], signatures!);
    }

    /// <summary>The note as it is published: byte for byte what was read.</summary>
    public byte[] ToBytes() => Canonical.Bytes($"{Text}\n{string.Concat(Signatures.Select(signature => signature.Line))}");

    /// <summary>The same text with one signature more.</summary>
    public SignedNote With(NoteSignature signature) => new(Text, [.. Signatures, signature]);

    /// <summary>
    /// Whether this key signed the text: its signature is there, and every one that claims to be of this key holds.
    /// </summary>
    public bool IsSignedBy(VerifierKey key)
    {
        var claimed = Signatures.Where(signature => signature.IsOf(key)).ToList();
        var message = Canonical.Bytes(Text);
        return claimed.Count > 0 && claimed.All(signature => key.Verify(message, signature.Signature));
    }

    internal static bool IsNoteText(string text) => text.EndsWith('\n') && Canonical.IsText(text);
}
