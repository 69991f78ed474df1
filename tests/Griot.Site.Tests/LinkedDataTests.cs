using System.Text.Json;
using AngleSharp.Dom;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>What pages say of themselves to programs: JSON-LD, Open Graph, and which page is the right one.</summary>
public sealed class LinkedDataTests
{
    private static readonly ProviderCard LeFleuve = Written.Provider("Le Fleuve");

    [Fact]
    public async Task A_piece_names_its_provider_as_publisher_and_the_house_only_as_who_says_so()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage rouvre") with
        {
            By = "Aminata Keïta, Le Fleuve",
            People = [new Person("Aminata Keïta"), new Person("Le Fleuve")],
            VersionCreated = new DateTimeOffset(2026, 11, 22, 19, 5, 0, TimeSpan.FromHours(1)),
            UsageTerms = "Reprise autorisée avec mention.",
        });

        var data = await DataAsync(house, $"/ar/le-fleuve/{item}");

        Assert.Equal("https://schema.org", data.GetProperty("@context").GetString());
        Assert.Equal("NewsArticle", data.GetProperty("@type").GetString());
        Assert.Equal("Le barrage rouvre", data.GetProperty("headline").GetString());
        Assert.Equal($"https://griot.example/fr/le-fleuve/{item}", data.GetProperty("mainEntityOfPage").GetString());
        Assert.Equal("fr", data.GetProperty("inLanguage").GetString());
        Assert.Equal("2026-11-22T18:30:00Z", data.GetProperty("datePublished").GetString());
        Assert.Equal("2026-11-22T19:05:00+01:00", data.GetProperty("dateModified").GetString());
        Assert.Equal("2026-11-22T18:41:00Z", data.GetProperty("sdDatePublished").GetString());
        Assert.Equal("NewsMediaOrganization", data.GetProperty("publisher").GetProperty("@type").GetString());
        Assert.Equal("Le Fleuve", data.GetProperty("publisher").GetProperty("name").GetString());
        Assert.Equal("https://griot.example/fr/le-fleuve", data.GetProperty("provider").GetProperty("@id").GetString());
        Assert.Equal("Griot", data.GetProperty("sdPublisher").GetProperty("name").GetString());
        Assert.Equal("Le Fleuve", data.GetProperty("creditText").GetString());
        Assert.Equal(["Person:Aminata Keïta", "https://griot.example/fr/le-fleuve"], data.GetProperty("author").EnumerateArray().Select(author => author.TryGetProperty("name", out var name) ? $"{author.GetProperty("@type")}:{name}" : author.GetProperty("@id").GetString()));
        Assert.Equal("https://provider.example/piece", data.GetProperty("isBasedOn").GetString());
        Assert.Equal("Reprise autorisée avec mention.", data.GetProperty("usageInfo").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_byline_that_names_nobody_in_particular_stays_the_words_that_it_is()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le bac") with { By = "La rédaction" });

        Assert.Equal("La rédaction", (await DataAsync(house, $"/fr/le-fleuve/{item}")).GetProperty("author").GetString());
    }

    [Theory]
    [InlineData("http://cv.iptc.org/newscodes/genre/Opinion", "OpinionNewsArticle")]
    [InlineData("genre:Analysis", "AnalysisNewsArticle")]
    [InlineData("Press Release", "Article")]
    [InlineData("Tribune libre", "NewsArticle")]
    public async Task What_kind_of_article_it_is_says_the_delivered_genre_and_nothing_else(string genre, string type)
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Opinion : le barrage") with { Genres = [new Subject(genre)] });

        var data = await DataAsync(house, $"/fr/le-fleuve/{item}");

        Assert.Equal(type, data.GetProperty("@type").GetString());
        Assert.Equal(genre, data.GetProperty("genre").GetString());
    }

    [Fact]
    public async Task Under_link_terms_nothing_is_said_that_the_page_keeps_back()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve with { Terms = Terms.Link });
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>Le texte que personne ne voit ici.</p>") with
        {
            Genres = [new Subject("Opinion")],
            Associations = [new Association("https://pictures.example/b.jpg", "image/jpeg", Caption: "Une image que personne ne voit")],
        });

        var page = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"));
        var said = page.Head!.OuterHtml;

        Assert.Equal("Le barrage", (await DataAsync(house, $"/fr/le-fleuve/{item}")).GetProperty("headline").GetString());
        Assert.DoesNotContain("personne ne voit", said, StringComparison.Ordinal);
        Assert.DoesNotContain("OpinionNewsArticle", said, StringComparison.Ordinal);
        Assert.Null(Meta(page, "og:image"));
        Assert.Null(Meta(page, "og:description"));
    }

    [Fact]
    public async Task A_correction_is_said_to_be_one_and_an_old_version_says_nothing_for_search_engines()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>4 200 hectares.</p>"));
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>4 300 hectares.</p>", signal: Signal.Correction), item);

        var data = await DataAsync(house, $"/fr/le-fleuve/{item}");
        var correction = data.GetProperty("correction");

        // Its provider gave no date of the change: then it is the one that the page shows.
        Assert.Equal("2026-11-22T18:42:00Z", data.GetProperty("dateModified").GetString());
        Assert.Contains("content=\"2026-11-22T18:42:00", await house.GetAsync($"/fr/le-fleuve/{item}"));

        Assert.Equal(("CorrectionComment", "2026-11-22T18:42:00Z"), (correction.GetProperty("@type").GetString(), correction.GetProperty("datePublished").GetString()));
        Assert.Empty(Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}/1")).QuerySelectorAll("script"));
    }

    [Fact]
    public async Task A_piece_in_another_edition_is_no_translation_of_it_and_a_text_of_the_house_is()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage"));

        Assert.Equal(
            ["ar", "en", "fr", "pt", "sw"],
            Read.Page(await house.GetAsync("/en/about")).QuerySelectorAll("link[rel=alternate][hreflang]").Select(link => $"{link.GetAttribute("hreflang")} {link.GetAttribute("href")}").Select(link => link.EndsWith($"/{link[..2]}/about", StringComparison.Ordinal) ? link[..2] : link).Order());
        foreach (var path in (string[])["/en", "/en/le-fleuve", $"/en/le-fleuve/{item}"]) Assert.Empty(Read.Page(await house.GetAsync(path)).QuerySelectorAll("link[hreflang]"));
    }

    [Theory]
    [InlineData(ProviderKind.Press, Capacity.Government, "NewsMediaOrganization")]
    [InlineData(ProviderKind.Institution, Capacity.Government, "GovernmentOrganization")]
    [InlineData(ProviderKind.Institution, Capacity.CivilSociety, "Organization")]
    [InlineData(ProviderKind.Individual, Capacity.Opposition, "Person")]
    public async Task A_provider_is_what_it_declares(ProviderKind kind, Capacity capacity, string type)
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(Written.Provider("Qui parle", kind, capacity));

        var about = (await DataAsync(house, "/en/qui-parle")).GetProperty("mainEntity");

        Assert.Equal((type, "Qui parle", "ML"), (about.GetProperty("@type").GetString(), about.GetProperty("name").GetString(), about.GetProperty("address").GetProperty("addressCountry").GetString()));
    }

    [Fact]
    public async Task The_front_page_tells_how_the_house_is_searched()
    {
        await using var house = await House.OpenAsync();

        var site = await DataAsync(house, "/sw");

        Assert.Equal("WebSite", site.GetProperty("@type").GetString());
        Assert.Equal("https://griot.example/sw/search?q={search_term_string}", site.GetProperty("potentialAction").GetProperty("target").GetProperty("urlTemplate").GetString());
    }

    [Fact]
    public async Task Whoever_passes_a_piece_on_shows_its_headline_with_its_provider()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage rouvre", language: "fr-ML"));

        var page = Read.Page(await house.GetAsync($"/en/le-fleuve/{item}"));

        Assert.Equal("Le barrage rouvre | Le Fleuve", Meta(page, "og:title"));
        Assert.Equal("article", Meta(page, "og:type"));
        Assert.Equal($"https://griot.example/fr/le-fleuve/{item}", Meta(page, "og:url"));
        Assert.Equal("Griot", Meta(page, "og:site_name"));
        Assert.Equal("fr_ML", Meta(page, "og:locale"));
        Assert.Equal("2026-11-22T18:30:00Z", Meta(page, "article:published_time"));
        Assert.Equal("Aminata Keïta", Meta(page, "article:author"));
    }

    [Fact]
    public async Task A_provider_may_have_search_engines_led_to_its_own_pages()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve with { Canonical = CanonicalPage.Provider });
        var led = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage"));
        var pageless = await house.DeliverAsync(LeFleuve, Written.Piece("Le bac") with { Link = "javascript:alert(1)" });

        Assert.Equal("https://provider.example/piece", Canonical(Read.Page(await house.GetAsync($"/fr/le-fleuve/{led}"))));
        Assert.Equal("https://provider.example/piece", (await DataAsync(house, $"/fr/le-fleuve/{led}")).GetProperty("mainEntityOfPage").GetString());
        Assert.Equal($"https://griot.example/fr/le-fleuve/{pageless}", Canonical(Read.Page(await house.GetAsync($"/fr/le-fleuve/{pageless}"))));
        Assert.Equal("https://griot.example/fr/le-fleuve", Canonical(Read.Page(await house.GetAsync("/fr/le-fleuve"))));
    }

    [Fact]
    public async Task A_hostile_piece_leaves_one_block_of_data_which_any_program_can_read()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Hostile.Provider());
        var item = await house.DeliverAsync(provider, Hostile.Piece() with { People = [new Person(Hostile.Payload)], Genres = [new Subject(Hostile.Payload, Hostile.BadAddress)], Relations = [new Relation("partOf", Hostile.Payload, Hostile.BadAddress), new Relation(Hostile.Payload, null, null)] });

        var data = await DataAsync(house, $"/fr/hostile/{item}");

        Assert.Contains("alert(document.domain)", data.GetProperty("headline").GetString(), StringComparison.Ordinal);
        Assert.Equal("NewsMediaOrganization", (await DataAsync(house, "/fr/hostile")).GetProperty("mainEntity").GetProperty("@type").GetString());
    }

    private static string? Meta(IDocument page, string property) => page.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");

    private static string? Canonical(IDocument page) => page.QuerySelector("link[rel=canonical]")?.GetAttribute("href");

    private static async Task<JsonElement> DataAsync(House house, string path)
    {
        var script = Assert.Single(Read.Page(await house.GetAsync(path)).QuerySelectorAll("script"));
        Assert.Equal("application/ld+json", script.GetAttribute("type"));
        return JsonDocument.Parse(script.TextContent).RootElement.Clone();
    }
}
