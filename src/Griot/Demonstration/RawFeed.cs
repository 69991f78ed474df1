using System.Globalization;
using System.Text;

namespace Griot.Demonstration;

/// <summary>
/// The feeds that no tool of ours has printed: kept byte for byte as their makers' tools wrote them, but for their dates,
/// which stand as <c>{{form:minutes}}</c>, that many minutes before the demonstration opened.
/// </summary>
internal static class RawFeed
{
    private const string Open = "{{", Close = "}}";

    private static readonly string[] Days = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private static readonly string[] Months =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly string[] ShortMonths = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

    internal static byte[] Write(byte[] raw, Encoding encoding, DateTimeOffset opened)
    {
        var rest = encoding.GetString(raw).AsSpan();
        var feed = new StringBuilder();
        for (var at = rest.IndexOf(Open, StringComparison.Ordinal); at >= 0; at = rest.IndexOf(Open, StringComparison.Ordinal))
        {
            var end = rest.IndexOf(Close, StringComparison.Ordinal);
            feed.Append(rest[..at]).Append(Date(rest[(at + Open.Length)..end], opened));
            rest = rest[(end + Close.Length)..];
        }

        return encoding.GetBytes(feed.Append(rest).ToString());
    }

    private static string Date(ReadOnlySpan<char> mark, DateTimeOffset opened)
    {
        var colon = mark.IndexOf(':');
        var time = opened.AddMinutes(-int.Parse(mark[(colon + 1)..], CultureInfo.InvariantCulture));
        return mark[..colon] switch
        {
            "date" => time.ToString("R", CultureInfo.InvariantCulture),
            "two-digit-year" => time.UtcDateTime.ToString("ddd, dd MMM yy HH:mm 'GMT'", CultureInfo.InvariantCulture),
            "w3c" => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'+00:00'", CultureInfo.InvariantCulture),
            "seconds" => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "french" => $"{Days[(int)time.DayOfWeek][..3]}. {time.Day} {ShortMonths[time.Month - 1]} {time.Year}",
            "french-full" => $"{Days[(int)time.DayOfWeek]} {time.Day} {Months[time.Month - 1]} {time.Year} à {time:HH}h{time:mm}",
            var form => throw new InvalidDataException($"a date in an unknown form: {form}"),
        };
    }
}
