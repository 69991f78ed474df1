using System.Collections.Concurrent;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Channels.Poll;

/// <summary>Polls the channels of active providers: once, or for as long as the house is open.</summary>
/// <param name="nudges">What hubs have told of; null where nobody listens to any.</param>
public sealed partial class Poller(LedgerStore ledger, GuardedHttp http, TimeProvider time, PollOptions options, ILogger<Poller> log, PollNudges? nudges = null) : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly PollChannel poll = new(ledger, http, time, options, new PollLog(log));

    // Channels whose state could not even be saved: without this a full disk would make us ask their servers at every tick.
    private readonly ConcurrentDictionary<string, DateTimeOffset> resting = new(StringComparer.Ordinal);

    /// <summary>Polls every channel once; minds Retry-After and back-off, not the interval. Those that failed last come last.</summary>
    /// <param name="told">Told of each channel as it is done: how many of how many.</param>
    public async Task<PollResult> OnceAsync(Action<int, int>? told, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var channels = Channels().ToList();
        var ready = channels.Where(channel => !Rhythm.HasToWait(channel.State, now)).OrderBy(Failures).ToList();
        var sum = new PollResult { Channels = channels.Count - ready.Count, Waiting = channels.Count - ready.Count };
        var gate = new Lock();
        var done = 0;
        using var turns = new Turns(options.Parallel, time);
        await Task.WhenAll(ready.Select(async channel =>
        {
            var result = await turns.RunAsync(() => PollAsync(channel, cancellation), cancellation);
            lock (gate)
            {
                sum += result;
                told?.Invoke(++done, ready.Count);
            }
        }));
        return sum;
    }

    /// <summary>Polls each channel when it is due, a new one at once, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var turns = new Turns(options.Parallel, time);
        using var timer = new PeriodicTimer(Tick, time);
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            do
            {
                foreach (var (id, task) in running) if (task.IsCompleted) running.Remove(id);
                foreach (var channel in Due()) running.TryAdd(channel.Channel.Id, InTurnAsync(channel));
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Task.WhenAll(running.Values);
        }

        List<Active> Due() => [.. DueNow().Where(channel => !running.ContainsKey(channel.Channel.Id))];

        async Task InTurnAsync(Active channel)
        {
            try
            {
                await turns.RunAsync(() => PollAsync(channel, cancellation), cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    // A store that can't be read for a moment costs a tick, not the polling.
    private List<Active> DueNow()
    {
        var now = time.GetUtcNow();
        if (ledger.Freeze is not null) return [];
        try
        {
            return [.. Channels().Where(channel => !IsResting(channel, now) && (Rhythm.IsDue(channel.State, options.Every, now) || IsNudged(channel, now))).OrderBy(Failures)];
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Unread(fault);
            return [];
        }
    }

    // Whatever a hub says, the provider's own server is left alone as long as it asked for that.
    private bool IsNudged(Active channel, DateTimeOffset now) =>
        nudges is not null && !Rhythm.HasToWait(channel.State, now) && nudges.IsDue(channel.Channel.Id);

    private bool IsResting(Active channel, DateTimeOffset now) =>
        resting.TryGetValue(channel.Channel.Id, out var until) && until > now && until - now <= Rest;

    // A fault of ours while reading one channel is logged and costs that channel a turn; it never stops the others.
    private async Task<PollResult> PollAsync(Active channel, CancellationToken cancellation)
    {
        try
        {
            var isNudged = nudges?.Take(channel.Channel.Id) == true;
            var result = await poll.RunAsync(channel.Channel, channel.State, channel.Card, isNudged, cancellation);
            if (result.NewItems + result.NewVersions + result.Quarantined > 0)
                Brought(channel.Card.Slug, channel.Channel.Id, result.NewItems, result.NewVersions, result.Quarantined);
            resting.TryRemove(channel.Channel.Id, out _);
            return result;
        }
        catch (Exception fault) when (!IsEnd(fault, cancellation))
        {
            Faulted(fault, channel.Card.Slug, channel.Channel.Id);
            return await NoteAsync(channel, fault, cancellation);
        }
    }

    private async Task<PollResult> NoteAsync(Active channel, Exception fault, CancellationToken cancellation)
    {
        try
        {
            return await poll.FaultedAsync(channel.Channel, channel.State, channel.Card, fault, cancellation);
        }
        catch (Exception second) when (!IsEnd(second, cancellation))
        {
            Unsaved(second, channel.Card.Slug, channel.Channel.Id);
            resting[channel.Channel.Id] = time.GetUtcNow() + Rest;
            return new PollResult { Channels = 1, Failed = 1 };
        }
    }

    private static bool IsEnd(Exception fault, CancellationToken cancellation) => fault is OperationCanceledException && cancellation.IsCancellationRequested;

    private static int Failures(Active channel) => channel.State?.Failures ?? 0;

    // The cards are read after the channels, so that each channel's is among them; and once, not once a channel at every tick.
    private IEnumerable<Active> Channels()
    {
        var channels = ledger.Channels();
        var cards = ledger.Cards().ToDictionary(card => card.Id, StringComparer.Ordinal);
        return
            from channel in channels
            where channel.Channel.Kind == ChannelKind.Feed
            let card = cards.GetValueOrDefault(channel.Channel.Provider)
            where card is { State: ProviderState.Active }
            select new Active(channel.Channel, channel.State, card);
    }

    private sealed record Active(ChannelRegistration Channel, ChannelState? State, ProviderCard Card);

    /// <summary>After polling has ended.</summary>
    public void Dispose() => poll.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Provider}: channel {Channel} brought {NewItems} new items, {NewVersions} new versions, {Quarantined} for quarantine")]
    private partial void Brought(string provider, string channel, int newItems, int newVersions, int quarantined);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider}: channel {Channel} could not be polled; it is tried again")]
    private partial void Faulted(Exception fault, string provider, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Provider}: what came of channel {Channel} could not be noted; it is tried again in a minute")]
    private partial void Unsaved(Exception fault, string provider, string channel);

    [LoggerMessage(Level = LogLevel.Error, Message = "The channels could not be read from the store; it is tried again")]
    private partial void Unread(Exception fault);
}
