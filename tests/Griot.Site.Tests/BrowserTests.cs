using Griot.Record;
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
        var deep = await house.DeliverAsync(provider, Written.Piece("Un texte profond", string.Concat(Enumerable.Repeat("<blockquote><ul><li>", 30)) + "tout au fond"));
        house.Follow();
        using var browser = Chromium.Open(house.Client.BaseAddress!);
        browser.Driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = 320, ["height"] = 640, ["deviceScaleFactor"] = 1, ["mobile"] = false });

        foreach (var path in (string[])["/fr", $"/fr/{provider.Slug}", $"/fr/{provider.Slug}/{item}", $"/fr/{provider.Slug}/{deep}", "/fr/providers", "/fr/about", "/fr/country/ML", "/fr/day/2026-11-22", "/fr/subjects", "/fr/countries", "/fr/subjects/categories", "/fr/statistics"])
        {
            browser.Visit(path);
            Assert.True((bool)browser.Driver.ExecuteScript("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")!, path);
        }
    }

    [Fact]
    public async Task A_head_stands_together_at_the_side_of_its_page_whichever_way_its_words_run()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("إذاعة الضفة", country: "MR", slug: "idhaat-al-diffa"));
        var item = await house.DeliverAsync(provider, Written.Piece("افتتاح معرض البذور", "<p>تعرض التعاونيات أصناف الدخن.</p>", "ar") with { By = "نجاة العرقوبي" });
        var french = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var other = await house.DeliverAsync(french, Written.Piece("Un titre", "<p>Le texte.</p>"));
        using var browser = Chromium.Open(house.Client.BaseAddress!);

        foreach (var (path, own) in (IEnumerable<(string, string?)>)[("idhaat-al-diffa", null), ("le-fleuve", null), ($"idhaat-al-diffa/{item}", "right"), ($"le-fleuve/{other}", "left")])
            foreach (var (edition, side) in (IEnumerable<(string, string)>)[("fr", "left"), ("ar", "right")])
            {
                browser.Visit($"/{edition}/{path}");
                Assert.Equal(own is null ? [side] : [side, own], ((IEnumerable<object>)browser.Driver.ExecuteScript("""
                    const sides = (...selectors) => [...new Set(selectors.flatMap(selector => [...document.querySelectorAll(selector)]).map(element => {
                      const words = document.createRange();
                      words.selectNodeContents(element);
                      const line = element.closest("div, span, p, h1, dd, li, h3").getBoundingClientRect(), text = words.getClientRects()[0];
                      return Math.abs(line.left - text.left) < 2 ? "left" : Math.abs(line.right - text.right) < 2 ? "right" : `${element.outerHTML}: neither`;
                    }))];
                    return sides("h1", ".nameplate > :first-child", ".list h3 a", ".list div > p", ".card dd a[rel]", ".meta b", ".meta > span:not([dir])").concat(sides(".body p"));
                    """)!).Cast<string>());
            }
    }

    [Fact]
    public async Task What_was_asked_and_answered_stands_beside_its_own_line_whichever_way_its_words_run()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var asked = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        using var browser = Chromium.Open(house.Client.BaseAddress!);
        foreach (var (words, side) in (IEnumerable<(string, string)>)[("من يدفع؟", "right"), ("Qui paie ?", "left")])
        {
            var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
            house.Answers.Missing[item] = [new MissingAnswer(asked, new DateOnly(2026, 12, 7), asked.AddDays(15), words)];
            foreach (var edition in (string[])["fr", "ar"])
            {
                browser.Visit($"/{edition}/le-fleuve/{item}");
                Assert.Equal(side, browser.Driver.ExecuteScript("""
                    const quote = document.querySelector("#answers blockquote"), words = document.createRange(), style = getComputedStyle(quote);
                    words.selectNodeContents(quote);
                    const box = quote.getBoundingClientRect(), text = words.getBoundingClientRect();
                    return text.left - box.left < 30 && parseFloat(style.borderLeftWidth) > 0 ? "left" : box.right - text.right < 30 && parseFloat(style.borderRightWidth) > 0 ? "right" : "apart";
                    """));
            }
        }
    }

    [Fact]
    public async Task What_is_folded_in_a_list_is_on_paper_and_what_leads_nowhere_there_is_not()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont", terms: Terms.Excerpt));
        var item = "";
        for (var number = 0; number < 6; number++) item = await house.DeliverAsync(provider, Written.Piece($"Titre {number}") with { Terms = Terms.Excerpt });
        house.Follow();
        using var browser = Chromium.Open(house.Client.BaseAddress!);

        foreach (var (medium, path, seen, unseen) in (IEnumerable<(string, string, string[], string[])>)
        [
            ("screen", "/fr/country/ML", [".rest summary"], [".rest h3"]),
            ("print", "/fr/country/ML", [".rest h3"], []),
            ("screen", $"/fr/le-pont/{item}", [".onward .do", "aside .live"], [".paper"]),
            ("print", $"/fr/le-pont/{item}", [".paper"], [".live", ".acts"]),
        ])
        {
            browser.Driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new Dictionary<string, object?> { ["media"] = medium });
            browser.Visit(path);
            Assert.Equal([.. seen.Select(_ => true), .. unseen.Select(_ => false)], seen.Concat(unseen).Select(selector => (bool)browser.Driver.ExecuteScript("return document.querySelector(arguments[0]).checkVisibility()", selector)!));
        }

        Assert.Equal("rgba(0, 0, 0, 0)", browser.Driver.ExecuteScript("return getComputedStyle(document.querySelector('.onward')).backgroundColor"));
    }

    private static bool IsNoIcon(string address) => !address.EndsWith("/favicon.ico", StringComparison.Ordinal);
}
