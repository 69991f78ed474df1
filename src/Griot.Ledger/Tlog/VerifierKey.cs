using System.Security.Cryptography;
using NSec.Cryptography;

namespace Griot.Ledger.Tlog;

/// <summary>A public Ed25519 key with its name: a "vkey" (C2SP signed-note, "Verifier keys").</summary>
public sealed class VerifierKey
{
    /// <summary>The types that are known: a signature over the note's text, and a witness's timestamped cosignature.</summary>
    public const byte Log = 1, Witness = 4;

    private const int KeySize = 32, IdSize = 4;

    private readonly PublicKey key;

    private VerifierKey(string name, byte type, PublicKey key)
    {
        this.key = key;
        (Name, Type, PublicKey) = (name, type, key.Export(KeyBlobFormat.RawPublicKey));
        KeyId = SHA256.HashData([.. Canonical.Bytes(name), (byte)'\n', type, .. PublicKey])[..IdSize];
    }

    public string Name { get; }

    /// <summary>The first four bytes of <c>SHA256(name || 0x0A || type || key)</c>: a label. Anybody can make a key with the same one.</summary>
    public byte[] KeyId { get; }

    /// <summary><see cref="Log"/> or <see cref="Witness"/>.</summary>
    public byte Type { get; }

    /// <summary>32 bytes (RFC 8032).</summary>
    public byte[] PublicKey { get; }

    /// <summary>A key of these parts; null where the name, the type or the length is not allowed.</summary>
    public static VerifierKey? Of(string name, byte type, ReadOnlySpan<byte> publicKey) =>
        Canonical.IsName(name) && type is Log or Witness && publicKey.Length == KeySize
        && NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key) && key is not null
            ? new VerifierKey(name, type, key)
            : null;

    /// <summary>Reads a vkey; null where it is none, its ID is not that of the key, or its type is not known here.</summary>
    public static VerifierKey? Parse(string vkey) =>
        vkey.Split('+', 3) is [var name, _, var encoded]
        && Canonical.Base64(encoded) is { Length: 1 + KeySize } bytes
        && Of(name, bytes[0], bytes.AsSpan(1)) is { } key && key.ToString() == vkey
            ? key
            : null;

    /// <summary>The vkey.</summary>
    public override string ToString() => $"{Name}+{Convert.ToHexStringLower(KeyId)}+{Convert.ToBase64String([Type, .. PublicKey])}";

    /// <summary>
    /// Whether this key signed the text of a note.
    /// </summary>
    /// <param name="message">The UTF-8 of the note's text.</param>
    /// <param name="signature">What follows the key ID in the signature line: 64 bytes, of a witness's 8 more for the time.</param>
    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (Type == Log) return Holds(message, signature);
        return Cosignature.Parse(signature) is { } cosignature
            && Holds([.. Cosignature.Header(cosignature.Time), .. message], cosignature.Signature);
    }

    private bool Holds(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureAlgorithm.Ed25519.SignatureSize && SignatureAlgorithm.Ed25519.Verify(key, message, signature);
}
