using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Griot.Ledger;
using Griot.Record;
using NSec.Cryptography;

namespace Griot.Ingest.Channels;

/// <summary>The keys by which a channel knows its provider: made here, shown once, kept as a hash.</summary>
public sealed class ChannelKeys(LedgerStore ledger, TimeProvider time)
{
    private const int SecretBytes = 32;
    private const int AddressBytes = 16;

    /// <summary>Makes a secret that opens the channel. It is told now, and never again.</summary>
    public async Task<string> NewSecretAsync(string channel, CancellationToken cancellation)
    {
        var secret = "griot-" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await AddAsync(channel, ChannelKeyKind.Bearer, HashOf(secret), null, cancellation);
        return secret;
    }

    /// <summary>Makes the secret part of a mail address: letters and digits, in lower case, since a mailbox may not tell them apart.</summary>
    public async Task<string> NewAddressAsync(string channel, CancellationToken cancellation)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(AddressBytes));
        await AddAsync(channel, ChannelKeyKind.Address, HashOf(secret), null, cancellation);
        return secret;
    }

    /// <summary>Registers a public key whose owner signs each request; null where the text is no Ed25519 key, or one that a channel has or had.</summary>
    /// <param name="channel">The channel that it opens.</param>
    /// <param name="text">32 bytes in base64 (RFC 8032), or a PEM of the public key (RFC 8410).</param>
    /// <param name="cancellation">Ends the waiting for the store.</param>
    /// <returns>The key, with the id that a request names as its <c>keyid</c>.</returns>
    public async Task<ChannelKey?> AddSigningKeyAsync(string channel, string text, CancellationToken cancellation) =>
        PublicKeyOf(text) is { } key && !IsTaken(key) ? await AddAsync(channel, ChannelKeyKind.Ed25519, SHA256.HashData(key), key, cancellation) : null;

    /// <summary>The channel's keys, the ended ones too.</summary>
    public IReadOnlyList<ChannelKey> Of(string channel) => ledger.Keys(channel);

    /// <summary>Ends a key: what it opened stays shut from now on. False where there is none of that id that holds.</summary>
    public Task<bool> EndAsync(string id, CancellationToken cancellation) => ledger.EndKeyAsync(id, cancellation);

    internal static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private async Task<ChannelKey> AddAsync(string channel, ChannelKeyKind kind, byte[] hash, byte[]? publicKey, CancellationToken cancellation)
    {
        var key = new ChannelKey(OpaqueId.New(), channel, kind, hash, publicKey, time.GetUtcNow());
        await ledger.AddKeyAsync(key, cancellation);
        return key;
    }

    private bool IsTaken(byte[] key) => ledger.Channels().SelectMany(known => ledger.Keys(known.Channel.Id)).Any(known => known.PublicKey is { } other && other.AsSpan().SequenceEqual(key));

    private static byte[]? PublicKeyOf(string text)
    {
        var isPem = text.Contains("-----BEGIN", StringComparison.Ordinal);
        var bytes = Encoding.UTF8.GetBytes(text);
        if (!isPem && (bytes = Base64Of(text)) is null) return null;
        return PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, isPem ? KeyBlobFormat.PkixPublicKeyText : KeyBlobFormat.RawPublicKey, out var key)
            ? key?.Export(KeyBlobFormat.RawPublicKey)
            : null;
    }

    private static byte[]? Base64Of(string text)
    {
        var bytes = new byte[64];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) ? bytes[..length] : null;
    }
}
