using System.Security.Cryptography;

namespace Griot.Record;

/// <summary>
/// The salted commitment of ledger.md, section 2: <c>SHA256("griot-commit/v1\n" || label || "\n" || salt32 || bytes)</c>.
/// Without the salt it tells nothing of the bytes, even to someone who guesses them: that is what makes a removal real.
/// </summary>
public static class Commitment
{
    /// <summary>Bytes of a salt and of a commitment.</summary>
    public const int Size = 32;

    /// <summary>A fresh random salt, used for one part of one entry and never again.</summary>
    public static byte[] NewSalt() => RandomNumberGenerator.GetBytes(Size);

    /// <summary>The commitment to <paramref name="bytes"/> as the given part, under a salt of 32 bytes.</summary>
    public static byte[] Of(Part part, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(salt.Length, Size);
        return Digest.Of(Prefix(part), salt, bytes);
    }

    private static ReadOnlySpan<byte> Prefix(Part part) => part switch
    {
        Part.Delivery => "griot-commit/v1\ndelivery\n"u8,
        Part.Record => "griot-commit/v1\nrecord\n"u8,
        Part.Summary => "griot-commit/v1\nsummary\n"u8,
        Part.Envelope => "griot-commit/v1\nenvelope\n"u8,
        _ => "griot-commit/v1\nsignature\n"u8,
    };
}
