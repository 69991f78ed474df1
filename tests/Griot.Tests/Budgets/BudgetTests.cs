using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Testing;
using Griot.Tests.Demonstration;
using Griot.Tests.Running;
using Griot.Tests.Screens;
using OpenQA.Selenium;

namespace Griot.Tests.Budgets;

/// <summary>What a reader pays for a page of the demonstration, counted by a real browser: the budgets of the design.</summary>
public sealed class BudgetTests(DemoHouse demo)
{
    private const int Kilobyte = 1024;
    private static readonly string[] Lists = ["home", "search", "provider", "register", "country", "region", "subject", "language", "day", "withdrawals"];

    [Fact]
    public async Task An_article_weighs_eight_kilobytes_or_fourteen_and_its_text_and_takes_two_requests()
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        var weights = new List<int>();
        foreach (var item in (await site.ItemsAsync()).Where(item => item["content_html"] is not null))
        {
            var address = new Uri(item["url"]!.GetValue<string>()).AbsolutePath;
            var loads = Loads(browser, address);
            var bytes = loads.Sum(load => load.Bytes);
            var most = 14 * Kilobyte + Math.Max(0, Encoding.UTF8.GetByteCount(TextOf(item)) - 6 * Kilobyte);
            Assert.True(bytes <= most, $"{address}: {bytes} bytes");
            Assert.True(loads.Count <= 2, $"{address}: {string.Join(' ', loads)}");
            weights.Add(bytes);
        }

        weights.Sort();
        Assert.InRange(weights[weights.Count / 2], Kilobyte, 8 * Kilobyte);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{weights.Count} articles: median {weights[weights.Count / 2]} bytes, most {weights[^1]}"));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task A_list_weighs_thirty_kilobytes_at_most(string edition)
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        foreach (var (name, address) in (await (await PageKinds.OfAsync(site)).InAsync(edition)).Where(kind => Lists.Contains(kind.Name)))
        {
            var bytes = Loads(browser, address).Sum(load => load.Bytes);
            Assert.True(bytes <= 30 * Kilobyte, $"{name}, {address}: {bytes} bytes");
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {bytes} bytes"));
        }
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task No_page_runs_a_script_or_keeps_anything_or_asks_anybody_else_or_moves_once_it_is_there(string edition)
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        foreach (var (name, address) in await (await PageKinds.OfAsync(site)).InAsync(edition))
        {
            Album.Show(browser, address, 360, "light");
            Assert.Equal((name, 0.0), (name, await ShiftAsync(browser)));
            Assert.Equal((name, ""), (name, string.Join(' ', Kept(browser))));
            Assert.Equal((name, ""), (name, string.Join(' ', browser.Requests().Where(request => !IsDrawn(request) && !request.StartsWith(site.Address.AbsoluteUri, StringComparison.Ordinal)))));
            if (name != "verify") Assert.Empty(browser.Driver.FindElements(By.CssSelector("script:not([type='application/ld+json'])")));
        }

        Assert.Empty(browser.Wanted);
    }

    /// <summary>What <c>bench/paint</c> runs: no test, but figures of the machine that it runs on.</summary>
    [Fact(Explicit = true)]
    public async Task How_soon_an_article_can_be_read_on_a_slow_line()
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        var article = (await (await PageKinds.OfAsync(site)).InAsync("fr")).First(kind => kind.Name == "article").Address;
        browser.Driver.ExecuteCdpCommand("Network.enable", []);
        browser.Driver.ExecuteCdpCommand("Network.emulateNetworkConditions", new Dictionary<string, object?> { ["offline"] = false, ["latency"] = 400, ["downloadThroughput"] = 400_000 / 8, ["uploadThroughput"] = 400_000 / 8 });
        var paints = new List<double>();
        for (var time = 0; time < 9; time++)
        {
            browser.Forget();
            Album.Show(browser, article, 360, "light");
            paints.Add(Convert.ToDouble(browser.Driver.ExecuteAsyncScript("const done = arguments[0]; const look = () => { const paint = performance.getEntriesByName('first-contentful-paint')[0]; if (paint) done(paint.startTime); else setTimeout(look, 20); }; look();"), CultureInfo.InvariantCulture));
        }

        paints.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}: first contentful paint of an article at 400 kbit/s and 400 ms: median {paints[4]:0} ms, most {paints[8]:0} ms"));
    }

    // What the page itself asks for, without pictures; an icon that browsers look for unasked is none of it.
    private static List<(string Address, string Kind, int Bytes)> Loads(Chromium browser, string address)
    {
        browser.Forget();
        browser.Loads();
        browser.Visit(address);
        return [.. browser.Loads().Where(load => load.Kind != "Image" && !load.Address.EndsWith("/favicon.ico", StringComparison.Ordinal))];
    }

    // To the end of the page and back, so that what is loaded late comes too.
    private static async Task<double> ShiftAsync(Chromium browser)
    {
        browser.Driver.ExecuteScript("scrollTo(0, document.body.scrollHeight)");
        await Eventually.TrueAsync(() => Task.FromResult((bool)browser.Driver.ExecuteScript("return document.readyState === 'complete' && [...document.images].every(image => image.complete || image.loading === 'lazy')")!), () => "the page was never there");
        return Convert.ToDouble(browser.Driver.ExecuteAsyncScript("const done = arguments[0]; let sum = 0; const observer = new PerformanceObserver(() => {}); observer.observe({ type: 'layout-shift', buffered: true }); requestAnimationFrame(() => requestAnimationFrame(() => { for (const one of observer.takeRecords()) sum += one.value; done(sum); }))"), CultureInfo.InvariantCulture);
    }

    // The browser's own picture for a field.
    private static bool IsDrawn(string request) => request.StartsWith("data:", StringComparison.Ordinal);

    private static IEnumerable<string> Kept(Chromium browser)
    {
        foreach (var cookie in browser.Driver.Manage().Cookies.AllCookies) yield return $"cookie {cookie.Name}";
        var stores = browser.Driver.ExecuteAsyncScript("const done = arguments[0]; indexedDB.databases().then(bases => caches.keys().then(names => done(localStorage.length + sessionStorage.length + bases.length + names.length)))");
        if (Convert.ToInt32(stores, CultureInfo.InvariantCulture) > 0) yield return "storage";
    }

    private static string TextOf(JsonNode item) => item["content_text"]?.GetValue<string>() ?? item["content_html"]!.GetValue<string>();
}
