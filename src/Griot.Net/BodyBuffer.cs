namespace Griot.Net;

/// <summary>
/// Collects bytes of unknown number in pieces small enough to stay off the large object heap, so that a body of 20 MB costs
/// 20 MB and not the sum of all its doublings.
/// </summary>
internal sealed class BodyBuffer
{
    private const int FirstPiece = 16 * 1024;
    private const int Piece = 64 * 1024;
    private readonly List<byte[]> pieces = [];
    private int filled;

    public long Length { get; private set; }

    /// <summary>Where the next bytes go; never empty.</summary>
    public Memory<byte> Free()
    {
        if (pieces.Count == 0 || filled == pieces[^1].Length)
        {
            pieces.Add(new byte[pieces.Count == 0 ? FirstPiece : Piece]);
            filled = 0;
        }

        return pieces[^1].AsMemory(filled);
    }

    /// <summary>Says how many bytes were written to <see cref="Free"/>.</summary>
    public void Advance(int written)
    {
        filled += written;
        Length += written;
    }

    public byte[] ToArray()
    {
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
