using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Griot.Tests.Running;

namespace Griot.Tests.Screens;

/// <summary>One page of every kind in the demonstration: a kind of page is a line here. Pages that don't exist (yet) are left out.</summary>
internal sealed class PageKinds
{
    private readonly Site site;
    private readonly List<JsonNode> items;
    private readonly string gone;

    private PageKinds(Site site, List<JsonNode> items, string gone) => (this.site, this.items, this.gone) = (site, items, gone);

    internal static async Task<PageKinds> OfAsync(Site site)
    {
        var all = await site.ItemsAsync();
        var withdrawn = JsonNode.Parse(await site.ReadAsync("/withdrawals.json"))!["withdrawals"]!.AsArray();
        return new PageKinds(site, all, $"{new Uri(withdrawn[0]!["provider"]!["page"]!.GetValue<string>()).AbsolutePath}/{withdrawn[0]!["uri"]!.GetValue<string>().Split(':')[^1]}");
    }

    /// <summary>Every kind with its address in one edition, by name.</summary>
    internal async Task<IReadOnlyList<(string Name, string Address)>> InAsync(string edition)
    {
        var arabic = edition == "ar";
        var article = Of(arabic ? "idhaat-al-diffa" : "le-fleuve", edition);
        var corrected = In(edition, Path(items.First(item => Signal(item) == "correction")));
        IEnumerable<(string Name, string? Address)> kinds =
        [
            ("home", $"/{edition}"),
            ("article", article),
            ("article-of-the-house", In(edition, Path(items.First(item => Kind(item) == "house")))),
            ("article-corrected", corrected),
            ("article-old-version", corrected + "/1"),
            ("difference", corrected + "/2/difference"),
            ("corrections", $"/{edition}/corrections"),
            ("article-far-script", Of(arabic ? "lagoon-post" : "jaridat-al-marsa", edition)),
            ("article-picture", await WithAsync(edition, ".photo img")),
            ("document", await LinkAsync(edition, ".docs a[href*='/document/']")),
            ("tombstone", In(edition, gone)),
            ("provider", $"/{edition}/{(arabic ? "idhaat-al-diffa" : "le-fleuve")}"),
            ("register", $"/{edition}/providers"),
            ("withdrawals", $"/{edition}/withdrawals"),
            ("about", $"/{edition}/about"),
            ("contact", $"/{edition}/contact"),
            ("verify", $"/{edition}/verify/{article.Split('/')[^1]}/1"),
            ("ask", article + "/ask"),
            ("case", await AskedAsync(edition, article + "/ask")),
            ("error-404", $"/{edition}/le-fleuve/nothing-here"),
            ("search", $"/{edition}/search?q={(arabic ? "%D8%A7%D9%84%D8%A8%D8%AD%D8%B1" : "barrage")}"),
            ("search-empty", $"/{edition}/search"),
            ("countries", $"/{edition}/countries"),
            ("country", $"/{edition}/country/ML"),
            ("region", $"/{edition}/region/011"),
            ("subjects", $"/{edition}/subjects"),
            ("subject", await LinkAsync(edition, "a[href*='/subject/']")),
            ("genre", $"/{edition}/genre/press-release"),
            ("language", $"/{edition}/language/sw"),
            ("day", await LinkAsync(edition, "a[href*='/day/']")),
            ("statistics", $"/{edition}/statistics"),
            ("documents", $"/{edition}/documents"),
        ];
        var there = new List<(string, string)>();
        foreach (var (name, address) in kinds)
            if (address is not null && (name == "error-404" || await IsThereAsync(address))) there.Add((name, address));
        return there;
    }

    private string Of(string provider, string edition) =>
        In(edition, Path(items.Where(item => Path(item).Contains($"/{provider}/", StringComparison.Ordinal)).MaxBy(item => item["content_html"]?.GetValue<string>().Length ?? 0)!));

    private static string Path(JsonNode item) => new Uri(item["url"]!.GetValue<string>()).AbsolutePath;

    private static string? Signal(JsonNode item) => item["_griot"]!["signal"]?.GetValue<string>();

    private static string? Kind(JsonNode item) => item["_griot"]!["provider"]!["kind"]?.GetValue<string>();

    // The same page in another edition: its address differs in the first part alone.
    private static string In(string edition, string path) => $"/{edition}/{path.Split('/', 3)[2]}";

    private async Task<bool> IsThereAsync(string address) => await site.StatusAsync(address) is HttpStatusCode.OK or HttpStatusCode.Gone;

    private async Task<string?> WithAsync(string edition, string selector)
    {
        foreach (var path in items.Where(item => item["attachments"] is not null || item["image"] is not null).Select(Path))
            if (await FindAsync(In(edition, path), selector, "class") is not null) return In(edition, path);
        return null;
    }

    private async Task<string?> LinkAsync(string edition, string selector)
    {
        foreach (var path in items.Select(item => In(edition, Path(item))).Take(40).Prepend($"/{edition}"))
            if (await FindAsync(path, selector, "href") is { } link) return link;
        return null;
    }

    private async Task<string?> FindAsync(string path, string selector, string attribute)
    {
        using var answer = await site.GetAsync(path);
        using var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        return page.QuerySelector(selector) is { } found ? found.GetAttribute(attribute) ?? "" : null;
    }

    private async Task<string?> AskedAsync(string edition, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site.Address, form));
        request.Headers.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("text", edition == "ar" ? "من قاس ارتفاع الماء؟" : "Qui a mesuré la hauteur de l’eau ?")]);
        using var answer = await site.SendAsync(request);
        return answer.Headers.Location is { } location ? new Uri(site.Address, location).AbsolutePath : null;
    }
}
