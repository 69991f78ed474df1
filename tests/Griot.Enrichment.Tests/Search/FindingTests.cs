using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Record;

namespace Griot.Enrichment.Tests.Search;

/// <summary>What is found by which words, in the languages of the house.</summary>
public sealed class FindingTests : IAsyncLifetime
{
    private readonly SearchHouse house = new();
    private ProviderCard card = null!;

    public async ValueTask InitializeAsync() => card = await house.RegisterAsync();

    [Theory]
    [InlineData("fr", "Des avions sur la piste", "avions")]
    [InlineData("fr", "Des avions sur la piste", "avion")]
    [InlineData("fr", "Un avion sur la piste", "avions")]
    [InlineData("fr", "Un été sans pluie", "été")]
    [InlineData("fr", "Un été sans pluie", "ete")]
    [InlineData("fr", "Assimi Goïta à Ségou", "Goita")]
    [InlineData("fr", "Assimi Goita à Segou", "Goïta Ségou")]
    [InlineData("fr", "Assimi Goi\u0308ta parle", "Goïta")]
    [InlineData("fr", "L’élection de l'année", "élections année")]
    [InlineData("fr", "La Côte d’Ivoire joue", "ivoire")]
    [InlineData("fr", "La Côte d’Ivoire joue", "\"cote d'ivoire\"")]
    [InlineData("en", "Mali's ministers meet", "minister Mali")]
    [InlineData("en", "The strike is over", "strikes")]
    [InlineData("pt", "As eleições gerais", "eleição")]
    [InlineData("pt", "Reunião em São Tomé", "sao tome")]
    [InlineData("ar", "الانتخابات في مالي", "انتخابات")]
    [InlineData("ar", "مُدَرِّسَة جديدة", "مدرسة")]
    [InlineData("sw", "Ng’ombe wa mkulima", "ngombe")]
    [InlineData("ha", "Ƙungiyar ɓarayi da ƴan ɗaki", "kungiyar barayi yan daki")]
    [InlineData("ha", "Kungiyar barayi", "ƙungiyar ɓarayi")]
    [InlineData("am", "ሐኪም በአዲስ አበባ", "ሃኪም")]
    [InlineData("am", "ፀሐይ ወጣች", "ጸሐይ")]
    [InlineData("th", "ข่าวการเลือกตั้งวันนี้", "เลือกตั้ง")]
    [InlineData("zh", "马里总统访问北京", "总统")]
    [InlineData(null, "Bamako-Dakar en train", "bamako")]
    [InlineData("fr", "Bamako-Dakar en train", "Bamako-Dakar")]
    [InlineData("fr", "Le COVID-19 recule", "covid-19")]
    [InlineData("el", "Εκλογές στο Μάλι", "εκλογες")]
    [InlineData("fr", "Aïssata N'Diaye à N’Djaména et M'Bour", "ndiaye ndjamena mbour")]
    [InlineData("fr", "Aissata Ndiaye à Ndjamena", "N'Diaye N’Djaména")]
    [InlineData("fr", "Ndour chante", "\"N'Dour chante\"")]
    [InlineData("fr", "Un mot de l'héritier d'Abidjan", "héritier abidjan")]
    [InlineData("fr", "Des vice-présidents et sous-préfets", "vice-président sous-préfet")]
    [InlineData("fr", "Le vice-président", "vice-présidents")]
    [InlineData("fr", "Le porte-avions à Abidjan-Ouagadougou", "porte-avi* Abidjan-Ouaga*")]
    [InlineData("fr", "Le COVID-19 recule", "covid-1*")]
    [InlineData("fr", "L'U.E. et l’O.N.U.", "UE onu")]
    [InlineData("fr", "L'UE et l’ONU", "U.E. \"l'O.N.U.\"")]
    [InlineData("en", "Troops of the states", "troop state")]
    [InlineData("en", "The days of kings and queens, forces and rights", "day king queen force right")]
    [InlineData("en", "Women and children lost lives", "woman child life")]
    [InlineData("en", "A woman and a child", "women children")]
    [InlineData("en", "The businesswomen meet policemen", "businesswoman policeman")]
    [InlineData("en", "The minister resigned", "resign")]
    [InlineData("en", "Workers united", "unite")]
    [InlineData("en", "Who will resign?", "resigned")]
    [InlineData("en", "They won what they had built", "win build")]
    [InlineData("en", "Trips to İstanbul", "istanbul")]
    [InlineData("tr", "istanbul", "İSTANBUL")]
    [InlineData("ar", "١٢٣٤ جنيه", "1234")]
    [InlineData("fa", "1234 ریال", "۱۲۳۴")]
    [InlineData("he", "שָׁלוֹם", "שלום")]
    [InlineData("ff", "𞤆𞤵𞤤𞤢𞤪 𞤫 𞤄𞤢𞤥𞤢𞤳𞤮", "𞤨𞤵𞤤𞤢𞤪")]
    [InlineData("ff", "𞤆𞤵𞤤𞤢𞤪 𞤫 𞤄𞤢𞤥𞤢𞤳𞤮", "𞤄𞤢𞤥*")]
    [InlineData("nqo", "ߒߞߏ ߞߊ߲߫ ߛߓߍ", "ߞߊ߲ ߛߓߍ")]
    [InlineData("nqo", "ߞߊ߲ ߛߓߍ", "ߞߊ߲߫")]
    [InlineData("ar", "حفرت القرية بئرًا جديدًا", "بئر جديد")]
    [InlineData("ar", "حفروا بئراً", "بئر")]
    [InlineData("ar", "حفروا بئرا جديدا", "بئر جديد")]
    [InlineData("ar", "بئر جديد في القرية", "بئرًا جديدا")]
    [InlineData("ar", "أصبح رئيسا", "\"رئيسا\"")]
    [InlineData("ar", "يعمل حاليًا", "حالي")]
    [InlineData("ar", "سافر إلى فرنسا", "فرنسي")]
    [InlineData("hi", "हिन्दी में", "हि*")]
    [InlineData("men", "𞠀𞠁𞠂 𞠃", "𞠀𞠁𞠂")]
    public async Task A_piece_is_found_however_its_words_are_written(string? language, string headline, string words)
    {
        await house.DeliverAsync(card, headline, "Rien.", language);
        await house.DeliverAsync(card, "Autre chose", "Sans rapport.", language);
        house.Follow();
        Assert.Equal([headline], house.Found(words));
    }

    [Theory]
    [InlineData("pont fleuve", "Le pont sur le fleuve")]
    [InlineData("\"le fleuve\"", "Le pont sur le fleuve")]
    [InlineData("\"fleuve le\"", null)]
    [InlineData("fleu*", "Le pont sur le fleuve")]
    [InlineData("fleu", null)]
    [InlineData("pont -fleuve", "Le pont de la gare")]
    [InlineData("pont -\"de la gare\"", "Le pont sur le fleuve")]
    [InlineData("pont -fleu*", "Le pont de la gare")]
    [InlineData("headline:gare", "Le pont de la gare")]
    [InlineData("headline:secret", null)]
    [InlineData("by:keita gare", "Le pont de la gare")]
    [InlineData("by:coulibaly gare", null)]
    [InlineData("provider:le-pont gare", "Le pont de la gare")]
    [InlineData("provider:autre gare", null)]
    [InlineData("country:ml gare", "Le pont de la gare")]
    [InlineData("country:sn gare", null)]
    [InlineData("gare -country:ml", null)]
    [InlineData("kind:press gare lang:fr", "Le pont de la gare")]
    [InlineData("secret", "Le pont de la gare")]
    [InlineData("fleuve OR marché", "Le pont sur le fleuve")]
    [InlineData("marché | fleuve", "Le pont sur le fleuve")]
    [InlineData("fleuve or marché", null)]
    [InlineData("fleuve \"OR\" marché", null)]
    [InlineData("pont fleuve OR marché OR \"une rive\"", "Le pont sur le fleuve")]
    [InlineData("secret OR fleuve gare", "Le pont de la gare")]
    [InlineData("country:sn OR by:keita gare", "Le pont de la gare")]
    [InlineData("country:sn OR country:ml gare", "Le pont de la gare")]
    [InlineData("country:sn OR country:ci gare", null)]
    [InlineData("fleuve OR", null)]
    [InlineData("OR fleuve", null)]
    [InlineData("pont AND fleuve", "Le pont sur le fleuve")]
    [InlineData("pont NOT fleuve", "Le pont de la gare")]
    [InlineData("NOT fleuve pont", "Le pont de la gare")]
    [InlineData("pont AND NOT fleuve", "Le pont de la gare")]
    [InlineData("gare OR NOT fleuve", "Le pont de la gare")]
    [InlineData("pont not fleuve", null)]
    [InlineData("!!! OR fleuve", "Le pont sur le fleuve")]
    [InlineData("!!!", null)]
    [InlineData("https://exemple.test/x", null)]
    public async Task All_words_have_to_be_there_and_signs_say_how(string typed, string? headline)
    {
        await house.DeliverAsync(card, "Le pont sur le fleuve");
        await house.DeliverAsync(card, "Le pont de la gare", "Son secret.");
        house.Follow();
        Assert.Equal(headline is null ? [] : [headline], house.Found(typed));
    }

    [Theory]
    [InlineData(SearchOrder.Time)]
    [InlineData(SearchOrder.Relevance)]
    public async Task Either_of_two_is_found_counted_and_marked_as_each_of_them_by_itself(SearchOrder order)
    {
        await house.DeliverAsync(card, "Le pont", "La crue est là.");
        await house.DeliverAsync(card, "La gare", "Rien de neuf.");
        await house.DeliverAsync(card, "Le marché", "Du mil.");
        house.Follow();
        var found = house.Search.Find(new SearchRequest { Text = "crue OR gar* OR \"du mil\" OR zzz", Order = order });
        Assert.Equal((3, 3), (found.Count, found.Facets!.Kinds.Single().Count));
        Assert.Equal(["La gare", "Le marché", "Le pont"], found.Hits.Select(hit => hit.Piece.Summary!.Headline).Order(StringComparer.Ordinal));
        Assert.Equal(["Du", "crue", "gare", "mil"], found.Hits.SelectMany(hit => hit.Snippet.Concat(hit.Headline)).Where(run => run.IsMarked).Select(run => run.Text).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_word_that_nobody_wrote_is_spelled_better_beside_another_that_will_do()
    {
        await house.DeliverAsync(card, "La pluie à Tombouctou");
        house.Follow();
        Assert.Equal("Tombouctou OR zzz", house.Search.Find(new SearchRequest { Text = "Tombuctou OR zzz" }).Suggestion);
    }

    [Theory]
    [InlineData("en", "News of the crisis in Texas", "new")]
    [InlineData("en", "Politics and economics", "economic")]
    [InlineData("en", "What she does was his", "doe")]
    [InlineData("fr", "Le vice et le président", "vice-président")]
    [InlineData("fr", "Les vice-présidents", "\"vice-président\"")]
    [InlineData("fr", "Le site example.com", "examplecom")]
    [InlineData("ff", "𞤆𞤵𞤤𞤢𞤪", "𞤄𞤢𞤥𞤢𞤳𞤮")]
    [InlineData("ar", "اتفقوا على الحل", "العليا")]
    [InlineData("ar", "بئر جديدة", "\"بئرا\"")]
    [InlineData("ar", "ما قالوه", "مال")]
    [InlineData("fr", "Abidjan et Ouagadougou", "Abidjan-Ouaga*")]
    [InlineData("fr", "Abidjan-Ouagadougou", "Abidjan-Zzz*")]
    public async Task What_is_another_word_is_not_found(string language, string headline, string words)
    {
        await house.DeliverAsync(card, headline, "Rien.", language);
        house.Follow();
        Assert.Empty(house.Found(words));
        Assert.Empty(house.Found(new SearchRequest { Text = words, Order = SearchOrder.Relevance }));
    }

    [Fact]
    public async Task What_is_said_of_a_picture_is_found_where_the_page_says_it()
    {
        await house.DeliverAsync(card, "Au marché", "<p>Rien.</p><p><img src=\"https://provider.example/a.jpg\" alt=\"Une vendeuse de tissus\"></p>");
        await house.DeliverAsync(card, SearchHouse.Piece("Au fleuve") with { Associations = [new Association("https://provider.example/b.jpg", "image", AlternativeText: "Un piroguier debout")] });
        house.Follow();
        Assert.Equal(["Au marché"], house.Found("vendeuse"));
        Assert.Equal(["Au fleuve"], house.Found("piroguier"));
    }

    [Fact]
    public async Task What_is_newest_stands_first_and_what_says_it_most_where_that_is_asked_for()
    {
        await house.DeliverAsync(card, "Le barrage", "Le barrage, le barrage, et encore le barrage.");
        await house.DeliverAsync(card, "Une visite", "On a vu un barrage. " + string.Concat(Enumerable.Repeat("Puis autre chose. ", 40)));
        house.Follow();
        Assert.Equal(["Une visite", "Le barrage"], house.Found("barrage"));
        Assert.Equal(["Le barrage", "Une visite"], house.Found(new SearchRequest { Text = "barrage", Order = SearchOrder.Relevance }));
    }

    [Fact]
    public async Task Pages_hold_twenty_and_follow_one_another_without_a_gap()
    {
        for (var i = 0; i < 45; i++) await house.DeliverAsync(card, $"Le marché {i}");
        house.Follow();
        var pages = Enumerable.Range(1, 3).Select(page => house.Search.Find(new SearchRequest { Text = "marché", Page = page })).ToList();
        Assert.Equal([20, 20, 5], pages.Select(page => page.Hits.Count));
        Assert.Equal([true, true, false], pages.Select(page => page.HasNext));
        Assert.Equal(Enumerable.Range(0, 45).Reverse().Select(i => $"Le marché {i}"), pages.SelectMany(page => page.Hits).Select(hit => hit.Piece.Summary!.Headline));
        Assert.All(pages, page => Assert.Equal(45, page.Count));
    }

    [Fact]
    public async Task Values_narrow_what_is_found_and_are_counted()
    {
        var ministry = await house.RegisterAsync(SearchHouse.Card("Le Ministère") with { Kind = ProviderKind.Institution, Country = "SN", Capacities = [new DatedCapacity(Capacity.Government, new DateOnly(2026, 1, 1))] });
        await house.DeliverAsync(card, "La pluie à Kayes");
        await house.DeliverAsync(card, SearchHouse.Piece("Pluie et budget") with { Subjects = [new Subject("budget", "medtop:20000350"), new Subject("Divers")] });
        await house.DeliverAsync(ministry, "The rain: pluie", language: "en");
        house.Follow();
        var facets = house.Search.Find(new SearchRequest { Text = "pluie" }).Facets!;
        Assert.Equal([new FacetValue("le-pont", 2), new FacetValue("le-minist-re", 1)], facets.Providers);
        Assert.Equal([new FacetValue("press", 2), new FacetValue("institution", 1)], facets.Kinds);
        Assert.Equal([new FacetValue("independent", 2), new FacetValue("government", 1)], facets.Capacities);
        Assert.Equal([new FacetValue("ML", 2), new FacetValue("SN", 1)], facets.Countries);
        Assert.Equal(["04000000", "20000344", "20000346", "20000350"], facets.Subjects.Select(subject => subject.Value));
        Assert.Equal(["001", "002", "011", "202"], facets.Regions.Select(region => region.Value).Order());
        Assert.Equal([new FacetValue("fr", 2), new FacetValue("en", 1)], facets.Languages);
        Assert.Equal([new FacetValue("2026-11", 3)], facets.Months);
        var rain = new SearchRequest { Text = "pluie" };
        Assert.Equal(["The rain: pluie"], house.Found(rain with { Kind = ProviderKind.Institution }));
        Assert.Equal(["The rain: pluie"], house.Found(rain with { Capacity = Capacity.Government }));
        Assert.Equal(["The rain: pluie"], house.Found(rain with { Country = "SN" }));
        Assert.Equal(["The rain: pluie"], house.Found(rain with { Language = "en" }));
        Assert.Equal(["The rain: pluie"], house.Found(rain with { Provider = "le-minist-re" }));
        Assert.Equal(["Pluie et budget"], house.Found(rain with { Subject = "20000350" }));
        Assert.Empty(house.Found(rain with { Genre = Genre.Opinion }));
        Assert.Empty(house.Found(rain with { Provider = "nobody" }));
        Assert.Equal(3, house.Found(rain with { From = new DateOnly(2026, 11, 22), To = new DateOnly(2026, 11, 22) }).Count);
        Assert.Empty(house.Found(rain with { To = new DateOnly(2026, 11, 21) }));
        Assert.Equal(3, house.Found(new SearchRequest { From = new DateOnly(2026, 11, 1) }).Count);
    }

    [Fact]
    public async Task A_wrong_spelling_is_answered_with_one_that_pieces_have()
    {
        await house.DeliverAsync(card, "Tombouctou sous la pluie", "L’Éthiopie aussi.");
        house.Follow();
        Assert.Equal("Tombouctou sous", house.Search.Find(new SearchRequest { Text = "Tombuctou sous" }).Suggestion);
        Assert.Equal("Éthiopie", house.Search.Find(new SearchRequest { Text = "ethiopei" }).Suggestion);
        Assert.Null(house.Search.Find(new SearchRequest { Text = "Tombouctou" }).Suggestion);
    }

    [Fact]
    public async Task No_spelling_is_suggested_that_finds_nothing_more()
    {
        await house.DeliverAsync(card, "Tombouctou");
        await house.DeliverAsync(card, "Éthiopie");
        house.Follow();
        Assert.Equal("Tombouctou", house.Search.Find(new SearchRequest { Text = "Tombuctou", Country = "ML" }).Suggestion);
        Assert.Null(house.Search.Find(new SearchRequest { Text = "Tombuctou", Country = "SN" }).Suggestion);
        Assert.Null(house.Search.Find(new SearchRequest { Text = "Tombuctou ethiopei" }).Suggestion);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
