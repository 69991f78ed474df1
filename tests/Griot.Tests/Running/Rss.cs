using System.Net;

namespace Griot.Tests.Running;

/// <summary>Small feeds of invented pieces.</summary>
internal static class Rss
{
    internal static string Feed(params IEnumerable<string> items) =>
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"><channel><title>Le Pont</title><link>https://lepont.example/</link><description>Nouvelles du pont</description><language>fr</language>
        {string.Join('\n', items)}
        </channel></rss>
        """;

    internal static string Item(string id, string headline, string text) =>
        $"""
        <item><title>{WebUtility.HtmlEncode(headline)}</title><link>https://lepont.example/{id}</link><guid>https://lepont.example/{id}</guid>
        <pubDate>Mon, 05 Oct 2026 08:00:00 GMT</pubDate><description>{WebUtility.HtmlEncode($"<p>{WebUtility.HtmlEncode(text)}</p>")}</description></item>
        """;
}
