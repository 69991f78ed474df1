using System.Net;
using System.Xml.Linq;
using Griot.Record;
using Griot.Testing;
using Griot.Web;

namespace Griot.Site.Tests;

/// <summary>The search page, with a real ledger and a real index behind a real server.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private House house = null!;
    private ProviderCard pont = null!;

    public async ValueTask InitializeAsync()
    {
        house = await House.OpenAsync();
        pont = await house.RegisterAsync(Written.Provider("Le Pont"));
    }

    [Fact]
    public async Task Words_are_found_and_marked_in_the_providers_own_text()
    {
        var item = await house.DeliverAsync(pont, Written.Piece("Goïta inaugure le pont", "<p>Bien avant midi, les <b>piroguiers</b> étaient là. Le pont de Goïta enjambe le fleuve.</p>"));
        house.Follow();
        var page = Read.Page(await house.GetAsync("/fr/search?q=goita+piroguier"));
        var found = page.QuerySelectorAll("ul.list > li");
        Assert.Equal($"/fr/le-pont/{item}", Assert.Single(found).QuerySelector("h3 a")!.GetAttribute("href"));
        Assert.Equal("Goïta inaugure le pont", found[0].QuerySelector("h3")!.TextContent.Trim());
        Assert.Equal(["Goïta"], found[0].QuerySelectorAll("h3 mark").Select(mark => mark.TextContent));
        Assert.Equal(["piroguiers", "Goïta"], found[0].QuerySelectorAll("div > p mark").Select(mark => mark.TextContent));
        Assert.Equal("Bien avant midi, les piroguiers étaient là. Le pont de Goïta enjambe le fleuve.", found[0].QuerySelector("div > p")!.TextContent.Trim());
        Assert.Contains("1 article trouvé", page.QuerySelector(".found")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Before_anything_is_sought_one_can_begin_with_a_country_a_subject_a_language_or_a_genre_that_there_is()
    {
        await house.DeliverAsync(pont, Written.Piece("Le palu", language: "sw") with { Subjects = [new Subject("Santé", "medtop:07000000")], Genres = [new Subject("opinion")] });
        house.Follow();
        var page = Read.Page(await house.GetAsync("/fr/search"));
        Assert.Equal(
            ["/fr/search?country=ML", "/fr/countries", "/fr/search?subject=07000000", "/fr/subjects", "/fr/search?language=sw", "/fr/search?genre=opinion", "/fr/providers"],
            page.QuerySelectorAll("aside a").Select(link => link.GetAttribute("href")));
        Assert.Equal("ML", Read.Page(await house.GetAsync("/fr/search?country=ML")).QuerySelector("form.seek input[name=country]")!.GetAttribute("value"));
        Assert.Empty(Read.Page(await house.GetAsync("/fr/search?q=palu")).QuerySelectorAll("aside a[href='/fr/providers']"));
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("en")]
    [InlineData("pt")]
    [InlineData("ar")]
    [InlineData("sw")]
    public async Task What_the_page_says_can_be_typed_is_read_so(string edition)
    {
        var voice = await house.RegisterAsync(Written.Provider("Voix", capacity: Capacity.Opposition));
        await house.DeliverAsync(voice, Written.Piece("Le palu", language: "sw") with { Subjects = [new Subject("Santé", "medtop:07000000")], Genres = [new Subject("opinion")] });
        house.Follow();
        var help = string.Join(' ', Read.Page(await house.GetAsync($"/{edition}/search")).QuerySelectorAll(".note").Select(note => note.TextContent));
        foreach (var typed in (string[])["country:ML", "language:sw", "subject:07000000", "genre:opinion", "kind:press", "capacity:opposition"])
        {
            Assert.Contains(typed, help, StringComparison.Ordinal);
            Assert.Single(Read.Page(await house.GetAsync($"/{edition}/search?q=palu+{typed}")).QuerySelectorAll("ul.list > li"));
            Assert.Empty(Read.Page(await house.GetAsync($"/{edition}/search?q=palu+-{typed}")).QuerySelectorAll("ul.list > li"));
        }

        foreach (var named in (string[])["headline:", "by:", "provider:", "OR"]) Assert.Contains(named, help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H01_a_hostile_piece_is_shown_in_a_snippet_as_text_with_marks_and_nothing_else()
    {
        var provider = await house.RegisterAsync(Hostile.Provider());
        await house.DeliverAsync(provider, Hostile.Piece());
        house.Follow();
        var html = await house.GetAsync("/fr/search?q=" + Uri.EscapeDataString("lisible <script>alert(1)</script> \"alert\" domain*"));
        Assert.Empty(Read.Page(await house.GetAsync("/fr/search?q=lisible")).QuerySelectorAll("main script, main img, main svg, main iframe, ul.list :not(li):not(p):not(a):not(bdi):not(span):not(time):not(div):not(h3):not(mark)"));
        Assert.Single(Read.Page(await house.GetAsync("/fr/search?q=lisible")).QuerySelectorAll("ul.list > li"));
        Assert.Empty(Read.Page(html).QuerySelectorAll("main script"));
        using var browser = Chromium.Open(house.Client.BaseAddress!);
        browser.Visit("/fr/search?q=alert");
        Assert.Empty(browser.Console());
        Assert.Empty(browser.Wanted);
        Assert.Empty(browser.Driver.Manage().Cookies.AllCookies);
    }

    [Fact]
    public async Task Under_terms_for_an_excerpt_only_its_words_are_found_and_shown()
    {
        var narrow = await house.RegisterAsync(Written.Provider("L’Étroit", terms: Terms.Excerpt));
        await house.DeliverAsync(narrow, Written.Piece("La digue", "<p>Le début du texte. Puis la suite cachée.</p>"), excerpt: "Le début du texte.");
        house.Follow();
        Assert.Contains("<mark>début</mark>", await house.GetAsync("/fr/search?q=d%C3%A9but"), StringComparison.Ordinal);
        Assert.Empty(Read.Page(await house.GetAsync("/fr/search?q=cach%C3%A9e")).QuerySelectorAll("ul.list > li"));
        Assert.DoesNotContain("suite cachée", await house.GetAsync("/fr/search?q=digue"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lists_beside_it_narrow_the_search_and_what_narrows_it_can_be_taken_away()
    {
        var ministry = await house.RegisterAsync(Written.Provider("Ministère", ProviderKind.Institution, Capacity.Government, "SN"));
        await house.DeliverAsync(pont, Written.Piece("La pluie ici"));
        await house.DeliverAsync(ministry, Written.Piece("La pluie là"));
        house.Follow();
        var all = Read.Page(await house.GetAsync("/fr/search?q=pluie"));
        var link = all.QuerySelectorAll("aside a").Single(one => one.TextContent == "Sénégal");
        Assert.Equal("1", link.ParentElement!.QuerySelector(".n")!.TextContent);
        var narrowed = Read.Page(await house.GetAsync(link.GetAttribute("href")!));
        Assert.Equal(["La pluie là"], narrowed.QuerySelectorAll("ul.list h3").Select(headline => headline.TextContent.Trim()));
        Assert.Equal("SN", narrowed.QuerySelector("form.seek input[name=country]")!.GetAttribute("value"));
        var back = narrowed.QuerySelector(".found a.tag")!;
        Assert.StartsWith("Sénégal", back.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Read.Page(await house.GetAsync(back.GetAttribute("href")!)).QuerySelectorAll("ul.list > li").Length);
    }

    [Fact]
    public async Task What_all_that_was_found_have_in_common_is_offered_only_where_it_was_chosen()
    {
        await house.DeliverAsync(pont, Written.Piece("La pluie et la santé") with { Subjects = [new Subject("Santé"), new Subject("Agriculture")] });
        await house.DeliverAsync(pont, Written.Piece("La pluie soigne") with { Subjects = [new Subject("Santé")] });
        house.Follow();
        Assert.DoesNotContain("Santé", Beside(await house.GetAsync("/fr/search?q=pluie")));
        Assert.Contains("Agriculture", Beside(await house.GetAsync("/fr/search?q=pluie")));
        Assert.Contains("Santé", Beside(await house.GetAsync("/fr/search?q=pluie&subject=07000000")));

        static List<string> Beside(string page) => [.. Read.Page(page).QuerySelectorAll("aside li > :first-child").Select(value => value.TextContent)];
    }

    [Fact]
    public async Task It_is_read_in_every_edition_and_says_what_can_be_found_and_how()
    {
        foreach (var edition in Editions.All)
        {
            var page = Read.Page(await house.GetAsync($"/{edition.Code}/search"));
            Assert.Equal(edition.Text("web.search"), page.QuerySelector("h1")!.TextContent);
            Assert.Contains(edition.Language("ar"), page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        }
    }

    [Fact]
    public async Task Nothing_found_is_said_with_a_better_spelling_where_there_is_one()
    {
        await house.DeliverAsync(pont, Written.Piece("Tombouctou se lève"));
        house.Follow();
        var page = Read.Page(await house.GetAsync("/fr/search?q=tombuctou"));
        Assert.Contains("Aucun résultat", page.QuerySelector(".found")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/fr/search?q=Tombouctou", page.QuerySelectorAll("main a").Single(link => link.TextContent == "Tombouctou").GetAttribute("href"));
    }

    [Fact]
    public async Task Who_has_the_page_is_told_so_until_something_new_is_found()
    {
        await house.DeliverAsync(pont, Written.Piece("Le riz"));
        house.Follow();
        using var first = await house.AskAsync("/fr/search?q=riz");
        Assert.Equal("noindex", Assert.Single(first.Headers.GetValues("X-Robots-Tag")));
        foreach (var known in (string[])[first.Headers.ETag!.ToString(), "*"]) Assert.Equal(HttpStatusCode.NotModified, await AgainAsync(known));
        await house.DeliverAsync(pont, Written.Piece("Le riz encore"));
        Assert.Equal(HttpStatusCode.OK, await AgainAsync(first.Headers.ETag.ToString()));
        house.Follow();
        Assert.Equal(2, Read.Page(await house.GetAsync("/fr/search?q=riz")).QuerySelectorAll("ul.list > li").Length);

        async Task<HttpStatusCode> AgainAsync(string tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/fr/search?q=riz");
            request.Headers.Add("If-None-Match", tag);
            using var answer = await house.Client.SendAsync(request);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Behind_the_last_page_there_is_the_way_to_the_first_and_no_advice_for_finding_more()
    {
        await house.DeliverAsync(pont, Written.Piece("Le riz"));
        house.Follow();
        var page = Read.Page(await house.GetAsync("/fr/search?q=riz&page=40"));

        Assert.Equal("/fr/search?q=riz", page.QuerySelector("main a[rel=first]")!.GetAttribute("href"));
        Assert.DoesNotContain("Avec moins de mots", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_lists_beside_a_search_have_one_title()
    {
        foreach (var edition in Editions.All)
        {
            string[] titles = [.. new[] { "search.providers", "site.by-kind", "site.by-capacity", "site.by-country", "site.by-region", "search.subjects", "site.languages", "search.genres", "search.months" }.Select(key => edition.Text(key))];
            Assert.Equal(titles.Distinct(), titles);
        }
    }

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?page=51")]
    [InlineData("?page=x")]
    public async Task Pages_that_can_not_be_turned_to_are_not_there(string query)
    {
        using var answer = await house.AskAsync("/fr/search" + query);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_full_page_weighs_at_most_thirty_kilobytes()
    {
        for (var number = 0; number < 60; number++)
        {
            var card = await house.RegisterAsync(Written.Provider($"Fournisseur au nom assez long {number}", (ProviderKind)(number % 3), (Capacity)(number % 11), ((string[])["ML", "SN", "GH", "TZ", "NE"])[number % 5], slug: $"p{number}"));
            await house.DeliverAsync(card, Written.Piece($"Le barrage numéro {number} et ses voisins", $"<p>{string.Concat(Enumerable.Range(0, 40).Select(word => $"mot{word * number} barrage "))}</p>", ((string[])["fr", "en", "pt", "ar"])[number % 4]));
        }

        house.Follow();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fr/search?q=barrage");
        request.Headers.Add("Accept-Encoding", "br");
        using var answer = await house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 1000, 30 * 1024);
    }

    [Fact]
    public async Task Browsers_are_told_how_to_search_the_house()
    {
        var home = Read.Page(await house.GetAsync("/fr"));
        var description = home.QuerySelector("link[rel=search]")!;
        var xml = XElement.Load(new StringReader(await house.GetAsync(description.GetAttribute("href")!)));
        XNamespace open = "http://a9.com/-/spec/opensearch/1.1/";
        Assert.Equal("Griot", xml.Element(open + "ShortName")!.Value);
        Assert.Equal("https://griot.example/fr/search?q={searchTerms}&page={startPage?}", xml.Elements(open + "Url").First().Attribute("template")!.Value);
        Assert.Equal("/fr/search", home.QuerySelector("header form")!.GetAttribute("action"));
    }

    [Fact]
    public async Task Nothing_overflows_a_small_screen_and_words_are_found_from_the_box_at_the_top()
    {
        await house.DeliverAsync(pont, Written.Piece("Lemotleplusincroyablementlongquepersonnenecouperajamais et le mil"));
        house.Follow();
        using var browser = Chromium.Open(house.Client.BaseAddress!);
        browser.Driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = 320, ["height"] = 640, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        foreach (var path in (string[])["/fr/search?q=mil&country=ML&kind=press&from=2026-01-01", "/fr/search", "/fr"])
        {
            browser.Visit(path);
            Assert.True((bool)browser.Driver.ExecuteScript("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")!, path);
        }

        browser.Driver.FindElement(OpenQA.Selenium.By.CssSelector("header form input")).SendKeys("mil" + OpenQA.Selenium.Keys.Enter);
        // The browser takes its time to leave the page: what stands on it until then is no answer.
        while (browser.Driver.FindElements(OpenQA.Selenium.By.CssSelector("form.seek")).Count == 0) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.Equal("Recherche : mil", browser.Driver.FindElement(OpenQA.Selenium.By.TagName("h1")).Text);
        Assert.Single(browser.Driver.FindElements(OpenQA.Selenium.By.CssSelector("ul.list > li")));
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
