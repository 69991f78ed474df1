using System.Text;
using Griot.Record;
using Griot.Syndication.Search;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Rights;

/// <summary>
/// <c>/robots.txt</c> (RFC 9309): what everybody keeps away from, and which providers' pages the programs that learn from texts
/// keep away from as well. A program that finds itself named reads its own group alone (section 2.2.1), so that group says
/// all of it.
/// </summary>
internal sealed class GetRobots(Shelf shelf, SyndicationSettings settings, string? sitemap = null)
{
    private const string ForAll = "Disallow: /*/case/\nDisallow: /*/*/*/ask$\n";

    // No path in these names a provider, and each may hold the text of any, whole or in part: whoever reserves one of them reserves all.
    private static readonly string[] Pages = ["search", "answers", "corrections", "documents"];
    private static readonly string[] Labels = [.. LabelFeed.Kinds, "day"];

    private static readonly string OfNobody = $"Disallow: /items/\nDisallow: /feeds/all.\nDisallow: /feeds/all/\nDisallow: /feeds/search.\nDisallow: /feeds/corrections.\nDisallow: /feeds/answers.\n{string.Concat(LabelFeed.Kinds.Select(kind => $"Disallow: /feeds/{kind}/\n"))}Disallow: /search.json\nDisallow: /sitemaps/news-\nDisallow: /changes\nDisallow: /log/entry/\n";

    internal IResult Answer(HttpContext context) => new FreshBytes(Encoding.UTF8.GetBytes(Write()), "text/plain; charset=utf-8");

    private string Write()
    {
        var text = new StringBuilder($"User-agent: *\n{ForAll}Allow: /\n");
        var reserved = shelf.Ledger.Cards().Where(card => card.Rules is { IsAiReserved: true }).ToList();
        if (sitemap is not null) text.Append("\nSitemap: ").Append(sitemap).Append('\n');
        if (reserved.Count == 0) return text.ToString();
        text.Append('\n');
        foreach (var name in AiCrawlers.Names) text.Append("User-agent: ").Append(name).Append('\n');
        text.Append(ForAll).Append(OfNobody);
        foreach (var path in settings.Editions.SelectMany(PagesOfNobody)) text.Append("Disallow: ").Append(path).Append('\n');
        foreach (var path in reserved.SelectMany(card => ProviderPaths.Of(card, settings.Editions))) text.Append("Disallow: ").Append(path).Append('\n');
        return text.Append("Allow: /\n").ToString();
    }

    // The front page, what is found and answered, and every list of pieces: they show what pieces begin with.
    private static IEnumerable<string> PagesOfNobody(string edition) =>
        [.. ProviderPaths.OfPage($"/{edition}"), .. ProviderPaths.OfPage($"/{edition}/"), .. Pages.SelectMany(page => ProviderPaths.OfPage($"/{edition}/{page}").Append($"/{edition}/{page}/")), .. Labels.Select(kind => $"/{edition}/{kind}/")];
}
