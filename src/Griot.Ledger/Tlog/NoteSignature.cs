namespace Griot.Ledger.Tlog;

/// <summary>A signature line of a note.</summary>
/// <param name="Name">Of the key.</param>
/// <param name="KeyId">Four bytes; with the name they say which key is meant, and prove nothing.</param>
/// <param name="Signature">At least one byte, in the form of the key's type.</param>
public sealed record NoteSignature(string Name, byte[] KeyId, byte[] Signature)
{
    private const string Dash = "\u2014 ";

    internal bool IsWellFormed => Canonical.IsName(Name) && KeyId.Length == 4 && Signature.Length > 0;

    internal string Line => $"{Dash}{Name} {Convert.ToBase64String([.. KeyId, .. Signature])}\n";

    internal bool IsOf(VerifierKey key) => Name == key.Name && KeyId.AsSpan().SequenceEqual(key.KeyId);

    /// <summary>Reads a line, without its newline; null where it is none.</summary>
    internal static NoteSignature? Parse(string line)
    {
        if (!line.StartsWith(Dash, StringComparison.Ordinal)) return null;
        return line[Dash.Length..].Split(' ', 3) is [var name, var encoded]
            && Canonical.Base64(encoded) is { Length: > 4 } bytes
            && new NoteSignature(name, bytes[..4], bytes[4..]) is { IsWellFormed: true } signature
            ? signature
            : null;
    }
}
