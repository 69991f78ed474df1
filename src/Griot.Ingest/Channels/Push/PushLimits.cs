namespace Griot.Ingest.Channels.Push;

/// <summary>
/// How much is taken at once: so many requests in all, and of each channel so many a minute. Memory is bounded by the number of
/// channels that have a key. Safe for any number of callers.
/// </summary>
internal sealed class PushLimits(TimeProvider time)
{
    /// <summary>Each may hold a body of 20 MB.</summary>
    private const int MostAtOnce = 8;

    /// <summary>Of one channel: who sends slowly takes no place but its own.</summary>
    private const int MostOfOne = 2;

    private const int MostAMinute = 1_200;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (DateTimeOffset Since, int Count)> byChannel = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> underWay = new(StringComparer.Ordinal);
    private int atOnce;

    /// <summary>Why there is no place for a request of this channel; null: it has one, until <see cref="Leave(string)"/>.</summary>
    internal PushProblem? Enter(string channel)
    {
        lock (gate)
        {
            if (atOnce == MostAtOnce || underWay.GetValueOrDefault(channel) == MostOfOne) return PushProblem.Busy;
            var now = time.GetUtcNow();
            var (since, count) = byChannel.GetValueOrDefault(channel, (now, 0));
            // A clock that was set back must not shut a channel out until it has caught up.
            if (now - since >= Minute || now < since) (since, count) = (now, 0);
            if (count == MostAMinute) return PushProblem.TooMany with { RetryAfter = since + Minute - now + TimeSpan.FromSeconds(1) };
            byChannel[channel] = (since, count + 1);
            underWay[channel] = underWay.GetValueOrDefault(channel) + 1;
            atOnce++;
            return null;
        }
    }

    internal void Leave(string channel)
    {
        lock (gate)
        {
            atOnce--;
            if (--underWay[channel] == 0) underWay.Remove(channel);
        }
    }
}
