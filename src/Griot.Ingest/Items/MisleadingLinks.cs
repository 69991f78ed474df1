using System.Globalization;
using Griot.Formats;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Ingest.Items;

/// <summary>
/// Links that say one address and lead to another (“rfi.fr” to <c>r-fi.example</c>), or to a host that can be taken for another. They
/// are published as they came, for no word and no address of a provider's is changed; the operator is told.
/// </summary>
internal static class MisleadingLinks
{
    internal const string Code = "misleading-link";

    // Nobody reads a piece with more; and whoever sends one shall not have the intake at work on it.
    private const int Most = 1000;

    // Without a scheme and “www.”, what has a dot in it may be a file or an abbreviation: it is a host below a country's domain or one of these.
    private static readonly HashSet<string> Domains = new(["africa", "biz", "com", "edu", "gov", "info", "int", "media", "mil", "net", "news", "online", "org", "press", "radio", "site"], StringComparer.Ordinal);

    /// <summary>The first of a piece, and how many more there are; null where there is none.</summary>
    /// <param name="safeHtml">What <see cref="SafeHtml.Sanitise"/> wrote.</param>
    internal static Incident? In(string safeHtml)
    {
        var found = SafeLinks.Of(safeHtml).Take(Most).Select(link => Doubt(link.Address, link.Text)).OfType<string>().ToList();
        return found.Count == 0 ? null : new Incident(Code, $"{found[0]}{(found.Count > 1 ? $" So do {found.Count - 1} links more." : "")}");
    }

    private static string? Doubt(string address, string text)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || HostName.Plain(uri.Host) is not { } host) return null;
        if (HostName.IsLookalike(host)) return $"A link leads to {host}, whose name can be taken for another.";
        return Said(text) is { } said && !HostName.IsOneSite(said, host) ? $"A link says {said} and leads to {host}." : null;
    }

    // Only what is an address as a whole says where the link leads.
    private static string? Said(string text)
    {
        // Soft hyphens and the like are seen by nobody.
        var said = string.Concat(text.Where(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format)).Trim();
        var scheme = said.IndexOf("://", StringComparison.Ordinal);
        var isAddress = scheme is 4 or 5 && said.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        var name = isAddress ? said[(scheme + 3)..] : said;
        var end = name.AsSpan().IndexOfAny("/?#:");
        if (end >= 0) name = name[..end];
        if (name.Length is 0 or > 253 || name.Any(letter => !char.IsLetterOrDigit(letter) && letter is not ('.' or '-')) || !name.Contains('.', StringComparison.Ordinal) || HostName.Plain(name) is not { } host) return null;
        var top = host[(host.LastIndexOf('.') + 1)..];
        var isNamed = isAddress || name.StartsWith("www.", StringComparison.OrdinalIgnoreCase);
        return top.Length > 1 && char.IsLetter(top[0]) && (isNamed || top.Length == 2 || Domains.Contains(top) || top.StartsWith("xn--", StringComparison.Ordinal)) ? host : null;
    }
}
