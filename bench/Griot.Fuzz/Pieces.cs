using System.Diagnostics.CodeAnalysis;

namespace Griot.Fuzz;

/// <summary>An input in pieces, of which an archive or a form is made: where it is divided, its own bytes say.</summary>
internal static class Pieces
{
    /// <summary>At most so many, none of them empty; together they are the input.</summary>
    internal static IEnumerable<byte[]> Of(byte[] input, int most)
    {
        for (int at = 0, piece = 1; at < input.Length; piece++)
        {
            var length = piece == most ? input.Length - at : Math.Min(input.Length - at, 1 + (input[at] * (1 + (input.Length / 1024))));
            yield return input[at..(at + length)];
            at += length;
        }
    }
}

/// <summary>Bytes are the same where each one is.</summary>
internal sealed class ByteOrder : IEqualityComparer<byte[]>
{
    internal static ByteOrder Instance { get; } = new();

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] obj) => obj.Length;
}
