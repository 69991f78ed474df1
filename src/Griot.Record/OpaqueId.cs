using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Griot.Record;

/// <summary>
/// The ids of providers, channels and items: 128 random bits in 26 letters (Crockford's base 32, lower case). They hold
/// no time, no title and no address, so that an id tells nothing of an embargoed or removed piece.
/// </summary>
public static class OpaqueId
{
    /// <summary>Letters of an id.</summary>
    public const int Length = 26;

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private static readonly SearchValues<char> Letters = SearchValues.Create(Alphabet);

    /// <summary>A new random id.</summary>
    public static string New()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        return Write(random);
    }

    /// <summary>True for a text of the form that <see cref="New"/> gives: safe in addresses, file names and log lines.</summary>
    public static bool IsWellFormed(string? text) => IsWellFormed(text.AsSpan());

    internal static bool IsWellFormed(ReadOnlySpan<char> text) => text.Length == Length && text.IndexOfAnyExcept(Letters) < 0;

    private static string Write(ReadOnlySpan<byte> bytes)
    {
        var number = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return string.Create(Length, number, static (letters, rest) =>
        {
            for (var i = letters.Length - 1; i >= 0; i--, rest >>= 5) letters[i] = Alphabet[(int)(rest & 31)];
        });
    }
}
