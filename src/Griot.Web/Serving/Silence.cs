using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Griot.Web;

/// <summary>
/// Whoever opens a connection and says nothing takes a place that a reader may want. The server itself gives him as long as one who
/// has been answered and may come back: minutes.
/// </summary>
internal static class Silence
{
    /// <summary>Until the first letter. A browser that opens connections before it knows what to ask opens another one.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Between an answer and the next request: longer than proxies keep a connection that they mean to use again (Caddy: two minutes),
    /// so that none asks over one that is just being closed.
    /// </summary>
    internal static readonly TimeSpan LongestBetween = TimeSpan.FromSeconds(130);

    /// <summary>From the first letter to the end of a request's head, over any network that carries a page at all.</summary>
    internal static readonly TimeSpan LongestHead = TimeSpan.FromSeconds(30);

    /// <summary>Waits for the first letters, and leaves them to be read. False where none came in time, or the server closes.</summary>
    internal static async Task<bool> EndsAsync(ConnectionContext connection, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(Longest, time);
        await using var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested.UnsafeRegister(static patience => ((CancellationTokenSource)patience!).Cancel(), patience) ?? default;
        try
        {
            var read = await connection.Transport.Input.ReadAsync(patience.Token);
            connection.Transport.Input.AdvanceTo(read.Buffer.Start);
            return !read.IsCanceled;
        }
        catch (Exception end) when (end is OperationCanceledException or ConnectionResetException)
        {
            return false;
        }
    }
}
