using System.Net;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.Hostile;

/// <summary>
/// A whole hostile corpus through the real program, read by a real browser: it is taken in by polling, changed, withdrawn
/// and held, asked about and answered; then every page and feed that can show any of it is visited. Nothing may run, and
/// nobody but the house may be asked for anything, even with the content policy switched off: that is the last wall, not
/// the only one.
/// </summary>
public sealed class HostileCorpusTests
{
    // What a page of ours may hold; a feed or record shown as text is wrapped by the browser itself.
    private const string Walk = """
        const ours = new Set(document.contentType === "text/html"
          ? "html head title meta link body header main footer nav article aside section div p span h1 h2 h3 h4 h5 h6 ul ol li dl dt dd a b i u s em strong small big bdi bdo del ins details summary table caption thead tbody tfoot tr td th time blockquote q pre code kbd samp var br hr wbr form label input textarea button fieldset legend abbr cite mark sub sup ruby rt rp dfn address figure figcaption".split(" ") : []);
        const faults = [];
        const get = (type, name) => { const own = Object.getOwnPropertyDescriptor(type.prototype, name).get; return node => own.call(node); };
        const [name, attributes] = [get(Element, "localName"), get(Element, "attributes")];
        if (window.__ran) faults.push("ran: " + window.__ran.join());
        if (document.contentType !== "text/html") return faults;
        for (const e of document.querySelectorAll("*")) {
          if (!ours.has(name(e))) faults.push("<" + name(e) + ">");
          for (const a of attributes(e)) {
            if (/^on/i.test(a.name) || ["style", "srcdoc", "formaction", "ping", "target", "background", "srcset", "poster", "src", "http-equiv"].includes(a.name)) faults.push(a.name + "=" + a.value);
            if (["href", "action", "cite"].includes(a.name) && !["http:", "https:", "mailto:"].includes(new URL(a.value, location.href).protocol)) faults.push(a.name + "=" + a.value);
            if (["action"].includes(a.name) && new URL(a.value, location.href).host !== location.host) faults.push(a.name + "=" + a.value);
          }
        }
        for (const link of document.querySelectorAll("link")) if (!["stylesheet", "alternate", "canonical", "icon", "search"].includes(link.rel)) faults.push("link " + link.rel);
        return faults;
        """;

    // Told before any script of a page: what could tell that one has run.
    private const string Witness = """
        window.__ran = undefined;
        for (const name of ["alert", "confirm", "prompt", "print", "open", "eval"]) window[name] = () => { (window.__ran ??= []).push(name); };
        addEventListener("securitypolicyviolation", event => (window.__ran ??= []).push("refused: " + event.violatedDirective + " " + event.blockedURI));
        """;

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
        browser.Driver.ExecuteCdpCommand("Page.addScriptToEvaluateOnNewDocument", new Dictionary<string, object?> { ["source"] = Witness });
        Visit(browser, pages.Take(60));
        browser.Driver.ExecuteCdpCommand("Page.setBypassCSP", new Dictionary<string, object?> { ["enabled"] = true });
        Visit(browser, pages);
        Assert.Empty(browser.Wanted);
        Assert.Empty(browser.Driver.Manage().Cookies.AllCookies);
    }

    [Fact]
    public async Task What_judges_the_pages_sees_it_when_something_runs_and_somebody_is_asked()
    {
        using var browser = Chromium.Open(new Uri("http://127.0.0.1:1/"));
        browser.Driver.ExecuteCdpCommand("Page.addScriptToEvaluateOnNewDocument", new Dictionary<string, object?> { ["source"] = Witness });

        browser.Driver.Navigate().GoToUrl("data:text/html,<p onclick=x>x<script>alert(1)</script><img src=http://evil.example/x>");

        Assert.Equal(["ran: alert", "onclick=x", "<script>", "<img>", "src=http://evil.example/x"], Faults(browser));
        await Eventually.TrueAsync(() => browser.Wanted.Any(), () => "the proxy was not asked");
        Assert.Contains("http://evil.example/x", browser.Requests());
    }

    private static IEnumerable<object> Faults(Chromium browser) => Assert.IsAssignableFrom<IEnumerable<object>>(browser.Driver.ExecuteScript(Walk));

    private static void Visit(Chromium browser, IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            browser.Visit(page);
            var faults = string.Join(' ', Faults(browser));
            Assert.True(faults.Length == 0, $"{page}: {faults}");
        }

        // A tombstone answers 410, which a browser remarks on.
        Assert.DoesNotContain(browser.Console(), line => !line.Contains("status of 410", StringComparison.Ordinal));
        Assert.All(browser.Requests(), address => Assert.StartsWith(browser.House.AbsoluteUri, address, StringComparison.Ordinal));
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
            await house.DoAsync("provider", "add", "--name", $"{name} \"><script>alert(1)</script><img src=x onerror=alert(2)>", "--kind", "press", "--about", own[1], "--usage-terms", own[2],
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
        await house.DoAsync("hold", Id(held), "--reason", "legal", "--text", HostileWords.Own[0].Text);
        var question = await AskAsync(house, site, articles[0]);
        List<string> pages = [articles[0], question, held, articles[0] + "/ask", articles[0] + "/1", gone[0], "/fr", "/en", "/fr/providers", "/fr/about", "/fr/contact"];
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
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(article + "/ask", UriKind.Relative));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("text", HostileWords.Own[2].Text), KeyValuePair.Create("name", HostileWords.Own[0].Text)]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await site.SendAsync(request);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var page = answer.Headers.Location!.ToString();
        var reference = page.Split('/')[^1];
        await house.DoAsync("case", "answer", reference, "--text", HostileWords.Own[1].Text);
        await house.DoAsync("case", "publish", reference);
        return page;
    }

    private static string Id(string article) => article.Split('/')[3];
}
