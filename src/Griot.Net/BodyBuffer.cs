namespace Griot.Net;

/// <summary>
/// Collects bytes of unknown number in pieces small enough to stay off the large object heap, so that a body of 20 MB costs
/// 20 MB and not the sum of all its doublings.
/// </summary>
/// <param name="expected">How long the body says that it is; believed up to the size of an ordinary feed, so that such a body is not copied once more.</param>
internal sealed class BodyBuffer(long? expected = null)
{
    private const int MostExpected = 84_000;
    private const int Last = 1024;
    private const int FirstPiece = 16 * 1024;
    private const int Piece = 64 * 1024;
    private readonly int? exact = expected is > 0 and <= MostExpected ? (int)expected : null;
    private readonly List<byte[]> pieces = [];
    private int filled;

    public long Length { get; private set; }

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Free()
    {
        if (pieces.Count == 0 || filled == pieces[^1].Length)
        {
            pieces.Add(new byte[Next()]);
            filled = 0;
        }

        return pieces[^1].AsMemory(filled);
    }

    // Behind the last byte of an exact length nothing is expected but the end.
    private int Next() => pieces.Count switch
    {
        0 => exact ?? FirstPiece,
        1 when exact is not null => Last,
        _ => Piece,
    };

    /// <summary>Says how many bytes were written to <see cref="Free"/>.</summary>
    public void Advance(int written)
    {
        filled += written;
        Length += written;
    }

    public byte[] ToArray()
    {
        if (pieces.Count > 0 && pieces[0].Length == Length) return pieces[0];
        var all = new byte[Length];
        var at = 0;
        foreach (var piece in pieces)
        {
            var part = piece.AsSpan(0, Math.Min(piece.Length, all.Length - at));
            part.CopyTo(all.AsSpan(at));
            at += part.Length;
        }

        return all;
    }
}
