using System.Net;
using Griot.Enrichment.Labels;
using Griot.Record;
using Griot.Web;

namespace Griot.Site.Tests;

/// <summary>The pages of countries, regions, subjects, languages, genres and days, over a real ledger and a real index.</summary>
public sealed class LabelPageTests : IAsyncLifetime
{
    private House house = null!;
    private ProviderCard pont = null!;

    public async ValueTask InitializeAsync()
    {
        house = await House.OpenAsync();
        pont = await house.RegisterAsync(Written.Provider("Le Pont"));
    }

    [Fact]
    public async Task A_reader_finds_all_that_is_said_on_the_health_of_a_country_whoever_says_it()
    {
        var ministry = await house.RegisterAsync(Written.Provider("Ministère", ProviderKind.Institution, Capacity.Government, "SN"));
        await house.DeliverAsync(pont, Written.Piece("Le dispensaire") with { Subjects = [new Subject("Santé")] });
        await house.DeliverAsync(ministry, Written.Piece("Vaccins pour Kayes") with { Subjects = [new Subject("medtop:20000448")], Places = [new Place("Kayes", Uri: "iso3166-1a2:ML")] });
        await house.DeliverAsync(pont, Written.Piece("Le match") with { Subjects = [new Subject("Football")] });
        await house.DeliverAsync(ministry, Written.Piece("Le port de Dakar") with { Subjects = [new Subject("Transport")] });
        house.Follow();
        var mali = Read.Page(await house.GetAsync("/fr/country/ML"));
        Assert.Equal(["Le match", "Vaccins pour Kayes", "Le dispensaire"], Headlines(mali));
        Assert.Equal("Mali", mali.QuerySelector("h1")!.TextContent);
        Assert.StartsWith("3 articles", mali.QuerySelector(".found")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Pays", "Afrique", "Afrique subsaharienne", "Afrique occidentale"], mali.QuerySelectorAll(".crumbs a").Select(link => link.TextContent));
        var health = mali.QuerySelectorAll("aside a").Single(link => link.TextContent == "Santé");
        Assert.Equal("2", health.ParentElement!.QuerySelector(".n")!.TextContent);
        Assert.Equal(["Vaccins pour Kayes", "Le dispensaire"], Headlines(Read.Page(await house.GetAsync(health.GetAttribute("href")!))));
        Assert.Equal(["Vaccins pour Kayes", "Le dispensaire"], Headlines(Read.Page(await house.GetAsync("/fr/subject/07000000"))));
        Assert.Equal(4, Headlines(Read.Page(await house.GetAsync("/fr/region/011"))).Count);
    }

    [Fact]
    public async Task Every_page_says_its_name_in_every_edition_and_leads_to_its_feeds()
    {
        await house.DeliverAsync(pont, Written.Piece("Le sorgho", language: "sw") with { Subjects = [new Subject("Agriculture")], Genres = [new Subject("genre:Interview")] });
        house.Follow();
        foreach (var edition in Editions.All)
        {
            foreach (var (path, name) in ((string, string)[])[("country/ML", edition.Country("ML")), ("region/011", edition.Region("011")), ("language/sw", edition.Language("sw")), ("genre/interview", edition.Of(Genre.Interview)), ("subject/20000210", edition.OwnSubject("20000210") ?? MediaTopics.Name("20000210", edition.Code).Name)])
            {
                var page = Read.Page(await house.GetAsync($"/{edition.Code}/{path}"));
                Assert.Equal(name, page.QuerySelector("h1")!.TextContent, ignoreCase: true);
                Assert.Equal(["Le sorgho"], Headlines(page));
                Assert.Equal($"/feeds/{path}.atom", page.QuerySelector("link[rel=alternate][type='application/atom+xml']")!.GetAttribute("href"));
                Assert.Equal(["Atom", "RSS", "JSON Feed"], page.QuerySelectorAll(".found a").Select(link => link.TextContent));
                Assert.EndsWith("Atom · RSS · JSON Feed", page.QuerySelector(".found")!.TextContent.Trim(), StringComparison.Ordinal);
                Assert.Equal($"https://griot.example/{edition.Code}/{path}", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            }
        }

    }

    [Fact]
    public async Task Subjects_have_the_names_of_the_edition_and_where_it_has_none_those_of_the_vocabulary_marked_as_English()
    {
        await house.DeliverAsync(pont, Written.Piece("Le sorgho") with { Subjects = [new Subject("Agriculture"), new Subject("medtop:20001355")] });
        house.Follow();
        var subjects = Read.Page(await house.GetAsync("/sw/subjects"));
        var top = subjects.QuerySelectorAll("a[href='/sw/subject/04000000']").Single();
        Assert.Equal(("Uchumi, biashara na fedha", null), (top.TextContent, top.GetAttribute("lang")));
        Assert.Equal("Uchumi, biashara na fedha", Read.Page(await house.GetAsync("/sw/statistics")).QuerySelector("a[href='/sw/subject/04000000']")!.TextContent);
        Assert.Equal("Économie et finances", Read.Page(await house.GetAsync("/fr/subject/04000000")).QuerySelector("h1")!.TextContent);
        var narrow = Read.Page(await house.GetAsync("/sw/subject/20001355")).QuerySelector("h1")!;
        Assert.Equal(("Developmental disorder", "en"), (narrow.TextContent, narrow.GetAttribute("lang")));
    }

    [Fact]
    public void Every_subject_that_an_edition_names_is_one_of_the_vocabulary_and_Swahili_names_all_that_the_mapping_leads_to()
    {
        Assert.All(EditionSet.BuiltIn.All.SelectMany(edition => edition.OwnSubjects.Select(topic => (edition.Code, topic))), own => Assert.True(MediaTopics.IsKnown(own.topic) && !MediaTopics.IsRetired(own.topic), $"{own}"));
        var reached = CategoryMap.Ours.Lines.SelectMany(line => line.Subjects).Concat(MediaTopics.Top);
        var swahili = EditionSet.BuiltIn.All.Single(edition => edition.Code == "sw");
        Assert.DoesNotContain(reached.SelectMany(topic => MediaTopics.Broader(topic).Prepend(topic)), topic => swahili.OwnSubject(topic) is null);
    }

    [Fact]
    public void Names_of_subjects_in_French_have_their_accents_and_in_Arabic_their_hamzas()
    {
        foreach (var edition in EditionSet.BuiltIn.All.Where(edition => edition.Code is "fr" or "ar"))
            Assert.All(CategoryMap.Ours.Lines.SelectMany(line => line.Subjects).Concat(MediaTopics.Top).Distinct(), topic =>
                Assert.DoesNotMatch("'|  |\\b(Economie|Education|Elections?|Energie|اعمال|ادارة|امن|اعلام|ادب|اساسية|الانسان|انسانية)\\b", edition.OwnSubject(topic) ?? MediaTopics.Name(topic, edition.Code).Name));
    }

    [Fact]
    public async Task Sixty_pieces_of_one_provider_bury_nobody_and_none_of_them_is_lost_or_moved()
    {
        var agency = await house.RegisterAsync(Written.Provider("Agence du Nord"));
        await house.DeliverAsync(pont, Written.Piece("Le plus ancien"));
        for (var number = 1; number <= 20; number++) await house.DeliverAsync(agency, Written.Piece($"Dépêche {number}"));
        await house.DeliverAsync(pont, Written.Piece("Le plus récent"));
        house.Follow();

        var page = Read.Page(await house.GetAsync("/fr/country/ML"));
        Assert.Equal(["Le plus récent", .. Enumerable.Range(1, 20).Reverse().Select(number => $"Dépêche {number}"), "Le plus ancien"], Headlines(page));
        Assert.Equal(["Le plus récent", "Dépêche 20", "Dépêche 19", "Dépêche 18", "Le plus ancien"], page.QuerySelectorAll("ul.list h3").Where(headline => headline.Closest("details") is null).Select(headline => headline.TextContent.Trim()));
        foreach (var (edition, summary) in (IEnumerable<(string, string)>)[("fr", "et encore 17 articles d’Agence du Nord"), ("en", "and 17 more pieces from Agence du Nord"), ("pt", "e mais 17 artigos de Agence du Nord"), ("ar", "و17 مقالًا آخر من \u2068Agence du Nord\u2069"), ("sw", "na makala nyingine 17 za Agence du Nord")])
            foreach (var path in (string[])["country/ML", "region/011", "language/fr", "day/2026-11-22"])
                Assert.Equal(summary, Read.Page(await house.GetAsync($"/{edition}/{path}")).QuerySelector(".list details:not([open]) > summary")!.TextContent);

        Assert.Null(Read.Page(await house.GetAsync($"/fr/{agency.Slug}")).QuerySelector(".list details"));
    }

    [Fact]
    public async Task Four_pieces_in_a_row_are_all_seen_and_of_five_the_first_three()
    {
        var agency = await house.RegisterAsync(Written.Provider("Agence du Nord"));
        for (var number = 1; number <= 4; number++) await house.DeliverAsync(agency, Written.Piece($"Dépêche {number}"));
        house.Follow();
        Assert.Null(Read.Page(await house.GetAsync("/fr/country/ML")).QuerySelector(".list details"));

        await house.DeliverAsync(agency, Written.Piece("Dépêche 5"));
        house.Follow();
        Assert.Equal(["Dépêche 2", "Dépêche 1"], Read.Page(await house.GetAsync("/fr/country/ML")).QuerySelectorAll(".list details h3").Select(headline => headline.TextContent.Trim()));
    }

    [Theory]
    [InlineData("country/XX")]
    [InlineData("country/MLI")]
    [InlineData("country/%22%3E%3Cscript%3E")]
    [InlineData("region/999")]
    [InlineData("region/ML")]
    [InlineData("subject/99999999")]
    [InlineData("subject/politique")]
    [InlineData("language/xx")]
    [InlineData("language/%D9%81")]
    [InlineData("genre/poem")]
    [InlineData("day/2026-02-30")]
    [InlineData("day/2999-01-01")]
    [InlineData("day/today")]
    public async Task What_is_no_label_of_its_kind_is_not_there(string path)
    {
        using var answer = await house.AskAsync("/fr/" + path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("country/ml", "/fr/country/ML")]
    [InlineData("language/fr-ML", "/fr/language/fr")]
    [InlineData("genre/Press%20Release", "/fr/genre/press-release")]
    public async Task Another_spelling_leads_to_the_one_address(string path, string address)
    {
        using var answer = await house.AskAsync("/fr/" + path);
        Assert.Equal((HttpStatusCode.MovedPermanently, address), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task A_language_that_has_no_name_here_has_its_page_once_a_piece_is_in_it()
    {
        var provider = await house.RegisterAsync(Written.Provider("Radio Dagbani"));
        await house.DeliverAsync(provider, Written.Piece("Kom", language: "dag"));
        house.Follow();

        Assert.Contains("Kom", await house.GetAsync("/fr/language/dag"));
        Assert.Contains("/fr/language/dag", await house.GetAsync("/fr/statistics"));
    }

    [Theory]
    [InlineData("country/TV")]
    [InlineData("region/143")]
    [InlineData("subject/20001065")]
    [InlineData("language/wo")]
    [InlineData("genre/opinion")]
    [InlineData("day/2001-01-01")]
    [InlineData("documents")]
    public async Task A_label_that_no_piece_has_yet_has_a_page_that_says_so(string path)
    {
        house.Follow();
        var page = Read.Page(await house.GetAsync("/fr/" + path));
        Assert.StartsWith("Aucun article", page.QuerySelector(".found")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task Pages_follow_each_other_to_the_first_piece_without_a_piece_twice()
    {
        for (var number = 0; number < 70; number++) await house.DeliverAsync(pont, Written.Piece($"Pièce {number}"));
        house.Follow();
        var (seen, next) = (new List<string>(), "/fr/country/ML");
        while (next is not null)
        {
            var page = Read.Page(await house.GetAsync(next));
            seen.AddRange(Headlines(page));
            next = page.QuerySelector("main a[rel=next]")?.GetAttribute("href");
            await house.DeliverAsync(pont, Written.Piece($"Plus tard {seen.Count}"));
            house.Follow();
        }

        Assert.Equal(Enumerable.Range(0, 70).Reverse().Select(number => $"Pièce {number}"), seen);
    }

    [Fact]
    public async Task A_held_piece_stands_on_no_list_from_the_moment_it_is_held()
    {
        var item = await house.DeliverAsync(pont, Written.Piece("Retenu"));
        house.Follow();
        await house.HoldAsync(pont, item, new Notice { Reason = "legal" });
        foreach (var path in (string[])["country/ML", "region/002", "language/fr", "day/2026-11-22"])
            Assert.Empty(Headlines(Read.Page(await house.GetAsync("/fr/" + path))));
    }

    [Fact]
    public async Task Pages_of_labels_are_kept_though_their_codes_begin_with_noughts()
    {
        await house.DeliverAsync(pont, Written.Piece("Gardé"));
        house.Follow();
        string[] paths = ["country/ML", "region/002", "subject/01000000", "language/fr", "genre/opinion", "day/2026-11-22"];
        foreach (var path in paths) await house.GetAsync("/fr/" + path);
        Assert.Equal(paths.Length, house.Kept.Count);
    }

    [Fact]
    public async Task Days_lead_from_one_to_the_next_that_has_pieces()
    {
        await house.DeliverAsync(pont, Written.Piece("Dimanche"));
        house.Time.Advance(TimeSpan.FromDays(3));
        await house.DeliverAsync(pont, Written.Piece("Mercredi"));
        house.Follow();
        var page = Read.Page(await house.GetAsync("/fr/day/2026-11-22"));
        Assert.Equal("22\u00A0novembre 2026", page.QuerySelector("h1")!.TextContent);
        Assert.Equal(["Dimanche"], Headlines(page));
        Assert.Equal("/fr/day/2026-11-25", page.QuerySelector("main a[rel=next]")!.GetAttribute("href"));
        Assert.Equal("/fr/day/2026-11-22", Read.Page(await house.GetAsync("/fr/day/2026-11-25")).QuerySelector("main a[rel=prev]")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Lists_of_labels_say_how_many_pieces_each_has()
    {
        await house.DeliverAsync(pont, Written.Piece("Un") with { Subjects = [new Subject("Football")] });
        await house.DeliverAsync(pont, Written.Piece("Deux") with { Subjects = [new Subject("Sport")] });
        house.Follow();
        var countries = Read.Page(await house.GetAsync("/fr/countries"));
        Assert.Equal(("Mali", "2"), Row(countries, "/fr/country/ML"));
        Assert.NotNull(countries.QuerySelector("a[href='/fr/region/011']"));
        var subjects = Read.Page(await house.GetAsync("/fr/subjects"));
        Assert.Equal(("Sport", "2"), Row(subjects, "/fr/subject/15000000"));
        Assert.Equal("/fr/subjects/categories", subjects.QuerySelector("p.note a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task The_home_page_says_beside_the_news_what_many_providers_speak_of_before_all_else_there()
    {
        foreach (var number in Enumerable.Range(0, 3))
        {
            var card = await house.RegisterAsync(Written.Provider($"Voix {number}", capacity: (Capacity)(number + 1)));
            await house.DeliverAsync(card, Written.Piece($"Le palu {number}") with { Subjects = [new Subject("Santé")] });
        }

        for (var number = 0; number < 4; number++) await house.DeliverAsync(pont, Written.Piece($"Le but {number}") with { Subjects = [new Subject("Football")] });
        house.Follow();
        var page = Read.Page(await house.GetAsync("/fr"));
        var sections = page.QuerySelectorAll("aside > .topics:first-child section");
        Assert.Equal(["Ce dont beaucoup parlent", "Par sujet", "Par pays"], sections.Select(section => section.QuerySelector("h2")!.TextContent));
        Assert.Equal(["/fr/subject/07000000"], sections[0].QuerySelectorAll(".facts a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["Santé 3"], sections[0].QuerySelectorAll(".facts li").Select(line => line.TextContent));
        Assert.Equal(["/fr/subject/15000000", "/fr/subject/07000000"], sections[1].QuerySelectorAll(".facts a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["/fr/country/ML"], sections[2].QuerySelectorAll(".facts a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Comptés sur les 7 derniers articles arrivés.", page.QuerySelector(".topics + .note")!.TextContent);
    }

    [Fact]
    public async Task An_article_shows_the_houses_labels_apart_from_its_providers_words()
    {
        var item = await house.DeliverAsync(pont, Written.Piece("Le dispensaire") with { Subjects = [new Subject("Santé publique"), new Subject("medtop:20000448")], Genres = [new Subject("genre:Interview")] });
        var page = Read.Page(await house.GetAsync($"/fr/le-pont/{item}"));
        var labels = page.QuerySelectorAll("aside section").Single(section => section.QuerySelector("h2")!.TextContent == "Étiquettes de la maison");
        Assert.Equal(["/fr/genre/interview", "/fr/subject/20000448", "/fr/country/ML", "/fr/subjects/categories"], labels.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("Ce ne sont pas les mots du fournisseur", labels.TextContent, StringComparison.Ordinal);
        Assert.Contains("Santé publique", page.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("/fr/country/ML", page.QuerySelector(".nameplate span a")!.GetAttribute("href"));
        Assert.Equal(["/fr/day/2026-11-22", "/fr/language/fr"], page.QuerySelectorAll(".meta a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["/fr/country/ML", "/fr/language/fr"], Read.Page(await house.GetAsync("/fr/le-pont")).QuerySelectorAll(".card a").Take(2).Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task An_articles_page_changes_when_the_mapping_does()
    {
        var item = await house.DeliverAsync(pont, Written.Piece("Le fleuve") with { Subjects = [new Subject("Vie du fleuve")] });
        using var first = await house.AskAsync($"/fr/le-pont/{item}");
        await File.WriteAllTextAsync(house.MappingFile, "le-pont,Vie du fleuve,06000000\n", TestContext.Current.CancellationToken);
        house.Time.Advance(TimeSpan.FromSeconds(2));
        house.Follow();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/fr/le-pont/{item}");
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        using var second = await house.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Contains("/fr/subject/06000000", await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_labels_are_kept_until_the_index_or_the_mapping_is_another()
    {
        await house.DeliverAsync(pont, Written.Piece("Le fleuve"));
        house.Follow();
        foreach (var path in (string[])["/fr/country/ML", "/fr/countries", "/fr/statistics", "/fr/subjects/categories", "/fr/day/2026-11-22"]) await house.GetAsync(path);
        Assert.Equal(5, house.Kept.Count);

        await house.DeliverAsync(pont, Written.Piece("Le pont"));
        Assert.Equal(["Le fleuve"], Headlines(Read.Page(await house.GetAsync("/fr/country/ML"))));
        Assert.Equal(2, house.Kept.Count);
        house.Follow();
        Assert.Equal(["Le pont", "Le fleuve"], Headlines(Read.Page(await house.GetAsync("/fr/country/ML"))));
        await File.WriteAllTextAsync(house.MappingFile, "le-pont,À la une,06000000\n", TestContext.Current.CancellationToken);
        house.Time.Advance(TimeSpan.FromSeconds(2));
        house.Follow();
        Assert.Contains("À la une", await house.GetAsync("/fr/subjects/categories"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/FR/country/ML")]
    [InlineData("/fr/COUNTRY/ML")]
    [InlineData("/fr/Countries")]
    [InlineData("/fr/statisticS")]
    public async Task Another_spelling_of_a_page_of_labels_fills_no_memory(string path)
    {
        await house.DeliverAsync(pont, Written.Piece("Le fleuve"));
        house.Follow();

        using var answer = await house.AskAsync(path);

        Assert.Equal(0, house.Kept.Count);
    }

    [Fact]
    public async Task Statistics_count_the_register_and_what_readers_see_in_every_edition()
    {
        await house.RegisterAsync(Written.Provider("Ministère", ProviderKind.Institution, Capacity.Government, "SN"));
        await house.DeliverAsync(pont, Written.Piece("Un") with { Subjects = [new Subject("Santé")] });
        await house.DeliverAsync(pont, Written.Piece("Deux", language: "sw"));
        var held = await house.DeliverAsync(pont, Written.Piece("Trois"));
        await house.HoldAsync(pont, held, new Notice { Reason = "legal" });
        house.Follow();
        foreach (var edition in Editions.All)
        {
            var page = Read.Page(await house.GetAsync($"/{edition.Code}/statistics"));
            Assert.Equal(7, page.QuerySelectorAll("main section").Length);
            Assert.Equal(["1", "1"], Numbers(page, $"/{edition.Code}/providers?kind="));
            Assert.Equal(["1", "1"], Numbers(page, $"/{edition.Code}/providers?country="));
            Assert.Equal(["2"], Numbers(page, $"/{edition.Code}/day/2026-11-22"));
            Assert.Equal(["1"], Numbers(page, $"/{edition.Code}/language/sw"));
            Assert.Equal(["2"], Numbers(page, $"/{edition.Code}/country/ML"));
            Assert.Equal(["1"], Numbers(page, $"/{edition.Code}/subject/07000000"));
            Assert.Equal(page.QuerySelectorAll(".counts tr").Length, page.QuerySelectorAll(".counts rect").Length);
        }

        static IEnumerable<string> Numbers(AngleSharp.Html.Dom.IHtmlDocument page, string address) =>
            page.QuerySelectorAll($".counts a[href^='{address}']").Select(link => link.Closest("tr")!.QuerySelector("td")!.TextContent);
    }

    [Fact]
    public async Task Documents_are_listed_whether_they_are_the_piece_or_attached_to_it()
    {
        await house.DeliverAsync(pont, Written.Piece("Le décret") with { Genres = [new Subject("genre:Document")] });
        await house.DeliverAsync(pont, Written.Piece("Le rapport"), files: new MediaDescription { Uri = "ni:///sha-256;AAAA", Type = "application/pdf", Length = 3, Title = "rapport.pdf" });
        await house.DeliverAsync(pont, Written.Piece("La nouvelle"));
        house.Follow();
        Assert.Equal(["Le rapport", "Le décret"], Headlines(Read.Page(await house.GetAsync("/fr/documents"))));
    }

    [Fact]
    public async Task The_mapping_is_there_for_everybody_to_see_and_says_whose_label_it_is()
    {
        await File.WriteAllTextAsync(house.MappingFile, "le-pont,\"À la une <script>\",11000000 genre:opinion\n", TestContext.Current.CancellationToken);
        house.Time.Advance(TimeSpan.FromSeconds(2));
        house.Follow();
        var page = Read.Page(await house.GetAsync("/fr/subjects/categories"));
        var row = page.QuerySelectorAll("tbody tr")[0];
        Assert.Equal(["Politique, Opinion", "À la une <script>", "Le Pont"], row.QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))), StringComparer.OrdinalIgnoreCase);
        Assert.Contains("étiquette de la maison", page.QuerySelector("main p")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("tbody tr"), one => one.TextContent.Contains("afya", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_full_list_weighs_at_most_thirty_kilobytes_and_so_does_the_mapping()
    {
        for (var number = 0; number < 60; number++)
        {
            var card = await house.RegisterAsync(Written.Provider($"Fournisseur au nom assez long {number}", (ProviderKind)(number % 3), (Capacity)(number % 11), ((string[])["ML", "SN", "GH", "TZ", "NE"])[number % 5], slug: $"p{number}"));
            await house.DeliverAsync(card, Written.Piece($"Le barrage numéro {number} et ses voisins", $"<p>{string.Concat(Enumerable.Range(0, 40).Select(word => $"mot{word * number} barrage "))}</p>", ((string[])["fr", "en", "pt", "ar"])[number % 4]) with { Subjects = [new Subject("medtop:" + MediaTopics.Narrower(MediaTopics.Top[number % 17])[0])] });
        }

        house.Follow();
        foreach (var path in (string[])["/fr/region/002", "/ar/region/002", "/fr/subjects", "/fr/countries", "/fr/subjects/categories", "/fr/statistics", "/fr"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept-Encoding", "br");
            using var answer = await house.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
            Assert.InRange((await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length, 500, 30 * 1024);
        }
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private static List<string> Headlines(AngleSharp.Html.Dom.IHtmlDocument page) => [.. page.QuerySelectorAll("ul.list h3").Select(headline => headline.TextContent.Trim())];

    private static (string Name, string Count) Row(AngleSharp.Html.Dom.IHtmlDocument page, string address)
    {
        var link = page.QuerySelector($"main a[href='{address}']")!;
        return (link.TextContent, link.ParentElement!.QuerySelector(".n")!.TextContent);
    }
}
