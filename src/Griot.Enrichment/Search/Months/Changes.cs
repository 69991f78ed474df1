namespace Griot.Enrichment.Search;

/// <summary>How the field <see cref="IndexFields.Changed"/> holds its two facts in one number.</summary>
internal static class Changes
{
    internal static long Write(DateTimeOffset changed, bool isLedElsewhere) => changed.ToUnixTimeSeconds() << 1 | (isLedElsewhere ? 1L : 0L);

    internal static bool IsLedElsewhere(long value) => (value & 1) != 0;

    internal static DateTimeOffset At(long value) => DateTimeOffset.FromUnixTimeSeconds(value >> 1);
}
