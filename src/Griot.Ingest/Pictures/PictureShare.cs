namespace Griot.Ingest.Pictures;

/// <summary>What is fetched of one provider's pictures in a day (UTC): a house on a dear line pays for every byte. Forgotten when the process ends.</summary>
internal sealed class PictureShare(TimeProvider time)
{
    /// <summary>Bytes of one provider in a day, after which the rest waits for the next.</summary>
    internal const long Most = 200L * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, long> spent = new(StringComparer.Ordinal);
    private DateTimeOffset day;

    /// <summary>When there is room again; null: now.</summary>
    internal DateTimeOffset? FullUntil(string provider)
    {
        lock (gate)
        {
            Turn();
            return spent.GetValueOrDefault(provider) < Most ? null : day.AddDays(1);
        }
    }

    internal void Spend(string provider, long bytes)
    {
        lock (gate)
        {
            Turn();
            spent[provider] = spent.GetValueOrDefault(provider) + bytes;
        }
    }

    private void Turn()
    {
        var now = time.GetUtcNow();
        var today = new DateTimeOffset(now.Year, now.Month, now.Day, 0, 0, 0, TimeSpan.Zero);
        if (today == day) return;
        day = today;
        spent.Clear();
    }
}
