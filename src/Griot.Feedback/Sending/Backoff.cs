namespace Griot.Feedback;

/// <summary>When a mail that the relay did not take is tried again, and when no more.</summary>
internal static class Backoff
{
    /// <summary>From the first try; as long as mail servers commonly try (RFC 5321, section 4.5.4.1).</summary>
    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(5);

    /// <summary>How long a mail belongs to the process that took it. If that one dies, another tries the mail after this.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    internal static TimeSpan After(long tries) => tries switch
    {
        <= 1 => TimeSpan.FromMinutes(1),
        2 => TimeSpan.FromMinutes(5),
        3 => TimeSpan.FromMinutes(15),
        4 => TimeSpan.FromHours(1),
        5 => TimeSpan.FromHours(3),
        _ => TimeSpan.FromHours(6),
    };
}
