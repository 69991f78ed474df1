namespace Griot.Net;

/// <summary>
/// What a server said instead of a document: an outsider's bytes, by which a person can see what went wrong. Never a
/// delivery, and never whole where it is long.
/// </summary>
/// <param name="Start">The first 64 KB at most, decoded; fewer where it came slowly or broke off.</param>
/// <param name="ContentType">As the server said it.</param>
/// <param name="Signs">See <see cref="ResponseHeaders.SignNames"/>.</param>
public sealed record ErrorAnswer(byte[] Start, string? ContentType, IReadOnlyDictionary<string, string> Signs)
{
    /// <summary>The most that is read of an answer that is no document, before decoding and after.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Reads the beginning. A body that drips or breaks off costs its rest, and never the status that came before it.</summary>
    /// <param name="caller">The caller's own cancellation: the only one that is thrown.</param>
    internal static async Task<ErrorAnswer> ReadAsync(HttpResponseMessage answer, TimeProvider time, CancellationToken deadline, CancellationToken caller)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, deadline);
        var body = new BodyBuffer();
        await FillAsync(body, answer, either.Token, caller);
        var start = ContentCoding.DecodeStart(ResponseHeaders.Read(answer, "Content-Encoding"), body.ToArray(), MostBytes);
        return new ErrorAnswer(start, ResponseHeaders.Read(answer, "Content-Type"), ResponseHeaders.ReadSigns(answer));
    }

    private static async Task FillAsync(BodyBuffer body, HttpResponseMessage answer, CancellationToken end, CancellationToken caller)
    {
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(end);
            while (body.Length < MostBytes && await stream.ReadAsync(body.Free(), end) is > 0 and var read) body.Advance(read);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !caller.IsCancellationRequested))
        {
            return; // What came until then is kept: it is a sample, not a document.
        }
    }
}
