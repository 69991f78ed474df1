using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Griot.Tests.Running;

namespace Griot.Tests.Screens;

/// <summary>
/// One page of every kind: a kind of page is a line here, and whatever looks at all kinds takes it from here (pictures, accessibility,
/// the hostile corpus). Those that a house doesn't have are left out.
/// </summary>
internal sealed class PageKinds
{
    private const string Document = ".docs a[href*='/document/']";
    private const string Picture = ".photo img";

    private readonly Site site;
    private readonly List<JsonNode> items;
    private readonly string gone;
    private readonly Func<string, PageSample> samples;

    private PageKinds(Site site, List<JsonNode> items, string gone, Func<string, PageSample> samples) => (this.site, this.items, this.gone, this.samples) = (site, items, gone, samples);

    /// <summary>The kinds of a house; of the demonstration where nobody says what to look at.</summary>
    internal static async Task<PageKinds> OfAsync(Site site, Func<string, PageSample>? samples = null)
    {
        var all = await site.ItemsAsync();
        var withdrawn = JsonNode.Parse(await site.ReadAsync("/withdrawals.json"))!["withdrawals"]!.AsArray();
        var kinds = new PageKinds(site, all, $"{new Uri(withdrawn[0]!["provider"]!["page"]!.GetValue<string>()).AbsolutePath}/{withdrawn[0]!["uri"]!.GetValue<string>().Split(':')[^1]}", samples ?? PageSample.OfTheDemonstration);
        // Documents and pictures are read beside: the demonstration has all kinds once they are.
        if (samples is null) await Eventually.TrueAsync(async () => await kinds.LinkAsync("fr", Document) is not null && await kinds.WithAsync("fr", Picture) is not null, () => "the demonstration shows no document or no picture");
        return kinds;
    }

    /// <summary>Every kind with its address in one edition, by name.</summary>
    internal async Task<IReadOnlyList<(string Name, string Address)>> InAsync(string edition)
    {
        var sample = samples(edition);
        var article = Of(sample.Provider, edition);
        var corrected = items.Find(item => Signal(item) is "correction") ?? items.Find(item => Signal(item) is "update");
        var changed = corrected is null ? null : In(edition, Path(corrected));
        IEnumerable<(string Name, string? Address)> kinds =
        [
            ("home", $"/{edition}"),
            ("article", article),
            ("article-of-the-house", items.Find(item => Kind(item) == "house" && !IsReply(item)) is { } own ? In(edition, Path(own)) : null),
            ("article-reply", items.Find(IsReply) is { } reply ? In(edition, Path(reply)) : null),
            ("article-replied-to", items.Find(item => item["_griot"]!["rightsOfReply"] is not null) is { } repliedTo ? In(edition, Path(repliedTo)) : null),
            ("article-corrected", changed),
            ("article-old-version", changed is null ? null : changed + "/1"),
            ("difference", changed is null ? null : changed + "/2/difference"),
            ("corrections", $"/{edition}/corrections"),
            ("answers", $"/{edition}/answers"),
            ("article-far-script", Of(sample.Other, edition)),
            ("article-picture", await WithAsync(edition, Picture)),
            ("document", await LinkAsync(edition, Document)),
            ("tombstone", In(edition, gone)),
            ("provider", $"/{edition}/{sample.Provider}"),
            ("register", $"/{edition}/providers"),
            ("withdrawals", $"/{edition}/withdrawals"),
            ("about", $"/{edition}/about"),
            ("contact", $"/{edition}/contact"),
            ("verify", $"/{edition}/verify/{article.Split('/')[^1]}/1"),
            ("ask", article + "/ask"),
            ("ask-complaint", article + "/ask?kind=complaint"),
            ("ask-reply", article + "/ask?kind=right-of-reply"),
            ("case", await AskedAsync(edition, article + "/ask")),
            ("error-404", $"/{edition}/{sample.Provider}/nothing-here"),
            ("search", $"/{edition}/search?q={Uri.EscapeDataString(sample.Word)}"),
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

    private static bool IsReply(JsonNode item) => item["_griot"]!["origin"]?.GetValue<string>() == "reply";

    private static string? Kind(JsonNode item) => item["_griot"]!["provider"]!["kind"]?.GetValue<string>();

    // The same page in another edition: its address differs in the first part alone.
    private static string In(string edition, string path) => $"/{edition}/{path.Split('/', 3)[2]}";

    private async Task<bool> IsThereAsync(string address) => await site.StatusAsync(address) is HttpStatusCode.OK or HttpStatusCode.Gone;

    // The oldest first: in the demonstration new ones arrive as long as it runs, and none of them has a picture.
    private async Task<string?> WithAsync(string edition, string selector)
    {
        foreach (var path in items.AsEnumerable().Reverse().Take(150).Select(Path))
            if (await FindAsync(In(edition, path), selector, "class") is not null) return In(edition, path);
        return null;
    }

    private async Task<string?> LinkAsync(string edition, string selector)
    {
        foreach (var path in items.OrderByDescending(item => item["attachments"] is not null).Select(item => In(edition, Path(item))).Take(40).Prepend($"/{edition}"))
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

/// <summary>What stands for all others of its kind, in one edition.</summary>
/// <param name="Provider">The slug of a provider in the edition's language.</param>
/// <param name="Other">The slug of one in another script.</param>
/// <param name="Word">A word that a search finds.</param>
internal sealed record PageSample(string Provider, string Other, string Word)
{
    internal static PageSample OfTheDemonstration(string edition) =>
        edition == "ar" ? new("idhaat-al-diffa", "lagoon-post", "الماء") : new("le-fleuve", "jaridat-al-marsa", "barrage");
}
