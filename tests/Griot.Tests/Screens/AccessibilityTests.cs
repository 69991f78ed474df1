using Griot.Testing;
using Griot.Tests.Demonstration;
using OpenQA.Selenium;

namespace Griot.Tests.Screens;

/// <summary>
/// Every kind of page (<see cref="PageKinds"/>) of the demonstration, as people use it who don't see it, don't point, enlarge
/// it, choose their own colours or print it: WCAG 2.2 AA.
/// </summary>
public sealed class AccessibilityTests(DemoHouse demo)
{
    // What takes part in the order of Tab, and can be seen.
    private const string Reachable = """
        const own = [...document.querySelectorAll("a[href], button, input, textarea, select, summary, [tabindex='0']")]
          .filter(e => e.checkVisibility() && !e.disabled && e.type !== "hidden");
        return own.filter(e => !window.__reached.has(e)).map(e => "not reached: " + e.outerHTML.slice(0, 160)).concat(window.__faint);
        """;

    // Fields whose label or own box nobody sees; a fold is opened first, as a reader would.
    private const string Unseen = """
        for (const fold of document.querySelectorAll("main details")) fold.open = true;
        const seen = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && e.getBoundingClientRect().width > 10 && e.getBoundingClientRect().height > 10;
        const fields = [...document.querySelectorAll("main form :is(input, textarea, select, button)")].filter(e => e.type !== "hidden");
        return (fields.length === 0 ? ["no form"] : []).concat(fields.filter(e => !seen(e) || [...(e.labels ?? [])].some(label => !seen(label))).map(e => e.outerHTML.slice(0, 120)));
        """;

    // Told before any key: where the focus has been, and where nobody could have seen it.
    private const string Follow = """
        window.__reached = new Set(); window.__faint = [];
        document.addEventListener("focusin", event => {
          const e = event.target, style = getComputedStyle(e), box = e.getBoundingClientRect();
          window.__reached.add(e);
          if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) window.__faint.push("no ring: " + e.outerHTML.slice(0, 160));
          if (box.width < 1 || box.height < 1 || box.right < 1 || box.left > innerWidth - 1) window.__faint.push("out of sight: " + e.outerHTML.slice(0, 160));
        });
        const count = document.querySelectorAll("a[href], button, input, textarea, select, summary").length;
        return new Promise(done => { const look = () => document.querySelector("main :disabled") ? setTimeout(look, 50) : done(count); look(); });
        """;

    [Theory, Trait("Speed", "slow")]
    [InlineData("fr", "light", 1280)]
    [InlineData("fr", "dark", 1280)]
    [InlineData("ar", "light", 1280)]
    [InlineData("ar", "dark", 1280)]
    [InlineData("fr", "light", 360)]
    [InlineData("ar", "dark", 360)]
    public async Task Axe_finds_nothing_on_any_kind_of_page(string edition, string scheme, int width)
    {
        var axe = Axe.Load();
        await OnEveryKindAsync(edition, (browser, address) =>
        {
            Album.Show(browser, address, width, scheme);
            return axe.ViolationsOn(browser);
        });
    }

    [Theory, Trait("Speed", "slow")]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task Nothing_scrolls_sideways_when_a_page_is_enlarged_to_four_hundred_per_cent(string edition) => await OnEveryKindAsync(edition, (browser, address) =>
    {
        // 1280 pixels at 400 %.
        Album.Show(browser, address, 320, "light", isPhone: false);
        return (IEnumerable<object>)browser.Driver.ExecuteScript("""
            if (document.documentElement.scrollWidth <= innerWidth) return [];
            return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
              .filter(e => !e.closest(".skip, .unseen, thead, pre, .body table")).slice(0, 3).map(e => e.outerHTML.slice(0, 160)).concat("it scrolls sideways");
            """)!;
    });

    [Theory, Trait("Speed", "slow")]
    [InlineData("fr")]
    [InlineData("ar")]
    public async Task Every_link_and_control_is_reached_by_key_with_a_ring_around_it(string edition) => await OnEveryKindAsync(edition, (browser, address) =>
    {
        Album.Show(browser, address, 1280, "light");
        var count = (int)(long)browser.Driver.ExecuteScript(Follow)!;
        browser.Driver.FindElement(By.TagName("body")).SendKeys(string.Concat(Enumerable.Repeat(Keys.Tab, count + 2)));
        return (IEnumerable<object>)browser.Driver.ExecuteScript(Reachable)!;
    });

    [Fact]
    public async Task Every_field_of_every_form_is_seen_on_a_narrow_screen_and_on_a_wide_one()
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        var unseen = new List<string>();
        foreach (var form in (await (await PageKinds.OfAsync(site)).InAsync("fr")).Where(kind => kind.Name is "ask" or "contact" or "search-empty").Select(kind => kind.Address))
        {
            browser.Visit(form);
            var kinds = ((IEnumerable<object>)browser.Driver.ExecuteScript("return [...document.querySelectorAll('.kinds a')].map(e => e.getAttribute('href'))")!).Cast<string>();
            foreach (var address in kinds.DefaultIfEmpty(form).ToList())
                foreach (var width in Album.Widths)
                {
                    Album.Show(browser, address, width, "light");
                    unseen.AddRange(((IEnumerable<object>)browser.Driver.ExecuteScript(Unseen)!).Select(field => $"{address} at {width}: {field}"));
                }
        }

        Assert.Empty(unseen);
    }

    [Fact]
    public async Task The_first_key_offers_to_skip_to_the_text_and_the_text_then_has_the_focus()
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        Album.Show(browser, "/fr", 1280, "light");

        browser.Driver.FindElement(By.TagName("body")).SendKeys(Keys.Tab);
        Assert.Equal("Aller au texte", browser.Driver.SwitchTo().ActiveElement().Text);
        browser.Driver.SwitchTo().ActiveElement().SendKeys(Keys.Enter);

        Assert.Equal("main", browser.Driver.SwitchTo().ActiveElement().TagName);
    }

    [Fact]
    public async Task On_paper_an_article_is_black_on_white_without_what_can_only_be_clicked_even_where_the_screen_is_dark()
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        var article = (await (await PageKinds.OfAsync(site)).InAsync("fr")).First(kind => kind.Name == "article").Address;
        Emulate(browser, "print", ("prefers-color-scheme", "dark"));
        browser.Visit(article);

        var shown = (IDictionary<string, object>)browser.Driver.ExecuteScript("""
            const shows = s => document.querySelector(s)?.checkVisibility() ?? false, ink = s => getComputedStyle(document.querySelector(s)).color;
            const dark = c => c.match(/\d+/g).slice(0, 3).every(part => part < 130);
            return { text: [".nameplate", "h1", ".meta", ".body", ".duty"].every(shows), controls: [".top", ".acts", ".skip", "footer nav"].some(shows),
                     ink: ["h1", ".meta", ".body p", ".nameplate a", ".nameplate", ".duty", "aside"].every(s => dark(ink(s))), paper: getComputedStyle(document.body).backgroundColor };
            """)!;

        Assert.Equal((true, false, true, "rgb(255, 255, 255)"), (shown["text"], shown["controls"], shown["ink"], shown["paper"]));
    }

    [Fact]
    public async Task Where_readers_set_the_colours_buttons_have_a_border_and_the_current_page_is_told_from_the_others()
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        Emulate(browser, "screen", ("forced-colors", "active"));
        browser.Visit("/fr/contact");

        Assert.True((bool)browser.Driver.ExecuteScript("return [...document.querySelectorAll('button')].every(e => getComputedStyle(e).borderTopStyle === 'solid' && parseFloat(getComputedStyle(e).borderTopWidth) > 0)")!);
        browser.Visit("/fr");
        Assert.True((bool)browser.Driver.ExecuteScript("""
            const [current, other] = [document.querySelector(".top nav a[aria-current]"), document.querySelector(".top nav a:not([aria-current])")].map(e => getComputedStyle(e).borderBottomColor);
            return current !== other;
            """)!);
    }

    [Fact]
    public async Task Nothing_moves_by_itself()
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        browser.Visit("/fr");

        Assert.Equal(0L, browser.Driver.ExecuteScript("return document.getAnimations().length + [...document.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s' || getComputedStyle(e).animationName !== 'none').length"));
    }

    // All that is wrong, of all kinds at once: one run tells what there is to be mended.
    private async Task OnEveryKindAsync(string edition, Func<Chromium, string, IEnumerable<object>> judge)
    {
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        var wrong = new List<string>();
        foreach (var (name, address) in await (await PageKinds.OfAsync(site)).InAsync(edition))
            wrong.AddRange(judge(browser, address).Select(fault => $"{name} ({address}): {fault}"));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static void Emulate(Chromium browser, string medium, (string Name, string Value) feature) =>
        browser.Driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new Dictionary<string, object?> { ["media"] = medium, ["features"] = new[] { new Dictionary<string, object?> { ["name"] = feature.Name, ["value"] = feature.Value } } });
}
