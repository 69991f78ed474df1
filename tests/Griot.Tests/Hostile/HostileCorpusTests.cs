using System.Net;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Griot.Testing;
using Griot.Tests.Running;
using Griot.Tests.Screens;

namespace Griot.Tests.Hostile;

/// <summary>
/// A whole hostile corpus through the real program, read by a real browser: it is taken in by polling, changed, withdrawn
/// and held, asked about and answered; then every page and feed that can show any of it is visited. Nothing may run, and
/// nobody but the house may be asked for anything, even with the content policy switched off: that is the last wall, not
/// the only one.
/// </summary>
public sealed class HostileCorpusTests
{
    [Fact, Trait("Speed", "slow")]
    public async Task H01_to_H14_nothing_runs_and_nobody_else_is_asked_on_any_page_of_a_house_full_of_hostile_pieces()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        var sent = await FillAsync(house, stand);
        await using var site = await house.OpenAsync("--poll-every", "24h");
        var pages = await PagesAsync(house, site);
        using var browser = Chromium.Open(site.Address);

        Assert.True(pages.Count > sent, $"{pages.Count} pages of {sent} pieces");
        Onlooker.Tell(browser);
        Onlooker.Visit(browser, pages.Take(120));
        browser.Driver.ExecuteCdpCommand("Page.setBypassCSP", new Dictionary<string, object?> { ["enabled"] = true });
        Onlooker.Visit(browser, pages);
        Assert.Empty(browser.Wanted);
        Assert.Empty(browser.Driver.Manage().Cookies.AllCookies);
        Assert.Empty(Onlooker.Kept(browser));
    }

    [Fact]
    public async Task What_judges_the_pages_sees_it_when_something_runs_and_somebody_is_asked()
    {
        using var browser = Chromium.Open(new Uri("http://127.0.0.1:1/"));
        Onlooker.Tell(browser);

        browser.Driver.Navigate().GoToUrl("data:text/html,<p onclick=x>x<script>alert(1)</script><img src=http://evil.example/x><select>");

        Assert.Equal(["ran: alert", "onclick=x", "<script>", "<img>", "src=http://evil.example/x", "<select>"], Onlooker.Faults(browser));
        await Eventually.TrueAsync(() => browser.Wanted.Any(), () => "the proxy was not asked");
        Assert.Contains("http://evil.example/x", browser.Requests());
    }

    // Three providers with one format each; every piece comes twice, changed. Gives how many pieces stand.
    private static async Task<int> FillAsync(DataFolder house, FeedStand stand)
    {
        var own = HostileWords.Own.Select(word => word.Text).ToList();
        // What XML can't carry comes as JSON.
        var collected = HostileWords.Collected().ToLookup(text => text.EnumerateRunes().All(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)));
        List<string> rss = [.. own, .. collected[true]];
        List<string> json = [.. own, .. collected[false]];
        var sent = rss.Count + own.Count + json.Count;
        foreach (var name in (string[])["rss", "atom", "json"])
            await house.DoAsync("provider", "add", "--name", $"{name} \"><script>alert(1)</script><img src=x onerror=alert(2)>", "--kind", "press", "--capacity", "government", "--country", "ML", "--about", own[1], "--usage-terms", own[2],
                "--home", "https://evil.example/\"><script>", "--language", "fr", "--feed", stand.Put(name, Feed(name, "<p>Un.</p>")).AbsoluteUri);
        Check(await house.PollAsync(), "newItems");
        foreach (var name in (string[])["rss", "atom", "json"]) stand.Put(name, Feed(name, "<p>Deux.</p>"));
        Check(await house.PollAsync(), "newVersions");
        stand.Put("atom", HostileFeeds.AtomWithdrawals(own));
        Assert.Equal(own.Count, (await house.PollAsync())["newVersions"]!.GetValue<int>());
        return sent;

        string Feed(string name, string more) => name == "rss" ? HostileFeeds.Rss(rss, more) : name == "atom" ? HostileFeeds.AtomFeed(own, more) : HostileFeeds.Json(json, more);

        void Check(JsonNode facts, string what) => Assert.Equal((0, 0, sent), (facts["failed"]!.GetValue<int>(), facts["quarantined"]!.GetValue<int>(), facts[what]!.GetValue<int>()));
    }

    // The most different pages first.
    private static async Task<List<string>> PagesAsync(DataFolder house, Site site)
    {
        var providers = (await house.AskAsync("provider", "list")).AsArray().Select(provider => provider!["slug"]!.GetValue<string>()).ToList();
        var articles = (await site.ItemsAsync()).Select(item => new Uri(item["url"]!.GetValue<string>()).PathAndQuery).ToList();
        var gone = await GoneAsync(site, providers);
        var held = articles[^1];
        await Eventually.TrueAsync(async () => JsonNode.Parse(await site.ReadAsync("/search.json?q=alert"))!["count"]!.GetValue<int>() > 0, () => "the search has found nothing yet");
        var kinds = await PageKinds.OfAsync(site, _ => new PageSample(providers[0], providers[^1], "alert"));
        await house.DoAsync("hold", Id(held), "--reason", "legal", "--text", HostileWords.Own[0].Text);
        var question = await AskAsync(house, site, articles[0]);
        var (claim, reply) = await ReplyAsync(house, site, articles[0]);
        List<string> pages = [.. (await kinds.InAsync("fr")).Concat(await kinds.InAsync("ar")).Select(kind => kind.Address), .. Searches(), articles[0], question, held, claim, reply, "/feeds/answers.atom", "/feeds/answers.rss", "/feeds/answers.json", articles[0] + "/ask", articles[0] + "/ask?kind=right-of-reply", articles[0] + "/1", gone[0], "/fr", "/en", "/fr/providers", "/fr/about", "/fr/contact"];
        pages.AddRange(providers.SelectMany(slug => new[] { $"/fr/{slug}", $"/feeds/{slug}.atom", $"/feeds/{slug}.rss", $"/feeds/{slug}.json" }));
        pages.AddRange(["/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json", $"/items/{Id(articles[0])}", $"/items/{Id(articles[0])}/1/record", $"/items/{Id(articles[0])}/1/summary"]);
        pages.AddRange(articles.Take(30).SelectMany(article => new[] { article + "/1" }));
        return [.. pages, .. gone, .. articles.Skip(1)];
    }

    private static async Task<List<string>> GoneAsync(Site site, List<string> providers)
    {
        List<string> gone = [];
        foreach (var slug in providers)
            gone.AddRange(XDocument.Parse(await site.ReadAsync($"/feeds/{slug}.atom")).Descendants("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
                .Select(entry => new Uri(entry.Element("{http://www.w3.org/2005/Atom}link")!.Attribute("href")!.Value).PathAndQuery));
        Assert.Equal(HostileWords.Own.Length, gone.Count);
        return gone;
    }

    // A hostile reader, and an answer as hostile, published beside the piece; gives the page of the case.
    private static async Task<string> AskAsync(DataFolder house, Site site, string article)
    {
        var page = await PostAsync(site, article, ("text", HostileWords.Own[2].Text), ("name", HostileWords.Own[0].Text));
        var reference = page.Split('/')[^1];
        await house.DoAsync("case", "answer", reference, "--text", HostileWords.Own[1].Text);
        await house.DoAsync("case", "publish", reference);
        return page;
    }

    // A right of reply as hostile, and what has become of it: the page of the case, and the piece.
    private static async Task<(string Claim, string Reply)> ReplyAsync(DataFolder house, Site site, string article)
    {
        var page = await PostAsync(
            site, article, ("kind", "right-of-reply"), ("text", HostileWords.Own[3].Text), ("signature", HostileWords.Own[0].Text), ("headline", HostileWords.Own[1].Text), ("wish", HostileWords.Own[2].Text),
            ("mail", "a@mail.example"), ("language", "\"><script>"));
        var reference = page.Split('/')[^1];
        await house.DoAsync("case", "accept", reference);
        await house.DoAsync("case", "publish", reference);
        return (page, $"/fr/house/{(await house.AskAsync("case", "show", reference))["replyItem"]!.GetValue<string>()}");
    }

    private static async Task<string> PostAsync(Site site, string article, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(article + "/ask", UriKind.Relative));
        request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await site.SendAsync(request);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    // A11: what is looked for is hostile too, and comes back on the page, in the form and in the feeds.
    private static IEnumerable<string> Searches() =>
        HostileWords.Own.Select(word => "/fr/search?q=" + Uri.EscapeDataString(word.Text))
            .Concat(HostileWords.Addresses.Take(4).Select(address => "/ar/search?sort=relevance&provider=" + Uri.EscapeDataString(address)))
            .Concat(["/feeds/search.atom?q=alert", "/feeds/search.rss?q=evil", "/feeds/search.json?q=script", "/search.json?q=alert"]);

    private static string Id(string article) => article.Split('/')[3];
}
