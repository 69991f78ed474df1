namespace Griot.Syndication.Hub;

/// <summary>So many a minute, or in another span, in all, and so many by one name. Memory is bounded by the first. Safe for any number of callers.</summary>
internal sealed class RateWindow(TimeProvider time, int most, int mostOfOne, TimeSpan? span = null)
{
    private readonly TimeSpan length = span ?? TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Queue<(DateTimeOffset At, string Name)> taken = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>Takes a place, or says that there is none.</summary>
    internal bool Enter(string name)
    {
        var now = time.GetUtcNow();
        lock (gate)
        {
            // What lies ahead was noted by a clock that was set back since.
            while (taken.TryPeek(out var oldest) && (now - oldest.At >= length || oldest.At > now)) Leave(taken.Dequeue().Name);
            var count = counts.GetValueOrDefault(name);
            if (taken.Count >= most || count >= mostOfOne) return false;
            taken.Enqueue((now, name));
            counts[name] = count + 1;
            return true;
        }
    }

    private void Leave(string name)
    {
        if (--counts[name] == 0) counts.Remove(name);
    }
}
