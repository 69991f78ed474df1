using System.Net;
using AngleSharp.Html.Dom;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>The page by which a version is checked, as it is served: what it holds ready, what it may do, and what it never tells.</summary>
public sealed class VerifyPageTests(ITestOutputHelper output)
{
    private const string Policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    [Fact]
    public async Task An_article_says_whether_it_is_signed_and_leads_to_its_check()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        var item = await house.DeliverAsync(provider, Written.Piece("Le pont rouvre"));
        var path = $"/fr/le-pont/{item}";
        using var before = await house.AskAsync(path);

        await house.SignAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(before.Headers.ETag!);
        using var after = await house.Client.SendAsync(request);

        Assert.Contains("Aucun état signé du registre ne comprend encore cette inscription", await before.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var page = Read.Page(await after.Content.ReadAsStringAsync());
        Assert.Equal("VérifierUn état signé du registre comprend cette inscription.", page.QuerySelector($"aside a[href='/fr/verify/{item}/1']")!.ParentElement!.TextContent);
        Assert.Equal("Inscription n°\u00a01", page.QuerySelector("aside .seal")!.TextContent);
    }

    [Theory]
    [InlineData("{0}", 2)]
    [InlineData(" http://griot.example/fr/le-pont/{0} ", 2)]
    [InlineData("https://copy.example/ar/le-pont/{0}/1?x=1#y", 1)]
    [InlineData("file:///media/stick/fr/le-pont/{0}.html", 2)]
    [InlineData("/items/{0}/1/record", 1)]
    [InlineData("urn:griot:item:{0}", 2)]
    public async Task Whoever_has_an_address_of_a_piece_is_led_to_its_check(string typed, int version)
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        var item = await house.DeliverAsync(provider, Written.Piece("Le pont rouvre"));
        await house.DeliverAsync(provider, Written.Piece("Le pont a rouvert") with { Signal = Signal.Update }, item);

        using var answer = await house.AskAsync("/sw/verify?address=" + Uri.EscapeDataString(typed.Replace("{0}", item, StringComparison.Ordinal)));

        Assert.Equal((HttpStatusCode.Found, $"/sw/verify/{item}/{version}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task An_address_of_nothing_is_answered_in_words_and_what_the_public_may_not_know_of_is_nothing()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        var hidden = await house.DeliverAsync(provider, Written.Piece("Pas encore") with { PubStatus = PubStatus.Embargoed });
        foreach (var typed in (string[])["le pont", "<script>", "//evil.example/x", OpaqueId.New(), hidden, new string('a', 2000)])
        {
            using var answer = await house.AskAsync("/fr/verify?address=" + Uri.EscapeDataString(typed));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("Aucun article de ce site", Read.Page(await answer.Content.ReadAsStringAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        }

        foreach (var edition in Griot.Web.Editions.All)
        {
            var page = Read.Page(await house.GetAsync($"/{edition.Code}/verify"));
            Assert.Null(page.QuerySelector("[role=alert]"));
            Assert.Equal($"/{edition.Code}/verify", page.QuerySelector("#address")!.Closest("form")!.GetAttribute("action"));
            Assert.NotNull(Read.Page(await house.GetAsync($"/{edition.Code}/about")).QuerySelector($"a[href='/{edition.Code}/verify']"));
        }
    }

    [Fact]
    public async Task It_alone_may_run_a_script_and_that_is_a_file_of_ours_that_may_be_kept_for_ever()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        var item = await house.DeliverAsync(provider, Written.Piece("Le pont rouvre"));
        using var check = await house.AskAsync($"/fr/verify/{item}/1");
        var scripts = Read.Page(await check.Content.ReadAsStringAsync()).Scripts.ToList();

        Assert.Equal([Policy], check.Headers.GetValues("Content-Security-Policy"));
        var script = Assert.Single(scripts);
        Assert.Matches("^/verify-[0-9a-f]{10}[.]js$", script.Source);
        Assert.Empty(script.TextContent);
        using var file = await house.AskAsync(script.Source!);
        Assert.Equal(("public, max-age=31536000, immutable", "text/javascript"), (file.Headers.GetValues("Cache-Control").Single(), file.Content.Headers.ContentType!.MediaType));
        foreach (var path in (string[])["/fr", "/fr/le-pont", $"/fr/le-pont/{item}", "/fr/providers", "/fr/about", "/fr/withdrawals", "/fr/nothing", $"/fr/verify/{OpaqueId.New()}/1"])
        {
            using var other = await house.AskAsync(path);
            Assert.DoesNotContain("script-src", other.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            // Data (JSON-LD) is none: no browser runs it.
            Assert.DoesNotContain(Read.Page(await other.Content.ReadAsStringAsync()).Scripts, script => script.Type != "application/ld+json");
        }
    }

    [Fact]
    public async Task A_browser_that_has_the_page_already_is_told_the_same_policy_again()
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Pont")), Written.Piece("Le pont rouvre"));
        using var first = await house.AskAsync($"/fr/verify/{item}/1");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/fr/verify/{item}/1");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await house.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.NotModified, Policy), (second.StatusCode, second.Headers.GetValues("Content-Security-Policy").Single()));
    }

    [Fact]
    public async Task Its_script_weighs_at_most_six_kilobytes()
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Pont")), Written.Piece("Le pont rouvre"));
        var page = await CheckAsync(house, item);
        using var request = new HttpRequestMessage(HttpMethod.Get, page.Scripts[0].Source);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br");

        using var answer = await house.Client.SendAsync(request);

        var weight = (await answer.Content.ReadAsByteArrayAsync()).Length;
        output.WriteLine($"The script of the check: {weight} bytes (brotli).");
        Assert.InRange(weight, 1000, 6 * 1024);
    }

    [Fact]
    public async Task Without_a_script_it_shows_the_command_the_files_and_what_is_checked_and_says_that_nothing_was()
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Pont")), Written.Piece("Le pont rouvre"));

        var page = await CheckAsync(house, item);

        Assert.Contains("rien n’a été vérifié ici", page.QuerySelector("noscript")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"griot verify https://griot.example/fr/le-pont/{item}/1", page.QuerySelector(".command")!.TextContent);
        Assert.Equal(["proof", "record", "summary", "delivery"], Files(page, item));
        Assert.True(page.QuerySelector("#verify form")!.HasAttribute("hidden"));
        Assert.Equal(["proof", "entry", "text", "page", "delivery", "inclusion", "key", "signature"], page.QuerySelectorAll("[data-step]").Select(step => step.GetAttribute("data-step")));
        Assert.All(page.QuerySelectorAll("[data-step]"), step => Assert.Equal("Non examiné", step.QuerySelector("[data-is]:not([hidden])")!.TextContent));
        Assert.All(page.QuerySelectorAll("[data-word]"), word => Assert.True(word.HasAttribute("hidden")));
        Assert.NotEmpty((await CheckAsync(house, item, edition: "en")).QuerySelectorAll("[data-step]"));
    }

    [Theory]
    [InlineData(Terms.Excerpt, "summary", new[] { "proof", "summary" })]
    [InlineData(Terms.Link, "summary", new[] { "proof", "summary" })]
    public async Task Where_terms_allow_less_the_summary_is_checked_and_nothing_else_given(Terms terms, string part, string[] files)
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Pont")), Written.Piece("Le pont rouvre", "<p>Un secret.</p>") with { Terms = terms }, excerpt: "Un début");

        var page = await CheckAsync(house, item);

        Assert.Equal(part, page.QuerySelector("#verify")!.GetAttribute("data-part"));
        Assert.Equal(files, Files(page, item));
        Assert.DoesNotContain("secret", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_gone_is_checked_as_far_as_its_proof_goes_and_no_word_of_it_is_shown()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        var (withdrawn, held, removed) = (await DeliverAsync(house, provider), await DeliverAsync(house, provider), await DeliverAsync(house, provider));
        await house.DeliverAsync(provider, Written.Piece("Retiré") with { Signal = Signal.Withdrawal, PubStatus = PubStatus.Canceled }, withdrawn, reason: "Une erreur.");
        await house.HoldAsync(provider, held, new Notice { Reason = "legal" });
        await house.RemoveAsync(provider, removed, new Notice { Reason = "court-order", Country = "ML" });

        foreach (var item in (string[])[withdrawn, held, removed])
        {
            using var answer = await house.AskAsync($"/fr/verify/{item}/1");
            var page = Read.Page(await answer.Content.ReadAsStringAsync());

            Assert.Equal((HttpStatusCode.Gone, "no-store", Policy), (answer.StatusCode, answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("Content-Security-Policy").Single()));
            Assert.DoesNotContain("Secret", page.Source.Text, StringComparison.Ordinal);
            Assert.Equal(["proof"], Files(page, item));
            Assert.Equal("gone", page.QuerySelector("#verify")!.GetAttribute("data-absent"));
            Assert.NotNull(Read.Page(await Text(house, $"/fr/le-pont/{item}")).QuerySelector($"a[href^='/fr/verify/{item}/']"));
        }
    }

    [Fact]
    public async Task What_the_public_may_not_know_of_is_not_there()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        var embargoed = await house.DeliverAsync(provider, Written.Piece("Secret") with { PubStatus = PubStatus.Embargoed, EmbargoedUntil = house.Time.GetUtcNow().AddDays(1) });
        var updated = await house.DeliverAsync(provider, Written.Piece("Le pont"));
        await house.DeliverAsync(provider, Written.Piece("Secret", signal: Signal.Update) with { PubStatus = PubStatus.Embargoed, EmbargoedUntil = house.Time.GetUtcNow().AddDays(1) }, updated);

        var held = await house.DeliverAsync(provider, Written.Piece("Le bac"));
        await house.DeliverAsync(provider, Written.Piece("Secret", signal: Signal.Update) with { PubStatus = PubStatus.Embargoed, EmbargoedUntil = house.Time.GetUtcNow().AddDays(1) }, held);
        await house.HoldAsync(provider, held, new Notice { Reason = "legal" });

        Assert.DoesNotContain($"/verify/{held}/2", await Text(house, $"/fr/le-pont/{held}"), StringComparison.Ordinal);
        foreach (var path in (string[])[$"{embargoed}/1", $"{held}/2", $"{updated}/2", $"{updated}/3", $"{updated}/0", $"{OpaqueId.New()}/1", "nothing/1", $"{updated.ToUpperInvariant()}/1"])
        {
            using var answer = await house.AskAsync($"/fr/verify/{path}");
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
            Assert.DoesNotContain("Secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static Task<string> DeliverAsync(House house, ProviderCard provider) => house.DeliverAsync(provider, Written.Piece("Secret"));

    private static async Task<IHtmlDocument> CheckAsync(House house, string item, string edition = "fr") => Read.Page(await house.GetAsync($"/{edition}/verify/{item}/1"));

    private static async Task<string> Text(House house, string path)
    {
        using var answer = await house.AskAsync(path);
        return await answer.Content.ReadAsStringAsync();
    }

    // The last words of the addresses that are offered for download.
    private static IEnumerable<string> Files(IHtmlDocument page, string item) =>
        page.QuerySelectorAll("a[download]").Select(file => file.GetAttribute("href")!).Select(address => address.Replace($"/items/{item}/1/", "", StringComparison.Ordinal));
}
