using Griot.Testing;
using OpenQA.Selenium;

namespace Griot.Site.Tests;

/// <summary>What a real browser does with the pages. Without chromium and chromedriver these tests say so and are skipped.</summary>
public sealed class BrowserTests
{
    [Fact]
    public async Task A_hostile_piece_runs_nothing_asks_nobody_else_and_breaks_nothing()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Hostile.Provider());
        var item = await house.DeliverAsync(provider, Hostile.Piece());
        await File.WriteAllTextAsync(house.MappingFile, "hostile,\"\"\"><script>alert(1)</script>\",11000000\n", TestContext.Current.CancellationToken);
        house.Time.Advance(TimeSpan.FromSeconds(2));
        house.Follow();
        using var browser = Chromium.Open(house.Client.BaseAddress!);

        foreach (var path in (string[])[$"/fr/hostile/{item}", "/fr", "/fr/hostile", "/fr/day/2026-11-22", "/fr/statistics", "/fr/subjects/categories"])
        {
            browser.Visit(path);

            Assert.Empty(browser.Console());
            Assert.Equal([browser.House.Authority, browser.House.Authority], browser.Requests().Where(IsNoIcon).Select(address => new Uri(address).Authority));
            Assert.Throws<NoAlertPresentException>(() => browser.Driver.SwitchTo().Alert());
            Assert.Empty(browser.Driver.Manage().Cookies.AllCookies);
        }

        Assert.Empty(browser.Wanted);
    }

    [Fact]
    public async Task Nothing_overflows_a_small_screen()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Une organisation au nom particulièrement long pour les petits écrans"));
        var item = await house.DeliverAsync(provider, Written.Piece("Unmotsanslamoindreespacequidépasselargementlalargeurdunpetitécran", "<p>https://provider.example/une/adresse/sans/la/moindre/espace/qui/depasse/la/largeur</p><table><tr><td>un</td><td>tableau qui est large et qui le reste malgré tout ce que l’on fait</td></tr></table><pre>une ligne de code qui ne doit pas être coupée et qui est longue</pre>"));
        house.Follow();
        using var browser = Chromium.Open(house.Client.BaseAddress!);
        browser.Driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = 320, ["height"] = 640, ["deviceScaleFactor"] = 1, ["mobile"] = false });

        foreach (var path in (string[])["/fr", $"/fr/{provider.Slug}", $"/fr/{provider.Slug}/{item}", "/fr/providers", "/fr/about", "/fr/country/ML", "/fr/day/2026-11-22", "/fr/subjects", "/fr/countries", "/fr/subjects/categories", "/fr/statistics"])
        {
            browser.Visit(path);
            Assert.True((bool)browser.Driver.ExecuteScript("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")!, path);
        }
    }

    [Fact]
    public async Task An_arabic_piece_begins_at_the_right_in_lists_and_on_its_page()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("إذاعة الضفة", country: "MR", slug: "idhaat-al-diffa"));
        var item = await house.DeliverAsync(provider, Written.Piece("افتتاح معرض البذور", "<p>تعرض التعاونيات أصناف الدخن.</p>", "ar") with { By = "نجاة العرقوبي" });
        using var browser = Chromium.Open(house.Client.BaseAddress!);

        foreach (var (path, selector) in new[] { ("/fr", ".list h3 a"), ("/fr/idhaat-al-diffa", ".list p:not(.kicker)"), ($"/fr/idhaat-al-diffa/{item}", ".meta b") })
        {
            browser.Visit(path);
            Assert.True((bool)browser.Driver.ExecuteScript("""
                const words = document.createRange(), element = document.querySelector(arguments[0]);
                words.selectNodeContents(element);
                const line = element.closest("div, span, p").getBoundingClientRect(), text = words.getBoundingClientRect();
                return Math.abs(line.right - text.right) < 2 && text.left - line.left > 20;
                """, selector)!, path);
        }
    }

    private static bool IsNoIcon(string address) => !address.EndsWith("/favicon.ico", StringComparison.Ordinal);
}
