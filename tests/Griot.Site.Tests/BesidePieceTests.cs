using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>What stands beside a piece: answers that did not come, and rights of reply.</summary>
public sealed class BesidePieceTests
{
    private static readonly ProviderCard LeFleuve = Written.Provider("Le Fleuve");

    [Theory]
    [InlineData("fr", "reçu le 23\u00A0novembre 2026, était resté sans réponse le 7\u00A0décembre 2026")]
    [InlineData("en", "received on 23\u00A0November 2026, had not been answered by 7\u00A0December 2026")]
    [InlineData("ar", "لم يُجب عنها")]
    public async Task That_no_answer_came_is_told_by_its_dates_and_in_the_reader_s_words_only_where_they_were_published(string edition, string words)
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre"));
        var asked = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
        house.Answers.Missing[item] = [new MissingAnswer(asked, new DateOnly(2026, 12, 7), asked.AddDays(15), null)];
        using var before = await house.AskAsync($"/{edition}/le-fleuve/{item}");
        var part = Read.Page(await before.Content.ReadAsStringAsync()).QuerySelector("#answers")!;
        Assert.Contains(words, part.TextContent);
        Assert.Null(part.QuerySelector("blockquote"));

        house.Answers.Missing[item] = [new MissingAnswer(asked, new DateOnly(2026, 12, 7), asked.AddDays(16), "Qui <b>paie</b> ?", CaseKind.Complaint)];
        using var after = await house.AskAsync($"/{edition}/le-fleuve/{item}");
        Assert.Equal("Qui <b>paie</b> ?", Read.Page(await after.Content.ReadAsStringAsync()).QuerySelector("#answers blockquote")!.TextContent);
        Assert.Equal((Web.Editions.Find(edition)!.Of(CaseKind.Question), Web.Editions.Find(edition)!.Of(CaseKind.Complaint)), (part.QuerySelector(".tag")!.TextContent, Read.Page(await after.Content.ReadAsStringAsync()).QuerySelector("#answers .tag")!.TextContent));
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Fact]
    public async Task A_right_of_reply_stands_before_the_text_and_leads_back_and_one_that_was_withdrawn_is_not_spoken_of()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var desk = await house.RegisterAsync(Written.Provider("La rédaction", ProviderKind.House, Capacity.NotStated, null));
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage cède"));
        var reply = await house.DeliverAsync(desk, Written.Piece("Le barrage tient") with
        {
            Origin = HouseOrigin.Reply,
            By = "Awa Diop",
            Relations = [new Relation("inReplyTo", Relation.UriOf(item), null)],
        });
        house.Answers.Replies[item] = [reply, OpaqueId.New()];

        var page = Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"));
        var link = page.QuerySelector("article .alert a")!;
        Assert.Equal((1, $"/fr/{desk.Slug}/{reply}", "Le barrage tient"), (page.QuerySelectorAll("article .alert").Length, link.GetAttribute("href"), link.TextContent));
        var its = Read.Page(await house.GetAsync($"/fr/{desk.Slug}/{reply}"));
        Assert.Equal($"/fr/le-fleuve/{item}", its.QuerySelector("article .alert a")!.GetAttribute("href"));
        Assert.Contains("droit de réponse", its.QuerySelector(".nameplate")!.TextContent);
        Assert.Contains("Signataire, responsable du contenu\u00A0: Awa Diop", its.QuerySelector(".duty")!.TextContent);

        await house.HoldAsync(desk, reply, new Notice { Reason = Word.Of(HoldReason.Legal) });
        Assert.Null(Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}")).QuerySelector("article .alert"));
    }

    [Fact]
    public async Task On_lists_whoever_signs_a_right_of_reply_comes_first_and_its_seal_claims_no_account_of_his()
    {
        await using var house = await House.OpenAsync();
        var desk = await house.RegisterAsync(Written.Provider("La rédaction", ProviderKind.House, Capacity.NotStated, null));
        var reply = await house.DeliverAsync(desk, Written.Piece("Le barrage tient") with { Origin = HouseOrigin.Reply, By = "Awa Diop" }, evidence: Evidence.Authenticated);
        var own = await house.DeliverAsync(desk, Written.Piece("Nos comptes") with { Origin = HouseOrigin.Produced, By = "Awa Diop" }, evidence: Evidence.Authenticated);

        var list = Read.Page(await house.GetAsync("/fr")).QuerySelectorAll("li:has(h3)");
        Assert.StartsWith("Awa Diop", list.Single(piece => piece.QuerySelector("h3 a")!.TextContent == "Le barrage tient").TextContent.TrimStart());
        Assert.StartsWith("La rédaction", list.Single(piece => piece.QuerySelector("h3 a")!.TextContent == "Nos comptes").TextContent.TrimStart());
        Assert.Contains("le sceau ne le prouve pas", await house.GetAsync($"/fr/{desk.Slug}/{reply}"));
        Assert.DoesNotContain("compte authentifié", await house.GetAsync($"/fr/{desk.Slug}/{reply}"));
        Assert.Contains("compte authentifié", await house.GetAsync($"/fr/{desk.Slug}/{own}"));
    }

    [Fact]
    public async Task A_right_of_reply_outlasts_what_it_answers_and_each_still_leads_to_the_other()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var desk = await house.RegisterAsync(Written.Provider("La rédaction", ProviderKind.House, Capacity.NotStated, null));
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage cède"));
        var reply = await house.DeliverAsync(desk, Written.Piece("Le barrage tient") with { Origin = HouseOrigin.Reply, By = "Awa Diop", Relations = [new Relation("inReplyTo", Relation.UriOf(item), null)] });
        house.Answers.Replies[item] = [reply];

        await house.HoldAsync(LeFleuve, item, new Notice { Reason = Word.Of(HoldReason.Legal) });

        using var gone = await house.AskAsync($"/fr/le-fleuve/{item}");
        var stone = Read.Page(await gone.Content.ReadAsStringAsync());
        Assert.Equal((System.Net.HttpStatusCode.Gone, $"/fr/{desk.Slug}/{reply}"), (gone.StatusCode, stone.QuerySelector(".alert a")!.GetAttribute("href")));
        Assert.DoesNotContain("Le barrage cède", stone.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("un article qui n’est plus affiché · Le Fleuve", Read.Page(await house.GetAsync($"/fr/{desk.Slug}/{reply}")).QuerySelector("article .alert")!.TextContent);
    }

    [Fact]
    public async Task A_provider_that_says_that_its_piece_answers_another_makes_no_right_of_reply()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage cède"));
        var other = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage tient") with { Relations = [new Relation("inReplyTo", Relation.UriOf(item), null)] });
        Assert.Null(Read.Page(await house.GetAsync($"/fr/le-fleuve/{other}")).QuerySelector("article .alert"));
    }
}
