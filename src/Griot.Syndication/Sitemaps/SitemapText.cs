using System.Globalization;
using System.Security;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Griot.Syndication.Sitemaps;

/// <summary>A piece in a news sitemap.</summary>
internal sealed record NewsLine(string Address, string Publication, string Language, DateTimeOffset Published, string Title);

/// <summary>A sitemap on its way out: written line by line, so that the longest takes no more room than the shortest.</summary>
internal sealed class SitemapText(IEnumerable<string> lines, string mark) : IResult
{
    private const string Sitemaps = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string NewsSitemaps = "http://www.google.com/schemas/sitemap-news/0.9";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private const int Flushed = 64 * 1024;

    internal static IEnumerable<string> Index(IEnumerable<(string Address, DateTimeOffset? Changed)> sitemaps) =>
        [$"{Declaration}<sitemapindex xmlns=\"{Sitemaps}\">\n", .. sitemaps.Select(one => $"<sitemap>{Place(one)}</sitemap>\n"), "</sitemapindex>\n"];

    internal static IEnumerable<string> Addresses(IEnumerable<(string Address, DateTimeOffset? Changed)> addresses) =>
        addresses.Select(one => $"<url>{Place(one)}</url>\n").Prepend($"{Declaration}<urlset xmlns=\"{Sitemaps}\">\n").Append("</urlset>\n");

    internal static IEnumerable<string> News(IEnumerable<NewsLine> pieces) =>
        // A piece without a headline has none to give.
        pieces.Where(piece => piece.Title.Length > 0).Select(Write).Prepend($"{Declaration}<urlset xmlns=\"{Sitemaps}\" xmlns:news=\"{NewsSitemaps}\">\n").Append("</urlset>\n");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var tag = new EntityTagHeaderValue($"\"{mark}\"", isWeak: true);
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = FreshBytes.Cached;
        response.Headers.XContentTypeOptions = "nosniff";
        if (httpContext.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/xml; charset=utf-8";
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        var waiting = 0;
        foreach (var line in lines)
        {
            waiting += (int)Encoding.UTF8.GetBytes(line.AsSpan(), response.BodyWriter);
            if (waiting < Flushed) continue;
            await response.BodyWriter.FlushAsync(httpContext.RequestAborted);
            waiting = 0;
        }
    }

    private static string Place((string Address, DateTimeOffset? Changed) one) =>
        $"<loc>{Escaped(one.Address)}</loc>" + (one.Changed is { } changed ? $"<lastmod>{Moment(changed)}</lastmod>" : "");

    private static string Write(NewsLine piece) =>
        $"<url><loc>{Escaped(piece.Address)}</loc><news:news><news:publication><news:name>{Escaped(piece.Publication)}</news:name><news:language>{Escaped(piece.Language)}</news:language></news:publication><news:publication_date>{Moment(piece.Published)}</news:publication_date><news:title>{Escaped(piece.Title)}</news:title></news:news></url>\n";

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Two letters of Unicode are none of XML's, and no line of ours has room for them.
    private static string Escaped(string text) => SecurityElement.Escape(text.Any(IsNone) ? string.Concat(text.Where(letter => !IsNone(letter))) : text);

    private static bool IsNone(char letter) => !XmlConvert.IsXmlChar(letter) && !char.IsSurrogate(letter);
}
