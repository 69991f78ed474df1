using System.Globalization;
using System.Text.RegularExpressions;

namespace Griot.Syndication.Sitemaps;

internal enum SitemapKind { Pages, News, Month }

/// <summary>What an address of a sitemap asks for: <c>news-fr</c>, <c>pages-fr</c>, <c>fr-2026-11</c>, <c>fr-2026-11-2</c>.</summary>
internal sealed partial record SitemapName(SitemapKind Kind, string Edition, string? Month, int Part)
{
    internal static SitemapName? Parse(string name, IReadOnlyList<string> editions)
    {
        if (Form().Match(name) is not { Success: true } match) return null;
        var (kind, month, part) = (match.Groups["kind"].Value, match.Groups["month"], match.Groups["part"]);
        var edition = match.Groups["edition"].Value;
        if (!editions.Contains(edition, StringComparer.Ordinal)) return null;
        if (!month.Success) return new SitemapName(kind == "news" ? SitemapKind.News : SitemapKind.Pages, edition, null, 1);
        return new SitemapName(SitemapKind.Month, edition, month.Value, part.Success ? int.Parse(part.Value, CultureInfo.InvariantCulture) : 1);
    }

    internal static string Of(string edition, string month, int part) => $"{edition}-{month}" + (part == 1 ? "" : "-" + part.ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^((?<kind>news|pages)-(?<edition>[A-Za-z-]{1,20})|(?<edition>[A-Za-z-]{1,20})-(?<month>[0-9]{4}-[0-9]{2})(-(?<part>[2-9]|[1-9][0-9]{1,3}))?)\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
