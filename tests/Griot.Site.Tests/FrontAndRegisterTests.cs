using Griot.Record;

namespace Griot.Site.Tests;

public sealed class FrontAndRegisterTests
{
    [Fact]
    public async Task The_front_page_shows_every_piece_once_over_its_pages_and_mixes_the_providers()
    {
        await using var house = await House.OpenAsync();
        var loud = await house.RegisterAsync(Written.Provider("Loud"));
        var quiet = await Task.WhenAll(Enumerable.Range(0, 6).Select(number => house.RegisterAsync(Written.Provider($"Quiet {number}"))));
        for (var number = 0; number < 24; number++) await house.DeliverAsync(quiet[number % 6], Written.Piece($"Calme {number}"));
        for (var number = 0; number < 60; number++) await house.DeliverAsync(loud, Written.Piece($"Fort {number}"));

        var pages = await AllPages(house, "/fr");

        Assert.Equal(84, pages.SelectMany(page => page).Distinct().Count());
        Assert.Equal(84, pages.Sum(page => page.Count));
        Assert.Equal("Fort 59", pages[0][0]);
        Assert.All(pages[0].Take(28).Chunk(7), run => Assert.InRange(run.Count(headline => headline.StartsWith("Fort", StringComparison.Ordinal)), 1, 2));
    }

    [Fact]
    public async Task New_pieces_do_not_shift_the_pages_behind()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        for (var number = 0; number < 50; number++) await house.DeliverAsync(provider, Written.Piece($"Titre {number}"));
        var next = Read.Page(await house.GetAsync("/fr")).QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var before = Headlines(await house.GetAsync(next));

        await house.DeliverAsync(provider, Written.Piece("Tout neuf"));

        Assert.Equal(before, Headlines(await house.GetAsync(next)));
    }

    [Fact]
    public async Task Content_languages_are_chosen_by_address()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        await house.DeliverAsync(provider, Written.Piece("En français"));
        await house.DeliverAsync(provider, Written.Piece("Kwa Kiswahili", language: "sw-TZ"));
        await house.DeliverAsync(provider, Written.Piece("In English", language: "en"));

        Assert.Equal(3, Headlines(await house.GetAsync("/fr")).Count);
        Assert.Equal(["Kwa Kiswahili", "En français"], Headlines(await house.GetAsync("/fr?lang=fr,sw")));
        Assert.Empty(Headlines(await house.GetAsync("/fr?lang=ar")));
        Assert.Equal(3, Headlines(await house.GetAsync("/fr?lang=%3Cscript%3E&before=99999999")).Count);
    }

    [Fact]
    public async Task A_corrected_piece_is_told_of_on_the_front_page()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
        await house.DeliverAsync(provider, Written.Piece("Un titre juste", signal: Signal.Correction), item);

        var aside = Read.Page(await house.GetAsync("/en")).QuerySelector("aside")!;

        Assert.Contains("Un titre juste", aside.TextContent);
        Assert.Contains("correction", aside.TextContent);
    }

    [Fact]
    public async Task A_correction_that_nobody_may_read_yet_and_a_piece_that_is_back_are_told_of_as_none()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
        await house.DeliverAsync(provider, Written.Piece("Un titre juste", signal: Signal.Correction) with { PubStatus = PubStatus.Embargoed, EmbargoedUntil = house.Time.GetUtcNow().AddDays(2) }, item);
        var other = await house.DeliverAsync(provider, Written.Piece("Un autre"));
        await house.HoldAsync(provider, other, new Notice { Reason = "authenticity" });
        Assert.Contains("held", Read.Page(await house.GetAsync("/en")).QuerySelector("aside")!.TextContent);
        await house.RestoreAsync(provider, other);

        Assert.DoesNotContain("correction", Read.Page(await house.GetAsync("/en")).QuerySelector("aside")!.TextContent);
    }

    [Fact]
    public async Task The_register_counts_and_narrows_by_kind_capacity_and_country()
    {
        await using var house = await House.OpenAsync();
        var press = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        await house.RegisterAsync(Written.Provider("Ministère", ProviderKind.Institution, Capacity.Government, "SN"));
        await house.RegisterAsync(Written.Provider("Alliance", ProviderKind.Institution, Capacity.Opposition) with { State = ProviderState.Archived });
        await house.DeliverAsync(press, Written.Piece("Un titre"));

        Assert.Equal(["Le Fleuve", "Ministère", "Alliance"], await Names(house, ""));
        Assert.Equal(["Ministère", "Alliance"], await Names(house, "?kind=institution"));
        Assert.Equal(["Alliance"], await Names(house, "?capacity=opposition"));
        Assert.Equal(["Ministère"], await Names(house, "?country=sn"));
        Assert.Contains("archivé", await house.GetAsync("/fr/providers"));
        Assert.Equal("1", Read.Page(await house.GetAsync("/fr/providers?country=ML")).QuerySelector("td.n .full")!.TextContent);
    }

    [Fact]
    public async Task The_countries_of_the_register_stand_as_the_language_sorts_them_and_a_number_says_what_it_counts()
    {
        await using var house = await House.OpenAsync();
        foreach (var country in (string[])["ML", "EG", "SN"]) await house.RegisterAsync(Written.Provider($"De {country}", country: country));
        var page = Read.Page(await house.GetAsync("/fr/providers"));
        Assert.Equal(["Égypte", "Mali", "Sénégal"], page.QuerySelectorAll(".facets a[href*='country=']").Select(link => link.TextContent));
        Assert.Equal(["0", "0 article"], page.QuerySelectorAll(".reg tbody tr:first-child td:last-child span").Select(count => count.TextContent));
    }

    [Fact]
    public async Task No_two_links_of_a_providers_card_read_alike()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var links = Read.Page(await house.GetAsync("/fr/le-fleuve")).QuerySelectorAll(".card a").Select(link => link.TextContent).ToList();
        Assert.Equal(links.Distinct(), links);
        Assert.Contains("Corrections et retraits", links);
    }

    [Fact]
    public async Task The_other_languages_are_named_before_the_sections_with_a_colon_as_the_language_sets_it()
    {
        await using var house = await House.OpenAsync();
        var top = Read.Page(await house.GetAsync("/fr")).QuerySelector(".top")!;
        Assert.Equal(["house", "langs", "", "find"], top.Children.Select(part => part.ClassName ?? ""));
        Assert.Equal("Langues du site\u00a0: Français", top.QuerySelector(".langs summary")!.TextContent, ignoreCase: true);
    }

    [Fact]
    public async Task A_providers_page_tells_its_card_and_pages_back_to_its_first_piece()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Ministère", ProviderKind.Institution, Capacity.Government) with
        {
            Capacities = [new DatedCapacity(Capacity.Opposition, new DateOnly(2020, 1, 1), new DateOnly(2026, 4, 30)), new DatedCapacity(Capacity.Government, new DateOnly(2026, 5, 1))],
        });
        for (var number = 0; number < 65; number++) await house.DeliverAsync(provider, Written.Piece($"Avis {number}"));

        var page = Read.Page(await house.GetAsync($"/fr/{provider.Slug}"));
        var card = page.QuerySelector("dl.card")!.TextContent;
        var pages = await AllPages(house, $"/fr/{provider.Slug}");

        Assert.Contains("opposition du 1er\u00A0janvier 2020 au 30\u00A0avril 2026", card);
        Assert.Contains("gouvernement depuis le 1er\u00A0mai 2026", card);
        Assert.Contains("lecteurs@provider.example", card);
        Assert.Equal(Enumerable.Range(0, 65).Reverse().Select(number => $"Avis {number}"), pages.SelectMany(headlines => headlines));
        Assert.NotNull(page.QuerySelector($"link[rel=alternate][href='/feeds/{provider.Slug}.atom']"));
    }

    [Fact]
    public async Task T01_a_piece_dated_in_the_future_stands_where_it_arrived_and_not_on_top_for_years()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        await house.DeliverAsync(provider, Written.Piece("De 2099") with { FirstCreated = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        await house.DeliverAsync(provider, Written.Piece("De 1601") with { FirstCreated = new DateTimeOffset(1601, 1, 1, 0, 0, 0, TimeSpan.Zero) });

        foreach (var path in (string[])["/fr", "/fr/le-fleuve"])
            Assert.Equal(["De 1601", "De 2099"], Read.Page(await house.GetAsync(path)).QuerySelectorAll(".list h3").Select(headline => headline.TextContent));
    }

    [Fact]
    public async Task About_counts_from_the_register_and_the_ledger()
    {
        await using var house = await House.OpenAsync();
        var press = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        await house.RegisterAsync(Written.Provider("Ministère", ProviderKind.Institution, Capacity.Government));
        await house.RegisterAsync(Written.Provider("Une plume", ProviderKind.Individual, Capacity.NotStated));
        await house.RegisterAsync(Written.Provider("La rédaction", ProviderKind.House, Capacity.NotStated));
        for (var number = 0; number < 3; number++) await house.DeliverAsync(press, Written.Piece($"Titre {number}"));

        var about = Read.Page(await house.GetAsync("/en/about")).QuerySelector("main")!.TextContent;

        Assert.Contains("Griot publishes about 3 articles a day. They come from 1 news organisation and 2 other institutions and people.", about);
        Assert.Contains("government", about);
        Assert.Contains("may not change or correct a text", about);
        Assert.Contains("“produced” or “commissioned”", about);
    }

    private static async Task<List<List<string>>> AllPages(House house, string? path)
    {
        var pages = new List<List<string>>();
        while (path is not null)
        {
            var html = await house.GetAsync(path);
            pages.Add(Headlines(html));
            path = Read.Page(html).QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        return pages;
    }

    private static List<string> Headlines(string html) => [.. Read.Page(html).QuerySelectorAll(".list h3").Select(headline => headline.TextContent)];

    private static async Task<List<string>> Names(House house, string query) =>
        [.. Read.Page(await house.GetAsync("/fr/providers" + query)).QuerySelectorAll(".reg td bdi").Select(name => name.TextContent)];
}
