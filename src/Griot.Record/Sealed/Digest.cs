using System.Security.Cryptography;

namespace Griot.Record;

/// <summary>SHA-256 over parts as if they stood behind each other, without joining them first.</summary>
public static class Digest
{
    // The state of a hash is dear to make and nothing is left in it after a digest: one a thread is made anew for nobody.
    [ThreadStatic]
    private static IncrementalHash? hash;

    /// <summary>The digest, 32 bytes.</summary>
    public static byte[] Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third = default)
    {
        hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        hash.AppendData(second);
        hash.AppendData(third);
        return hash.GetHashAndReset();
    }
}
