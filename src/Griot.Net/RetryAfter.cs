using System.Globalization;

namespace Griot.Net;

/// <summary>Retry-After (RFC 9110, section 10.2.3): seconds or a date, obeyed up to a day.</summary>
internal static class RetryAfter
{
    private static readonly TimeSpan Most = TimeSpan.FromHours(24);

    /// <summary>Between nothing and 24 hours; null where the header is absent or says neither seconds nor a date.</summary>
    public static TimeSpan? Read(string? text, DateTimeOffset now)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed)) return null;
        var digits = trimmed.AsSpan().TrimStart('-');
        if (!digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9')) return Clamp(Seconds(trimmed, digits.Length));
        return DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? Clamp(date - now)
            : null;
    }

    private static TimeSpan Seconds(string text, int digits) => text[0] == '-'
        ? TimeSpan.Zero
        : digits > 6 ? Most : TimeSpan.FromSeconds(int.Parse(text, CultureInfo.InvariantCulture));

    private static TimeSpan Clamp(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Most ? Most : wait;
}
