using System.Collections.Concurrent;
using Griot.Net;

namespace Griot.Ingest.Channels.Poll;

/// <summary>
/// Bounds what large documents hold of memory: a document is asked for as one of ordinary size first; one that is larger
/// is asked for again when a place is free, and keeps that place until it is taken in. So a hundred hostile feeds of
/// 20 MB cost time, theirs, and not the machine.
/// </summary>
internal sealed class LargeDocuments : IDisposable
{
    private const long Ordinary = 1024 * 1024;
    private const int Places = 4;

    private readonly SemaphoreSlim places = new(Places);

    // Channels that were large once: they need not be asked twice each time.
    private readonly ConcurrentDictionary<string, bool> known = new(StringComparer.Ordinal);

    /// <param name="channel">Whose document it is.</param>
    /// <param name="fetch">Asks for the document, of at most so many bytes.</param>
    /// <param name="take">Takes in what came.</param>
    /// <param name="cancellation">Ends the wait for a place.</param>
    internal async Task<PollResult> RunAsync(string channel, Func<long, Task<FetchOutcome>> fetch, Func<FetchOutcome, Task<PollResult>> take, CancellationToken cancellation)
    {
        if (!known.ContainsKey(channel))
        {
            var outcome = await fetch(Ordinary);
            if (outcome is not FetchOutcome.Failed { Code: "too-large" }) return await take(outcome);
            known.TryAdd(channel, true);
        }

        await places.WaitAsync(cancellation);
        try
        {
            return await take(await fetch(FetchRequest.DefaultMaxBytes));
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}
