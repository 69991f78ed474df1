using System.Security.Cryptography;
using System.Text;

namespace Griot.Ingest.Channels.WebSub;

/// <summary>
/// The signature of a notification (WebSub, section 7.1): <c>method=hex</c>, an HMAC over the body. SHA-1, which some hubs still send,
/// counts as none.
/// </summary>
internal sealed class HubSignature : IDisposable
{
    private readonly byte[] said;
    private readonly IncrementalHash hash;

    private HubSignature(byte[] said, IncrementalHash hash) => (this.said, this.hash) = (said, hash);

    /// <summary>Null where the header is missing, there several times, of no method that counts, or of another length than its method has.</summary>
    internal static HubSignature? Of(Microsoft.Extensions.Primitives.StringValues header, string secret)
    {
        if (header is not [{ } text] || text.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var cut)) return null;
        var (method, bytes) = text[..cut].Trim().ToLowerInvariant() switch
        {
            "sha256" => (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes),
            "sha384" => (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes),
            "sha512" => (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes),
            _ => default,
        };
        var claimed = new byte[bytes];
        var hex = text.AsSpan(cut + 1).Trim();
        if (bytes == 0 || hex.Length != bytes * 2 || Convert.FromHexString(hex, claimed, out _, out _) != System.Buffers.OperationStatus.Done) return null;
        return new HubSignature(claimed, IncrementalHash.CreateHMAC(method, Encoding.UTF8.GetBytes(secret)));
    }

    /// <summary>Goes on over the body.</summary>
    internal void Read(ReadOnlySpan<byte> bytes) => hash.AppendData(bytes);

    /// <summary>True where what was read is what was signed; takes the same time for every wrong one.</summary>
    internal bool IsRight() => CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), said);

    public void Dispose() => hash.Dispose();
}
