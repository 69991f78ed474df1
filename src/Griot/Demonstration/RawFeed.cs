using System.Globalization;
using System.Text;

namespace Griot.Demonstration;

/// <summary>The feeds that are broken or hostile: kept byte for byte as they were thought up, but for their dates.</summary>
internal static class RawFeed
{
    private const string Mark = "{{date:";

    internal static byte[] Write(string raw, DateTimeOffset opened)
    {
        var feed = new StringBuilder(raw);
        for (var at = raw.IndexOf(Mark, StringComparison.Ordinal); at >= 0; at = raw.IndexOf(Mark, at + 1, StringComparison.Ordinal))
        {
            var mark = raw[at..(raw.IndexOf("}}", at, StringComparison.Ordinal) + 2)];
            var minutes = int.Parse(mark[Mark.Length..^2], CultureInfo.InvariantCulture);
            feed.Replace(mark, opened.AddMinutes(-minutes).ToString("R", CultureInfo.InvariantCulture));
        }

        return Encoding.UTF8.GetBytes(feed.ToString());
    }
}
