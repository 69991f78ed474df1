namespace Griot.Formats.Discovery;

/// <summary>The links of a <c>Link</c> header (RFC 8288): <c>&lt;/feed&gt;; rel="alternate"; type="application/rss+xml", ...</c>.</summary>
internal static class LinkHeader
{
    public static void Read(string header, PageScan scan) => Read(header, (target, parameters) => scan.Take(
        target, parameters.GetValueOrDefault("rel"), parameters.GetValueOrDefault("type"), parameters.GetValueOrDefault("title"), parameters.GetValueOrDefault("hreflang"), FeedEvidence.LinkHeader));

    /// <summary>Hands over each link: its target as written, and its parameters.</summary>
    public static void Read(string header, Action<string, IReadOnlyDictionary<string, string>> take)
    {
        for (var at = header.IndexOf('<', StringComparison.Ordinal); at >= 0;)
        {
            var end = header.IndexOf('>', at);
            if (end < 0) return;
            var target = header[(at + 1)..end];
            var behind = Parameters(header, end + 1, out var parameters);
            take(target, parameters);
            at = header.IndexOf('<', behind);
        }
    }

    private static int Parameters(string header, int at, out Dictionary<string, string> parameters)
    {
        parameters = new(StringComparer.OrdinalIgnoreCase);
        while (at < header.Length && header[at] != ',')
        {
            var start = at;
            while (at < header.Length && header[at] is not (',' or ';' or '=')) at++;
            var name = header[start..at].Trim();
            var value = "";
            if (at < header.Length && header[at] == '=') at = Value(header, at + 1, out value);
            if (name.Length > 0) parameters.TryAdd(name, value);
            while (at < header.Length && header[at] is not (',' or ';')) at++;
            if (at < header.Length && header[at] == ';') at++;
        }

        return at;
    }

    private static int Value(string header, int at, out string value)
    {
        while (at < header.Length && header[at] == ' ') at++;
        var quoted = at < header.Length && header[at] == '"';
        var start = quoted ? at + 1 : at;
        var end = quoted ? header.IndexOf('"', start) : header.AsSpan(start).IndexOfAny(",; ") is >= 0 and var plain ? start + plain : header.Length;
        if (end < 0) end = header.Length;
        value = header[start..end];
        return quoted && end < header.Length ? end + 1 : end;
    }
}
