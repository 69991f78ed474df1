using System.Security.Cryptography;
using Griot.Ledger;
using Microsoft.AspNetCore.Http;
using NSec.Cryptography;

namespace Griot.Ingest.Channels.Push;

/// <summary>
/// Who signed a request (RFC 9421 with Ed25519). It has to cover the method, the target and the digest of the body (RFC 9530),
/// and to be young; each signature is taken once.
/// </summary>
internal sealed record RequestSignature(ChannelKey Key, byte[] Signature, DateTimeOffset Until)
{
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    // They are sealed beside each piece of the request.
    private const int LongestHeader = 1_024;

    /// <summary>By this it is remembered as used.</summary>
    internal byte[] Hash => SHA256.HashData(Signature);

    /// <summary>The signature that holds, or null. The body is not read: the digest that it has to have is covered.</summary>
    internal static RequestSignature? Of(HttpRequest request, Uri publicUrl, IReadOnlyList<ChannelKey> keys, DateTimeOffset now)
    {
        if (new[] { "Signature", "Signature-Input", "Content-Digest" }.Any(name => request.Headers[name].ToString().Length > LongestHeader)) return null;
        var signatures = ByteFields.Parse(request.Headers["Signature"].ToString());
        var signed = new SignedRequest(request, publicUrl);
        foreach (var input in SignatureInput.Parse(request.Headers["Signature-Input"].ToString()))
        {
            if (!signatures.TryGetValue(input.Label, out var signature) || !Covers(input, request) || End(input, now) is not { } until) continue;
            if (keys.FirstOrDefault(key => key.Id == input.Text("keyid") && key is { Kind: ChannelKeyKind.Ed25519, Ended: null }) is not { PublicKey: { } bytes } key) continue;
            if (signed.Base(input) is { } text && Holds(bytes, text, signature)) return new RequestSignature(key, signature, until);
        }

        return null;
    }

    /// <summary>Whether a body is the one that the request names by its digest: SHA-512 where it is there, else SHA-256; no other counts.</summary>
    internal static bool IsOf(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var digests = ByteFields.Parse(request.Headers["Content-Digest"].ToString());
        if (digests.TryGetValue("sha-512", out var longer)) return longer.AsSpan().SequenceEqual(SHA512.HashData(body));
        return digests.TryGetValue("sha-256", out var digest) && digest.AsSpan().SequenceEqual(SHA256.HashData(body));
    }

    // What changes how the body is read, or whether it is read at all, has to be signed where it is sent.
    private static bool Covers(SignatureInput input, HttpRequest request)
    {
        bool Has(string name) => input.Components.Contains(name, StringComparer.Ordinal);
        if (new[] { "content-type", "idempotency-key" }.Any(name => request.Headers.ContainsKey(name) && !Has(name))) return false;
        return Has("@method") && Has("content-digest") && (Has("@target-uri") || (Has("@authority") && (Has("@path") || Has("@request-target"))));
    }

    private static DateTimeOffset? End(SignatureInput input, DateTimeOffset now)
    {
        if (input.Has("alg") && input.Text("alg") != "ed25519") return null;
        if (input.Seconds("created") is not { } seconds || seconds > now.ToUnixTimeSeconds() + (long)Ahead.TotalSeconds || seconds < now.ToUnixTimeSeconds() - (long)Oldest.TotalSeconds) return null;
        if (input.Has("expires") && !(input.Seconds("expires") > now.ToUnixTimeSeconds())) return null;
        return DateTimeOffset.FromUnixTimeSeconds(seconds) + Oldest + Ahead;
    }

    private static bool Holds(byte[] publicKey, byte[] text, byte[] signature) =>
        PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out var key) && key is not null
        && signature.Length == SignatureAlgorithm.Ed25519.SignatureSize && SignatureAlgorithm.Ed25519.Verify(key, text, signature);
}
