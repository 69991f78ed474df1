namespace Griot.Net;

/// <summary>
/// Turns at each host: at most so many requests at a time, and a pause between their starts. A host is a host name, so that
/// 600 addresses of one machine are 600 hosts. Safe for any number of callers. A host nobody asks for is forgotten once its
/// pause is over, so memory is bounded by what is going on.
/// </summary>
/// <param name="delay">From the start of one request to the start of the next, per host.</param>
/// <param name="parallel">Requests at a time, per host; at least 1.</param>
/// <param name="time">The clock of the pauses.</param>
public sealed class HostPoliteness(TimeSpan delay, int parallel, TimeProvider time)
{
    // Guards hosts, idle and every field of Host but its slots.
    private readonly Lock door = new();
    private readonly Dictionary<string, Host> hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<Host> idle = new();
    private readonly long pause = (long)(delay.TotalSeconds * time.TimestampFrequency);

    /// <summary>Hosts remembered at the moment.</summary>
    internal int Remembered
    {
        get
        {
            lock (door) return hosts.Count;
        }
    }

    /// <summary>Waits for a turn at the host; disposing what is returned ends it.</summary>
    public async ValueTask<IDisposable> EnterAsync(string host, CancellationToken cancellationToken)
    {
        var turn = new Turn(this, Join(host));
        var granted = false;
        try
        {
            await turn.WaitForSlotAsync(cancellationToken);
            if (ReserveStart(turn.Host) is { Ticks: > 0 } wait) await Task.Delay(wait, time, cancellationToken);
            granted = true;
            return turn;
        }
        finally
        {
            if (!granted) turn.Dispose();
        }
    }

    private Host Join(string name)
    {
        lock (door)
        {
            ForgetIdle();
            if (!hosts.TryGetValue(name, out var host)) hosts.Add(name, host = new Host(name, parallel));
            host.Guests++;
            return host;
        }
    }

    private void Leave(Host host)
    {
        lock (door)
        {
            if (--host.Guests == 0) idle.Enqueue(host);
        }
    }

    /// <summary>Takes the next start at the host and says how long it is until then. A caller that gives up leaves a gap, never a crowd.</summary>
    private TimeSpan ReserveStart(Host host)
    {
        lock (door)
        {
            var now = time.GetTimestamp();
            var start = host.NextStart is { } next && next > now ? next : now;
            host.NextStart = start + pause;
            return time.GetElapsedTime(now, start);
        }
    }

    /// <summary>A host stands in the queue once for each time it fell idle; it goes when its pause is over and nobody waits. A
    /// later stay under the same name is another host, which an old place in the queue must not end.</summary>
    private void ForgetIdle()
    {
        var now = time.GetTimestamp();
        while (idle.TryPeek(out var host) && (host.Guests > 0 || host.NextStart is null || host.NextStart <= now))
        {
            idle.Dequeue();
            if (host.Guests == 0 && hosts.GetValueOrDefault(host.Name) == host) hosts.Remove(host.Name);
        }
    }

    private sealed class Host(string name, int parallel)
    {
        public string Name => name;

        public SemaphoreSlim Slots { get; } = new(parallel, parallel);

        /// <summary>Turns waited for or held.</summary>
        public int Guests { get; set; }

        /// <summary>The timestamp before which no further request starts; null before the first.</summary>
        public long? NextStart { get; set; }
    }

    private sealed class Turn(HostPoliteness house, Host host) : IDisposable
    {
        private bool hasSlot;
        private int ended;

        public Host Host => host;

        public async ValueTask WaitForSlotAsync(CancellationToken cancellationToken)
        {
            await host.Slots.WaitAsync(cancellationToken);
            hasSlot = true;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) != 0) return;
            if (hasSlot) host.Slots.Release();
            house.Leave(host);
        }
    }
}
