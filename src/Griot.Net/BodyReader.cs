namespace Griot.Net;

/// <summary>
/// Reads bodies up to a limit, whatever length they claim to have. Only so many may be large at one time: hundreds of
/// servers that all send without end fill the slots for a deadline's length, and not the memory. Small bodies never wait.
/// </summary>
internal sealed class BodyReader
{
    /// <summary>Large bodies under way at one time; with the default limit a quarter of a gigabyte at the very worst.</summary>
    public const int MostLarge = 12;

    /// <summary>Bytes from which a body is large; feeds hardly ever are.</summary>
    public const long Large = 512 * 1024;

    /// <summary>Never disposed: no handle is ever taken of it, and a fetch may still be under way when its owner goes.</summary>
    private SemaphoreSlim Slots { get; } = new(MostLarge, MostLarge);

    /// <summary>The bytes, or null where there are more than the limit.</summary>
    /// <param name="claimed">Content-Length, if any: refuses early, never reserves memory.</param>
    public async Task<byte[]?> ReadAsync(Stream body, long? claimed, long mostBytes, CancellationToken cancellationToken)
    {
        if (claimed > mostBytes) return null;
        var buffer = new BodyBuffer(claimed);
        if (await FillAsync(buffer, body, Math.Min(mostBytes, Large), cancellationToken)) return buffer.ToArray();
        if (buffer.Length > mostBytes) return null;
        await Slots.WaitAsync(cancellationToken);
        try
        {
            return await FillAsync(buffer, body, mostBytes, cancellationToken) ? buffer.ToArray() : null;
        }
        finally
        {
            Slots.Release();
        }
    }

    /// <summary>True at the end of the body, false where more than the limit came first.</summary>
    private static async Task<bool> FillAsync(BodyBuffer buffer, Stream body, long limit, CancellationToken cancellationToken)
    {
        while (buffer.Length <= limit)
        {
            var read = await body.ReadAsync(buffer.Free(), cancellationToken);
            if (read == 0) return true;
            buffer.Advance(read);
        }

        return false;
    }
}
