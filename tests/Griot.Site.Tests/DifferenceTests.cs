using System.Net;
using AngleSharp.Dom;
using Griot.Enrichment.Search;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Site.Tests;

/// <summary>What changed between two versions: on a page of its own, in one line, and in the list of corrections.</summary>
public sealed class DifferenceTests
{
    private static readonly ProviderCard LeFleuve = Written.Provider("Le Fleuve");

    [Fact]
    public async Task Words_byline_dates_terms_and_pictures_that_differ_are_told_each_in_its_place()
    {
        await using var house = await OpenAsync();
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage ouvre", "<p>En tout, 4 200 hectares.</p>") with { Associations = [new Association("https://p.example/a.jpg", "image/jpeg", Caption: "La vanne")] });
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage rouvre", "<p>En tout, 4 300 hectares de rizières.</p>", signal: Signal.Correction) with
        {
            By = "Aminata Keïta et Moussa Diarra",
            FirstCreated = new DateTimeOffset(2026, 11, 22, 19, 0, 0, TimeSpan.Zero),
            UsageTerms = "Reprise interdite.",
            Associations = [new Association("https://p.example/b.jpg", "image/jpeg", Caption: "Le bac", Credit: "M. D.")],
        }, item);

        var page = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}/2/difference"));

        Assert.Equal(["ouvre", "200 hectares."], Texts(page, ".diff del"));
        Assert.Contains("rouvre", Texts(page, ".diff ins"));
        Assert.Contains("hectares de rizières.", string.Concat(Texts(page, ".diff ins")), StringComparison.Ordinal);
        Assert.Contains("22 novembre 2026 à 18 h 30", Texts(page, "section del").Select(Plain));
        Assert.Contains("22 novembre 2026 à 19 h 00", Texts(page, "section ins").Select(Plain));
        Assert.Contains(Texts(page, "ins"), text => text.Contains("Le bac · M. D.", StringComparison.Ordinal));
        Assert.Contains(Texts(page, "del"), text => text.Contains("La vanne", StringComparison.Ordinal));
        Assert.Contains("Reprise interdite.", Texts(page, "ins"));
        Assert.Contains("Titre modifié · nom de l’auteur modifié · 4 mots ajoutés, 2 mots retirés dans le texte · 1 image ajoutée · 1 image retirée · date de publication modifiée · conditions modifiées", page.Body!.TextContent);
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        Assert.Equal(("fr", "ltr"), (page.QuerySelector(".diff")!.GetAttribute("lang"), page.QuerySelector(".diff")!.GetAttribute("dir")));
    }

    [Fact]
    public async Task Those_who_listen_hear_what_was_added_and_what_was_cut_in_the_language_of_the_page()
    {
        await using var house = await OpenAsync();
        var item = await CorrectedAsync(house);

        var cut = Read.Page(await house.GetAsync($"/sw/le-fleuve/{item}/2/difference")).QuerySelector(".diff del")!;

        Assert.Equal("imeondolewa:", cut.PreviousElementSibling!.TextContent.Trim());
        Assert.Equal("sw", cut.PreviousElementSibling.GetAttribute("lang"));
    }

    [Theory]
    [InlineData("fr", "1 mot ajouté, 1 mot retiré dans le texte")]
    [InlineData("en", "1 word added, 1 word removed in the text")]
    [InlineData("pt", "1 palavra acrescentada, 1 palavra retirada no texto")]
    [InlineData("ar", "أضيفت كلمة واحدة، حُذفت كلمة واحدة في النص")]
    [InlineData("sw", "neno 1 limeongezwa, neno 1 limeondolewa katika maandishi")]
    public async Task What_changed_stands_in_one_line_on_the_page_of_the_piece_and_in_the_list_of_its_versions(string edition, string line)
    {
        await using var house = await OpenAsync();
        var item = await CorrectedAsync(house);

        var page = Read.Page(await house.GetAsync($"/{edition}/le-fleuve/{item}"));

        Assert.Equal(line, Plain(page.QuerySelector("#difference summary small")!.TextContent), ignoreCase: true);
        var listed = page.QuerySelector($"aside a[href='/{edition}/le-fleuve/{item}/2/difference']")!;
        Assert.Equal(line, Plain(listed.TextContent), ignoreCase: true);
    }

    [Fact]
    public async Task Any_two_versions_that_can_be_read_are_compared_the_older_one_first()
    {
        await using var house = await OpenAsync();
        var item = await CorrectedAsync(house);
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>En tout, 4 400 hectares.</p>", signal: Signal.Update), item);

        var onward = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}/3/difference?against=1"));
        var back = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}/1/difference?against=3"));

        Assert.Equal(["200"], Texts(onward, ".diff del"));
        Assert.Equal(["400"], Texts(onward, ".diff ins"));
        Assert.Equal(Texts(onward, ".diff del"), Texts(back, ".diff del"));
        Assert.NotNull(onward.QuerySelector($"a[href='/fr/le-fleuve/{item}/3/difference?against=2']"));
    }

    [Theory]
    [InlineData("1/difference")]
    [InlineData("2/difference?against=2")]
    [InlineData("2/difference?against=9")]
    [InlineData("9/difference")]
    [InlineData("0/difference")]
    [InlineData("x/difference")]
    public async Task Where_there_are_no_two_versions_there_is_nothing(string rest)
    {
        await using var house = await OpenAsync();
        var item = await CorrectedAsync(house);

        using var answer = await house.AskAsync($"/fr/le-fleuve/{item}/{rest}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Under_excerpt_terms_no_word_of_the_text_is_compared()
    {
        await using var house = await OpenAsync();
        await house.RegisterAsync(LeFleuve with { Terms = Terms.Excerpt });
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>Un début. Un secret ancien.</p>"), excerpt: "Un début.");
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage rouvre", "<p>Un début. Un secret nouveau, long de plusieurs mots.</p>", signal: Signal.Correction) with { Associations = [new Association("https://p.example/b.jpg", "image/jpeg", Caption: "Image secrète")] }, item, excerpt: "Un début.");

        var html = await house.GetAsync($"/fr/le-fleuve/{item}/2/difference");
        var page = Read.Page(html);

        Assert.DoesNotContain("secret", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal([" rouvre"], Texts(page, ".diff ins"));
        Assert.Contains("Titre modifié", page.Body!.TextContent);
        Assert.DoesNotContain("mots ajoutés", page.Body.TextContent);
        Assert.DoesNotContain("image ajoutée", page.Body.TextContent);
        Assert.Contains("ne permettent pas de montrer le texte", page.Body.TextContent);
    }

    [Fact]
    public async Task Of_a_piece_that_has_gone_the_difference_leads_to_its_tombstone()
    {
        await using var house = await OpenAsync();
        var item = await CorrectedAsync(house);
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "", signal: Signal.Withdrawal), item, reason: "Faux.");

        using var answer = await house.AskAsync($"/fr/le-fleuve/{item}/2/difference");

        Assert.Equal((HttpStatusCode.Redirect, $"/fr/le-fleuve/{item}/2"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task A_long_difference_does_not_weigh_on_the_page_of_the_piece()
    {
        await using var house = await OpenAsync();
        static string Body(string word) => $"<p>{string.Join(' ', Enumerable.Range(0, 800).Select(number => word + number))}</p>";
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", Body("avant")));
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", Body("apres"), signal: Signal.Update), item);

        var page = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"));

        Assert.Empty(page.QuerySelectorAll("#difference del"));
        Assert.NotNull(page.QuerySelector($"#difference a[href='/fr/le-fleuve/{item}/2/difference']"));
        Assert.Contains("800 mots ajoutés, 800 mots retirés", page.QuerySelector("#difference summary")!.TextContent);
        Assert.Single(Texts(Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}/2/difference")), ".diff del"));
    }

    [Theory]
    [InlineData("<p>水坝重新开放</p>", "<p>水坝今天重新开放</p>", "2 characters added in the text")]
    [InlineData("<p>Le barrage, enfin.</p>", "<p>Le barrage — enfin.</p>", "only punctuation")]
    [InlineData("<p>Le barrage rouvre.</p>", "<p>Le barrage rouvre.</p>", "Nothing that can be read has changed.")]
    public async Task The_line_counts_what_readers_would_count(string before, string after, string line)
    {
        await using var house = await OpenAsync();
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", before));
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", after, signal: Signal.Update), item);

        Assert.Contains(line, Read.Page(await house.GetAsync($"/en/le-fleuve/{item}")).QuerySelector("#difference summary")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Corrections_and_withdrawals_stand_in_a_list_with_the_newest_first()
    {
        await using var house = await OpenAsync();
        var corrected = await CorrectedAsync(house);
        var withdrawn = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre de trop"));
        await house.DeliverAsync(LeFleuve, Written.Piece("", "", signal: Signal.Withdrawal), withdrawn, reason: "Source non confirmée.");

        var html = await house.GetAsync("/en/corrections");
        var page = Read.Page(html);
        var rows = page.QuerySelectorAll(".list > li");

        Assert.Equal(2, rows.Length);
        Assert.Contains("Source non confirmée.", rows[0].TextContent);
        Assert.DoesNotContain("Un titre de trop", html);
        Assert.Equal("1 word added, 1 word removed in the text", rows[1].QuerySelector($"a[href='/en/le-fleuve/{corrected}/2/difference']")!.TextContent, ignoreCase: true);
        Assert.NotNull(page.QuerySelector("link[type='application/atom+xml'][href='/feeds/corrections.atom']"));
        Assert.NotNull(Read.Page(await house.GetAsync("/en/corrections?provider=le-fleuve")).QuerySelector("link[href='/feeds/le-fleuve/corrections.atom']"));
    }

    [Fact]
    public async Task Lists_of_corrections_and_differences_wait_among_the_searches_and_where_too_many_wait_one_comes_again()
    {
        await using var house = await OpenAsync();
        var item = await CorrectedAsync(house);
        var places = new List<Task<SearchPlace?>>();
        do places.Add(house.Search.EnterAsync(new DefaultHttpContext { RequestAborted = TestContext.Current.CancellationToken }));
        while (places[^1] is not { IsCompletedSuccessfully: true, Result: null });

        using (var busy = await house.AskAsync("/en/corrections?before=1")) Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(2)), (busy.StatusCode, busy.Headers.RetryAfter!.Delta));
        using (var busy = await house.AskAsync($"/en/le-fleuve/{item}/2/difference")) Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(2)), (busy.StatusCode, busy.Headers.RetryAfter!.Delta));
        foreach (var place in places) (await place)?.Dispose();
        Assert.Equal(0, house.Kept.Count);
        await house.GetAsync("/en/corrections?before=1");
        await house.GetAsync($"/en/le-fleuve/{item}/2/difference");
    }

    [Theory]
    [InlineData("fr", "Les deux versions se lisent en entier ici")]
    [InlineData("en", "Both versions can be read in full here")]
    [InlineData("pt", "As duas versões podem ler-se por inteiro aqui")]
    [InlineData("ar", "يمكن قراءة النسختين كاملتين هنا")]
    [InlineData("sw", "Matoleo yote mawili yanaweza kusomwa kikamilifu hapa")]
    public async Task A_difference_that_is_too_long_for_a_page_is_shown_as_far_as_there_is_room_and_leads_to_both_versions(string edition, string sentence)
    {
        await using var house = await OpenAsync();
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre", Long("ancien")));
        await house.DeliverAsync(LeFleuve, Written.Piece("Un autre titre", Long("nouveau"), signal: Signal.Correction), item);

        var html = await house.GetAsync($"/{edition}/le-fleuve/{item}/2/difference");
        var page = Read.Page(html);

        Assert.InRange(html.Length, 1000, 600_000);
        Assert.Contains("autre", page.QuerySelector(".diff ins")!.TextContent, StringComparison.Ordinal);
        var note = page.QuerySelectorAll("p.note").Single(note => note.TextContent.Contains(sentence, StringComparison.Ordinal));
        Assert.Equal([$"/{edition}/le-fleuve/{item}/1", $"/{edition}/le-fleuve/{item}"], note.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain(sentence, await house.GetAsync($"/{edition}/le-fleuve/{await CorrectedAsync(house)}/2/difference"), StringComparison.Ordinal);

        static string Long(string word) => $"<p>{string.Join(' ', Enumerable.Repeat(word, 100_000))}</p>";
    }

    [Fact]
    public async Task What_is_hostile_in_either_version_never_acts_in_their_difference()
    {
        await using var house = await OpenAsync();
        var provider = await house.RegisterAsync(Hostile.Provider());
        var item = await house.DeliverAsync(provider, Hostile.Piece());
        await house.DeliverAsync(provider, Written.Piece("Plus rien", "<p>Plus rien.</p>", signal: Signal.Correction), item);
        await house.DeliverAsync(provider, Hostile.Piece(Signal.Correction), item);

        foreach (var path in (string[])[$"/fr/hostile/{item}/2/difference", $"/fr/hostile/{item}/3/difference", "/fr/corrections"])
        {
            var html = await house.GetAsync(path);
            var page = Read.Page(html);
            page.QuerySelector("form.find")!.Remove();
            Assert.Empty(page.QuerySelectorAll("script, img, svg, iframe, form, button, video, object, embed, style, base, math, template"));
            Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)));
            Assert.DoesNotContain("tracker.example", page.QuerySelectorAll("a, link").Select(link => link.GetAttribute("href") ?? ""));
        }
    }

    private static async Task<House> OpenAsync()
    {
        var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        return house;
    }

    private static async Task<string> CorrectedAsync(House house)
    {
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>En tout, 4 200 hectares.</p>"));
        return await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>En tout, 4 300 hectares.</p>", signal: Signal.Correction), item);
    }

    private static IEnumerable<string> Texts(IDocument page, string selector) => page.QuerySelectorAll(selector).Select(element => element.TextContent);

    // Numbers and names within a sentence are isolated, and French numbers have spaces of their own.
    private static string Plain(string text) => string.Concat(text.Where(letter => letter is not ('\u2068' or '\u2069' or '\u2066' or '\u2067'))).Replace('\u00A0', ' ').Replace('\u202F', ' ').Trim();
}
