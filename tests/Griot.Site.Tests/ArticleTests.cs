using System.Net;
using Griot.Record;

namespace Griot.Site.Tests;

public sealed class ArticleTests
{
    private static readonly ProviderCard LeFleuve = Written.Provider("Le Fleuve");

    [Fact]
    public async Task A_piece_stands_with_its_provider_before_its_headline_and_its_text_whole()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage rouvre", "<p>À 5 h\u202F50, l’eau revient.</p><p>« Enfin\u00A0», dit-il.</p>"));

        var page = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"));

        Assert.Equal("Le barrage rouvre", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["À 5 h\u202F50, l’eau revient.", "« Enfin\u00A0», dit-il."], page.QuerySelectorAll(".body p").Select(p => p.TextContent));
        Assert.Equal("Le Fleuve", page.QuerySelector("article .nameplate bdi")!.TextContent);
        Assert.Contains("presse, indépendant · Mali", page.QuerySelector(".nameplate")!.TextContent);
        Assert.Contains("Publié par Le Fleuve, seul responsable de son contenu", page.QuerySelector(".duty")!.TextContent);
        Assert.Contains("Aminata Keïta", page.QuerySelector(".meta")!.TextContent);
        Assert.Contains("reçu le 22\u00A0novembre 2026 à\u00A018\u00A0h\u00A041", page.QuerySelector(".meta")!.TextContent);
        Assert.Contains("Inscription n°\u00A01", page.QuerySelector("aside")!.TextContent);
        Assert.Equal($"https://griot.example/fr/le-fleuve/{item}", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector($"a[href='/fr/le-fleuve/{item}/ask']"));
        Assert.NotNull(page.QuerySelector($"a[href='/items/{item}/1/delivery']"));
        Assert.NotNull(page.QuerySelector($"a[href='/items/{item}/1/record']"));
        Assert.NotNull(page.QuerySelector($"a[href='/en/le-fleuve/{item}'][hreflang=en]"));
        Assert.Equal("nofollow noopener", page.QuerySelector("a[href='https://provider.example/piece']")!.GetAttribute("rel"));
    }

    [Fact]
    public async Task Headings_of_a_text_stand_below_the_headline_and_keep_their_words()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var levels = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre", "<h1 lang=\"en\">One &lt;h1&gt;</h1><p>a</p><h2>Deux</h2><h5>Cinq</h5><h6>Six</h6><hr><p>b</p>"));
        var none = await house.DeliverAsync(LeFleuve, Written.Piece("Un autre", "<h2>Deux</h2><h6>Six</h6><p>b</p>"));

        var html = await house.GetAsync($"/fr/le-fleuve/{levels}");

        Assert.Equal("<h2 lang=\"en\">One &lt;h1&gt;</h2><p>a</p><h3>Deux</h3><h6>Cinq</h6><h6>Six</h6><hr><p>b</p>", Tight(Read.Page(html).QuerySelector(".body")!.InnerHtml));
        Assert.Equal("<h2>Deux</h2><h6>Six</h6><p>b</p>", Tight(Read.Page(await house.GetAsync($"/fr/le-fleuve/{none}")).QuerySelector(".body")!.InnerHtml));
        // What is sealed keeps its levels, and whoever compares the page with it finds the same words.
        Assert.Contains("<h1", ArticleRecord.Parse(house.Store.Content(house.Store.History(levels)[0].Index, Part.Record)!).Body);
        Assert.Equal(("Un titre", "One <h1>\n\na\n\nDeux\n\nCinq\n\nSix\n\nb"), (Griot.Record.Html.PageText.Read(html)!.Headline, Griot.Record.Html.PageText.Read(html)!.Body!));

        static string Tight(string markup) => markup.Replace("\n", "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_arabic_piece_in_the_french_edition_keeps_its_language_and_direction()
    {
        await using var house = await House.OpenAsync();
        var radio = await house.RegisterAsync(Written.Provider("إذاعة الضفة", country: "MR", slug: "idhaat-al-diffa"));
        var item = await house.DeliverAsync(radio, Written.Piece("افتتاح معرض البذور", "<p>تعرض التعاونيات أصناف الدخن.</p>", "ar"));

        var article = Read.Page(await house.GetAsync($"/fr/idhaat-al-diffa/{item}"));
        var front = Read.Page(await house.GetAsync("/fr"));

        Assert.Equal(("ar", "rtl"), Marks(article.QuerySelector("h1")!));
        Assert.Equal(("ar", "rtl"), Marks(article.QuerySelector(".body")!));
        Assert.Equal(("fr", "ltr"), Marks(article.DocumentElement));
        Assert.Equal(("ar", "rtl"), Marks(front.QuerySelector(".list li [dir]:not(.tag)")!));
        Assert.Equal("إذاعة الضفة", front.QuerySelector(".list bdi")!.TextContent);
        Assert.Equal("العربية", front.QuerySelector(".list .tag")!.TextContent);
    }

    [Fact]
    public async Task What_an_arabic_piece_says_of_itself_is_listed_and_laid_out_as_arabic_is()
    {
        await using var house = await House.OpenAsync();
        var radio = await house.RegisterAsync(Written.Provider("إذاعة الضفة", country: "MR", slug: "idhaat-al-diffa"));
        var item = await house.DeliverAsync(radio, Written.Piece("افتتاح معرض البذور", "<p>تعرض التعاونيات أصناف الدخن.</p>", "ar") with
        {
            By = "نجاة العرقوبي, صالح بو دبوس",
            People = [new Person("نجاة العرقوبي"), new Person("صالح بو دبوس")],
            Associations = [new Association("https://pictures.example/b.jpg", "image/jpeg", Caption: "الرافعة مائلة", Credit: "صالح بو دبوس")],
            Subjects = [new Subject("الميناء"), new Subject("العاصفة")],
        });

        var page = Read.Page(await house.GetAsync($"/fr/idhaat-al-diffa/{item}"));

        var byline = page.QuerySelector(".meta b")!;
        Assert.Equal("نجاة العرقوبي، صالح بو دبوس", byline.TextContent);
        Assert.Equal(("ar", "rtl"), Marks(byline.ParentElement!));
        var caption = page.QuerySelector("p.pic > bdi")!;
        Assert.Equal(("الرافعة مائلة · صالح بو دبوس", ("ar", "rtl")), (caption.TextContent.ReplaceLineEndings("").Trim(), Marks(caption)));
        Assert.Contains("الميناء، العاصفة", page.QuerySelector("p.note > bdi")!.TextContent);
    }

    [Theory]
    [InlineData("Le Fleuve", null)]
    [InlineData("LE FLEUVE", null)]
    [InlineData("Le Fleuve, avec l’agence", "Le Fleuve, avec l’agence")]
    public async Task A_byline_that_is_the_providers_name_is_not_said_a_second_time(string by, string? shown)
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le bac repasse") with { By = by });

        var page = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"));

        Assert.Equal(shown, page.QuerySelector(".meta b")?.TextContent);
        Assert.Equal("Le Fleuve", page.QuerySelector("article .nameplate bdi")!.TextContent);
    }

    [Fact]
    public async Task A_corrected_piece_shows_the_new_text_unmarked_and_the_difference_apart()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>En tout, 4 200 hectares de rizières.</p>"));
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>En tout, 4 300 hectares de rizières.</p>", signal: Signal.Correction), item);

        var newest = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"));
        var old = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}/1"));

        Assert.Equal("En tout, 4 300 hectares de rizières.", newest.QuerySelector(".body")!.TextContent.Trim());
        Assert.Empty(newest.QuerySelectorAll(".body ins, .body del"));
        Assert.Equal(["200"], newest.QuerySelectorAll("#difference del").Select(cut => cut.TextContent));
        Assert.Equal(["300"], newest.QuerySelectorAll("#difference ins").Select(added => added.TextContent));
        Assert.Contains("corrigé par le fournisseur", newest.QuerySelector(".meta")!.TextContent);
        Assert.Contains("4 200", old.QuerySelector(".body")!.TextContent);
        Assert.NotNull(old.QuerySelector($".alert a[href='/fr/le-fleuve/{item}']"));
        Assert.Null(newest.QuerySelector(".alert"));
        Assert.Contains("Inchangé depuis.", newest.QuerySelector("aside")!.TextContent);
        Assert.DoesNotContain("Inchangé depuis.", old.QuerySelector("aside")!.TextContent);
        Assert.StartsWith($"Griot · https://griot.example/fr/le-fleuve/{item}/1 · Inscription n", old.QuerySelector("article > .paper")!.TextContent);
    }

    [Fact]
    public async Task A_withdrawn_piece_leaves_a_tombstone_without_its_headline()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre de trop"));
        await house.DeliverAsync(LeFleuve, Written.Piece("Un titre de trop", "", signal: Signal.Withdrawal), item, reason: "Source non confirmée <b>");

        using var answer = await house.AskAsync($"/fr/le-fleuve/{item}");
        var page = await answer.Content.ReadAsStringAsync();
        using var old = await house.AskAsync($"/fr/le-fleuve/{item}/1");

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Gone, old.StatusCode);
        Assert.DoesNotContain("titre de trop", page);
        Assert.Contains("Le Fleuve", Read.Page(page).QuerySelector(".stone")!.TextContent);
        Assert.Contains("Source non confirmée <b>", Read.Page(page).QuerySelector(".stone blockquote")!.TextContent);
        Assert.Contains($"/fr/le-fleuve/{item}", await house.GetAsync("/fr/le-fleuve"));
        Assert.DoesNotContain("titre de trop", await house.GetAsync("/fr"));
    }

    [Fact]
    public async Task A_withdrawn_piece_whose_text_is_kept_is_read_at_its_old_version()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre"));
        await house.DeliverAsync(LeFleuve, Written.Piece("", "", signal: Signal.Withdrawal) with { KeepsText = true }, item);

        using var answer = await house.AskAsync($"/fr/le-fleuve/{item}");
        var tombstone = Read.Page(await answer.Content.ReadAsStringAsync());
        var old = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}/1"));

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.NotNull(tombstone.QuerySelector($"a[href='/fr/le-fleuve/{item}/1']"));
        Assert.Contains("a retiré cet article", old.QuerySelector(".alert")!.TextContent);
    }

    [Fact]
    public async Task A_held_piece_says_who_holds_it_since_when_and_for_which_reason()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre"));
        await house.HoldAsync(LeFleuve, item, new Notice { Reason = "privacy", Text = "Une adresse privée y figure." });

        using var answer = await house.AskAsync($"/en/le-fleuve/{item}");
        var stone = Read.Page(await answer.Content.ReadAsStringAsync()).QuerySelector(".stone")!.TextContent;

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("Griot has not published this article since 22\u00A0November 2026, 18:41", stone);
        Assert.Contains("Reason: privacy", stone);
        Assert.Contains("Une adresse privée y figure.", stone);
    }

    [Theory]
    [InlineData(Terms.Excerpt)]
    [InlineData(Terms.Link)]
    public async Task Narrow_terms_show_the_summary_and_the_way_to_the_provider(Terms terms)
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var piece = Written.Piece("Un titre", "<p>Le début est à lire. La fin est ailleurs.</p>") with { Terms = terms };
        var item = await house.DeliverAsync(LeFleuve, piece, excerpt: "Le début est à lire.");

        var html = await house.GetAsync($"/fr/le-fleuve/{item}");
        var page = Read.Page(html);

        Assert.DoesNotContain("La fin est ailleurs", html);
        Assert.Equal(terms == Terms.Excerpt, html.Contains("Le début est à lire", StringComparison.Ordinal));
        Assert.NotNull(page.QuerySelector(".onward a[href='https://provider.example/piece']"));
        Assert.Null(page.QuerySelector("a[href$='/record']"));
        if (terms == Terms.Excerpt) Assert.Equal("Le début est à lire.", page.QuerySelector(".body span")!.TextContent);
    }

    [Fact]
    public async Task Wrong_and_former_slugs_lead_to_the_right_address_and_nothing_else_exists()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Ancien nom"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
        await house.RegisterAsync(provider with { Slug = "nouveau", FormerSlugs = ["ancien-nom"] });

        await Moves(house, $"/fr/ancien-nom/{item}", $"/fr/nouveau/{item}");
        await Moves(house, $"/fr/someone/{item}/1", $"/fr/nouveau/{item}/1");
        await Moves(house, "/en/ancien-nom", "/en/nouveau");
        foreach (var absent in (string[])[$"/fr/nouveau/{OpaqueId.New()}", "/fr/nouveau/nothing", $"/fr/nouveau/{item}/9", $"/fr/nouveau/{item}/x", "/fr/nobody", "/xx", "/fr/search/nothing"])
        {
            using var answer = await house.AskAsync(absent);
            Assert.Equal((absent, HttpStatusCode.NotFound), (absent, answer.StatusCode));
            Assert.Contains("<h1>Rien à cette adresse</h1>", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task An_embargoed_piece_does_not_exist()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Sous embargo") with { PubStatus = PubStatus.Embargoed });

        using var answer = await house.AskAsync($"/fr/le-fleuve/{item}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Sous embargo", await house.GetAsync("/fr"));
    }

    [Fact]
    public async Task Published_answers_stand_beside_the_piece()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre"));
        using var before = await house.AskAsync($"/fr/le-fleuve/{item}");
        house.Answers.ByItem[item] = [new PublishedAnswer("Combien <i>d’hectares</i> ?", "Quatre mille.", "Le Fleuve", house.Time.GetUtcNow())];

        using var after = await house.AskAsync($"/fr/le-fleuve/{item}");
        var page = Read.Page(await after.Content.ReadAsStringAsync());

        Assert.Contains("Combien <i>d’hectares</i> ?", page.QuerySelector("section.part")!.TextContent);
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Theory]
    [InlineData(HouseOrigin.Produced, "produit par Griot")]
    [InlineData(HouseOrigin.Commissioned, "commandé par Griot")]
    public async Task A_piece_of_the_house_says_how_it_came_to_be(HouseOrigin origin, string mark)
    {
        await using var house = await House.OpenAsync();
        var desk = await house.RegisterAsync(Written.Provider("La rédaction", ProviderKind.House, Capacity.NotStated, null));
        var item = await house.DeliverAsync(desk, Written.Piece("Comment lire le registre") with { Origin = origin, By = "Adjoa Nyarkoma" });

        var page = Read.Page(await house.GetAsync($"/fr/{desk.Slug}/{item}"));

        Assert.Contains(mark, page.QuerySelector(".nameplate")!.TextContent);
        Assert.Contains("Adjoa Nyarkoma", page.QuerySelector(".duty")!.TextContent);
    }

    [Fact]
    public async Task Pictures_are_named_and_never_asked_for()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre", "<p>Avant.</p><figure><img src=\"https://pictures.example/a.jpg\" alt=\"Les vannes <1>\"><figcaption>Photo Le Fleuve</figcaption></figure><p>Après.</p>") with
        {
            Associations = [new Association("https://pictures.example/b.jpg", "image/jpeg", Caption: "La digue", Credit: "B. Traoré")],
        });

        var html = await house.GetAsync($"/fr/le-fleuve/{item}");
        var page = Read.Page(html);

        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.DoesNotContain("pictures.example", html);
        Assert.Equal("Image · Les vannes <1>", page.QuerySelector(".body .pic")!.TextContent);
        Assert.Contains("La digue · B. Traoré", page.QuerySelector("p.pic")!.TextContent);
        Assert.Contains("Photo Le Fleuve", page.QuerySelector(".body")!.TextContent);
    }

    private static (string?, string?) Marks(AngleSharp.Dom.IElement element) => (element.GetAttribute("lang"), element.GetAttribute("dir"));

    private static async Task Moves(House house, string from, string to)
    {
        using var answer = await house.AskAsync(from);
        Assert.Equal((HttpStatusCode.MovedPermanently, to), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }
}
