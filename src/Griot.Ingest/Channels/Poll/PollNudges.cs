namespace Griot.Ingest.Channels.Poll;

/// <summary>
/// Channels whose hub has told of a change: each is asked at once, and no more than once a minute for that reason. Kept in memory
/// alone: what is lost with the process is found by the next poll. Bounded by the number of channels. Safe for any number of callers.
/// </summary>
public sealed class PollNudges(TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> taken = new(StringComparer.Ordinal);

    /// <summary>Bids the channel to be asked. Any number of times is once.</summary>
    public void Add(string channel)
    {
        lock (gate) waiting.Add(channel);
    }

    /// <summary>True where the channel is to be asked now.</summary>
    internal bool IsDue(string channel)
    {
        var now = time.GetUtcNow();
        lock (gate) return waiting.Contains(channel) && !(taken.TryGetValue(channel, out var last) && IsClose(last, now));
    }

    /// <summary>It is being asked now, and what is told from here on is news again. True where it was bidden.</summary>
    internal bool Take(string channel)
    {
        lock (gate)
        {
            if (!waiting.Remove(channel)) return false;
            taken[channel] = time.GetUtcNow();
            return true;
        }
    }

    // A clock that was set back must not silence a hub until it has caught up.
    private static bool IsClose(DateTimeOffset last, DateTimeOffset now) => last <= now && now - last < Pause;
}
