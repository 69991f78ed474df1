using System.Buffers.Binary;

namespace Griot.Ledger.Tlog;

/// <summary>
/// What a witness's signature line holds behind the key ID (C2SP tlog-cosignature, Ed25519). It says that at this time
/// the checkpoint was the largest that the witness had seen of the log, and consistent with all before.
/// </summary>
/// <param name="Time">Seconds since 1970, by the witness's clock. It is worth something only once the signature was checked.</param>
/// <param name="Signature">64 bytes over the header and the checkpoint's text.</param>
public sealed record Cosignature(long Time, byte[] Signature)
{
    private const int TimeSize = 8, SignatureSize = 64;

    /// <summary>Reads the bytes behind the key ID; null where they have another length or a time beyond 2^63-1.</summary>
    public static Cosignature? Parse(ReadOnlySpan<byte> bytes) =>
        bytes.Length == TimeSize + SignatureSize && BinaryPrimitives.ReadInt64BigEndian(bytes) is >= 0 and var time
            ? new Cosignature(time, bytes[TimeSize..].ToArray())
            : null;

    /// <summary>What is signed before the checkpoint's text: the words that keep it apart from everything else that is signed.</summary>
    public static byte[] Header(long time) => Canonical.Bytes($"cosignature/v1\ntime {Canonical.Number(time)}\n");

    public byte[] ToBytes()
    {
        var bytes = new byte[TimeSize + Signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Time);
        Signature.CopyTo(bytes, TimeSize);
        return bytes;
    }
}
