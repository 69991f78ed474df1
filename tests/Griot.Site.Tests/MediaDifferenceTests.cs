using AngleSharp.Dom;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>What can be read of a piece beside its running text changes too: words of pictures, and where links lead.</summary>
public sealed class MediaDifferenceTests
{
    private static readonly ProviderCard LeFleuve = Written.Provider("Le Fleuve");

    [Theory]
    [InlineData("fr", "texte de remplacement d’une image modifié")]
    [InlineData("en", "alternative text of a picture changed")]
    [InlineData("pt", "texto alternativo de uma imagem alterado")]
    [InlineData("ar", "تغيّر النص البديل لصورة")]
    [InlineData("sw", "maandishi mbadala ya picha yamebadilika")]
    public async Task The_words_in_place_of_a_picture_of_the_text_are_compared(string edition, string line)
    {
        var (page, article) = await DifferAsync(edition, Text("<p>Avant.</p><p><img src=\"https://p.example/a.jpg\" alt=\"le suspect\"></p>"), Text("<p>Avant.</p><p><img src=\"https://p.example/a.jpg\" alt=\"un témoin\"></p>"));

        Assert.Equal(["le suspect", "un témoin"], Texts(page, ".diff del, .diff ins"));
        Assert.Equal(line, article.QuerySelector("#difference summary small")!.TextContent, ignoreCase: true);
    }

    [Fact]
    public async Task Caption_and_credit_of_a_picture_that_stayed_are_compared_word_by_word()
    {
        var (page, _) = await DifferAsync("fr", Beside("Le ministre arrive au tribunal", "M. Diarra"), Beside("Le ministre quitte le tribunal", "A. Keïta"));

        Assert.Equal(["arrive au", "M. Diarra"], Texts(page, ".diff del"));
        Assert.Equal(["quitte le", "A. Keïta"], Texts(page, ".diff ins"));
        Assert.Equal(["Légende", "Crédit"], Texts(page, "section h3"));
        Assert.Contains("Légende modifiée · crédit modifié", Texts(page, "article > p"));
    }

    [Fact]
    public async Task A_picture_that_came_into_the_text_is_named_with_its_words()
    {
        var (page, _) = await DifferAsync("fr", Text("<p>Avant.</p>"), Text("<p>Avant.<img src=\"https://p.example/a.jpg\" alt=\"La vanne\"></p>"));

        Assert.Contains("Image · La vanne", Texts(page, "section ins"));
        Assert.Contains(Texts(page, "article > p"), text => Plain(text) == "1 image ajoutée");
    }

    [Fact]
    public async Task A_link_that_leads_elsewhere_is_told_with_both_addresses_and_leads_nowhere_here()
    {
        var (page, _) = await DifferAsync("fr", Text("<p>Lire <a href=\"https://p.example/rapport\">le rapport</a>.</p>"), Text("<p>Lire <a href=\"https://q.example/autre\">le rapport</a>.</p>"));

        Assert.Equal(["https://p.example/rapport", "https://q.example/autre"], Texts(page, "section del, section ins"));
        Assert.DoesNotContain(page.QuerySelectorAll("section a"), link => link.GetAttribute("href")!.Contains("example", StringComparison.Ordinal));
        Assert.Contains(Texts(page, "article > p"), text => Plain(text) == "1 adresse de lien modifiée");
    }

    [Theory]
    [InlineData("<a href=\"https://p.example/1\">un</a> <a href=\"https://p.example/2\">deux</a>", "<a href=\"https://p.example/2\">un</a> <a href=\"https://p.example/1\">deux</a>", "2 adresses de lien modifiées")]
    [InlineData("<a href=\"https://p.example/1\">ici</a> <a href=\"https://p.example/2\">ici</a>", "<a href=\"https://p.example/2\">ici</a> <a href=\"https://p.example/1\">ici</a>", "1 lien ajouté · 1 lien retiré")]
    [InlineData("le rapport", "<a href=\"https://p.example/1\">le rapport</a>", "1 lien ajouté")]
    [InlineData("<a href=\"https://p.example/1\">le rapport</a>", "le rapport", "1 lien retiré")]
    [InlineData("<a href=\"https://p.example/1\">le rapport</a>", "<a href=\"https://p.example/1\">la note</a>", "2 mots ajoutés, 2 mots retirés dans le texte")]
    public async Task Links_that_come_go_or_change_places_are_counted_and_one_whose_words_changed_is_the_same(string before, string after, string line)
    {
        var (page, _) = await DifferAsync("fr", Text($"<p>{before}</p>"), Text($"<p>{after}</p>"));

        Assert.Contains(line, Texts(page, "article > p").Select(Plain));
    }

    [Fact]
    public async Task A_text_of_very_many_links_that_all_lead_elsewhere_is_still_compared()
    {
        static ArticleRecord Links(string host) => Text(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<a href=\"https://{host}/{number}\">{number}</a> ")));

        var (page, _) = await DifferAsync("en", Links("p.example"), Links("q.example"));

        Assert.Contains("20,000 link addresses changed", Texts(page, "article > p").Select(Plain));
    }

    [Theory]
    [InlineData("fr", "rubriques, lieux ou genres modifiés · sources citées modifiées")]
    [InlineData("en", "subjects, places or genres changed · named sources changed")]
    [InlineData("pt", "rubricas, lugares ou géneros alterados · fontes citadas alteradas")]
    [InlineData("ar", "تغيّر التصنيف أو المكان أو النوع · تغيّرت المصادر المذكورة")]
    [InlineData("sw", "mada, mahali au aina imebadilika · vyanzo vilivyotajwa vimebadilika")]
    public async Task What_a_piece_is_filed_under_and_the_sources_that_it_names_are_compared_by_name(string edition, string line)
    {
        var before = Text("<p>Avant.</p>") with { Subjects = [new Subject("Politique"), new Subject("Mines")], Places = [new Place("Kayes")], InfoSources = [new InfoSource("AFP")] };
        var after = before with { Subjects = [new Subject("Mines"), new Subject("Justice")], Places = [new Place("Ségou")], InfoSources = [new InfoSource("APA"), new InfoSource("AFP")] };

        var (page, article) = await DifferAsync(edition, before, after);

        Assert.Equal([$"Politique{Voice.Of("fr").Comma}Kayes"], Texts(page, "section p del"));
        Assert.Equal([$"Justice{Voice.Of("fr").Comma}Ségou", "APA"], Texts(page, "section p ins"));
        Assert.Equal(["Justice", "Ségou", "APA"], Texts(page, "section p ins bdi"));
        Assert.Equal(line, article.QuerySelector("#difference summary small")!.TextContent, ignoreCase: true);
    }

    [Fact]
    public async Task A_subject_that_has_another_code_is_told_with_both_and_another_order_is_no_change()
    {
        var before = Text("<p>Avant.</p>") with { Subjects = [new Subject("Mines", "medtop:20000275"), new Subject("Mali")] };

        var (page, _) = await DifferAsync("fr", before, before with { Subjects = [new Subject("Mali"), new Subject("Mines", "medtop:04000000")] });
        var (same, _) = await DifferAsync("fr", before, before with { Subjects = [new Subject("Mali"), new Subject("Mines", "medtop:20000275")] });

        Assert.Equal(["Mines (medtop:20000275)", "Mines (medtop:04000000)"], Texts(page, "section p del, section p ins"));
        Assert.Contains("Rien de ce qui se lit n’a changé.", Texts(same, "article > p").Select(Plain));
    }

    [Fact]
    public async Task An_end_of_a_paragraph_that_went_is_a_sign_that_can_be_seen()
    {
        var (page, _) = await DifferAsync("fr", Text("<p>Le montant.</p><p>Il reste inconnu.</p>"), Text("<p>Le montant. Il reste inconnu.</p>"));

        Assert.Equal(["end"], page.QuerySelectorAll(".diff del").Select(cut => cut.ClassName));
        Assert.Equal(" ", page.QuerySelector(".diff ins")!.TextContent);
    }

    [Fact]
    public async Task The_address_of_the_original_is_told_with_both()
    {
        var (page, _) = await DifferAsync("fr", Text("<p>Avant.</p>") with { Link = "https://lefleuve.example/a" }, Text("<p>Avant.</p>") with { Link = "https://lefleuve.example/b" });

        Assert.Equal(["https://lefleuve.example/a", "https://lefleuve.example/b"], Texts(page, "section p del, section p ins"));
        Assert.Contains("Adresse de l’original modifiée", Texts(page, "article > p"));
    }

    [Fact]
    public async Task In_scripts_without_spaces_no_letter_stands_in_a_difference_that_the_provider_did_not_write()
    {
        var (page, _) = await DifferAsync("fr", Text("<p>北京消息，国家主席今天会见了塞内加尔总统。</p>"), Text("<p>上海消息，国家副主席昨天会见了马里总统。</p>"));

        page.QuerySelectorAll(".diff .unseen").ToList().ForEach(word => word.Remove());
        Assert.Equal("北京消息，国家主席今天会见了塞内加尔总统。", string.Concat(page.QuerySelector(".diff")!.ChildNodes.Where(node => node.NodeName != "INS").Select(node => node.TextContent)));
        Assert.Equal("上海消息，国家副主席昨天会见了马里总统。", string.Concat(page.QuerySelector(".diff")!.ChildNodes.Where(node => node.NodeName != "DEL").Select(node => node.TextContent)));
    }

    private static ArticleRecord Text(string body) => Written.Piece("Le barrage", body);

    private static ArticleRecord Beside(string caption, string credit) => Text("<p>Avant.</p>") with { Associations = [new Association("https://p.example/a.jpg", "image/jpeg", Caption: caption, Credit: credit)] };

    private static async Task<(IDocument Difference, IDocument Article)> DifferAsync(string edition, ArticleRecord before, ArticleRecord after)
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, before);
        await house.DeliverAsync(LeFleuve, after with { Signal = Signal.Correction }, item);
        return (Read.Page(await house.GetAsync($"/{edition}/le-fleuve/{item}/2/difference")), Read.Page(await house.GetAsync($"/{edition}/le-fleuve/{item}")));
    }

    private static List<string> Texts(IDocument page, string selector) => [.. page.QuerySelectorAll(selector).Select(element => element.TextContent)];

    private static string Plain(string text) => string.Concat(text.Where(letter => letter is not ('\u2068' or '\u2069'))).Replace('\u00A0', ' ').Replace('\u202F', ' ').Trim();
}
