using System.Net;
using CsCheck;
using Griot.Record;
using Griot.Web;

namespace Griot.Site.Tests;

/// <summary>The page of readers' questions with the answers that were published.</summary>
public sealed class AnswersPageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private House house = null!;
    private ProviderCard pont = null!, gue = null!;

    public async ValueTask InitializeAsync()
    {
        house = await House.OpenAsync();
        pont = await house.RegisterAsync(Written.Provider("Le Pont"));
        gue = await house.RegisterAsync(Written.Provider("Le Gue"));
    }

    [Fact]
    public async Task Questions_stand_there_with_their_answers_newest_first_and_lead_to_the_piece_in_every_edition()
    {
        var (first, second) = (await AnswerAsync(pont, "Le pont <b>rouvre</b>", 1), await AnswerAsync(gue, "Le gué ferme", 2));

        foreach (var edition in Editions.All)
        {
            var page = Read.Page(await house.GetAsync($"/{edition.Code}/answers"));
            Assert.Equal([$"/{edition.Code}/le-gue/{second}#answers", $"/{edition.Code}/le-pont/{first}#answers"], page.QuerySelectorAll("main h3 a").Select(link => link.GetAttribute("href")));
            Assert.Equal(["Question 2 <i>?</i>", "Question 1 <i>?</i>"], page.QuerySelectorAll("blockquote").Select(said => said.TextContent));
            Assert.Equal(["Réponse 2", "Réponse 1"], page.QuerySelectorAll("p.said").Select(said => said.TextContent));
            Assert.Contains(page.QuerySelectorAll("link[rel=alternate]"), link => link.GetAttribute("href") == "/feeds/answers.atom");
        }
    }

    [Fact]
    public async Task Whether_it_was_a_question_or_a_complaint_is_said_there_and_beside_the_piece()
    {
        var (asked, complained) = (await AnswerAsync(pont, "Le pont", 1), await AnswerAsync(gue, "Le gué", 2));
        house.Answers.ByItem[complained] = [.. house.Answers.ByItem[complained].Select(said => said with { Kind = CaseKind.Complaint })];

        foreach (var edition in Editions.All)
        {
            Assert.Equal([edition.Of(CaseKind.Complaint), edition.Of(CaseKind.Question)], Read.Page(await house.GetAsync($"/{edition.Code}/answers")).QuerySelectorAll("main .kicker .tag").Select(tag => tag.TextContent));
            Assert.Equal(edition.Of(CaseKind.Complaint), Read.Page(await house.GetAsync($"/{edition.Code}/le-gue/{complained}")).QuerySelector("#answers .tag")!.TextContent);
            Assert.Equal(edition.Of(CaseKind.Question), Read.Page(await house.GetAsync($"/{edition.Code}/le-pont/{asked}")).QuerySelector("#answers .tag")!.TextContent);
        }
    }

    [Fact]
    public async Task Of_one_provider_stand_its_own_under_the_slug_that_it_has_now()
    {
        await AnswerAsync(pont, "Le pont", 1);
        await AnswerAsync(gue, "Le gué", 2);

        Assert.Equal(["Question 1 <i>?</i>"], Questions(await house.GetAsync("/fr/answers?provider=le-pont")));
        await house.RegisterAsync(pont with { Slug = "pont", FormerSlugs = ["le-pont"] });
        using var moved = await house.AskAsync("/fr/answers?provider=le-pont");
        Assert.Equal((HttpStatusCode.MovedPermanently, "/fr/answers?provider=pont"), (moved.StatusCode, moved.Headers.Location?.OriginalString));
        using var nobody = await house.AskAsync("/fr/answers?provider=nobody");
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
    }

    [Fact]
    public async Task What_is_said_of_a_piece_that_is_not_shown_is_not_shown()
    {
        await AnswerAsync(pont, "Le pont", 1);
        var held = await AnswerAsync(gue, "Le gué", 2);
        Assert.Equal(2, Questions(await house.GetAsync("/fr/answers")).Count);

        await house.HoldAsync(gue, held, new Notice { Reason = "legal" });

        Assert.Equal(["Question 1 <i>?</i>"], Questions(await house.GetAsync("/fr/answers")));
    }

    [Fact]
    public async Task The_page_is_kept_until_something_is_published_and_the_older_ones_hold_each_of_them_once()
    {
        for (var number = 1; number <= 65; number++) await AnswerAsync(number % 2 == 0 ? pont : gue, $"Titre {number}", number);
        var seen = new List<string>();
        for (var address = "/fr/answers"; address is not null;)
        {
            var page = await house.GetAsync(address);
            seen.AddRange(Questions(page));
            address = Read.Page(page).QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(Enumerable.Range(1, 65).Reverse().Select(number => $"Question {number} <i>?</i>"), seen);
        Assert.Equal(3, house.Kept.Count);
        await AnswerAsync(pont, "Titre", 66);
        Assert.Equal("Question 66 <i>?</i>", Questions(await house.GetAsync("/fr/answers"))[0]);
    }

    [Theory]
    [InlineData("nonsense", HttpStatusCode.NotFound)]
    [InlineData("1.", HttpStatusCode.NotFound)]
    [InlineData("01.n999", HttpStatusCode.NotFound)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task What_is_no_place_in_the_list_is_not_found_and_not_kept(string before, HttpStatusCode status)
    {
        await AnswerAsync(pont, "Le pont", 1);

        using var answer = await house.AskAsync("/fr/answers?before=" + before);

        Assert.Equal((status, 0), (answer.StatusCode, house.Kept.Count));
    }

    [Fact]
    public async Task The_lists_beside_it_the_provider_and_the_piece_lead_there()
    {
        var item = await AnswerAsync(pont, "Le pont", 1);

        foreach (var (from, to) in ((string, string)[])[("/fr/corrections", "/fr/answers"), ("/fr/withdrawals", "/fr/answers"), ("/fr/le-pont", "/fr/answers?provider=le-pont"), ($"/fr/le-pont/{item}", "/fr/answers?provider=le-pont")])
            Assert.Contains(Read.Page(await house.GetAsync(from)).QuerySelectorAll("main a"), link => link.GetAttribute("href") == to);
    }

    [Fact]
    public async Task Who_typed_an_answer_in_is_said_in_the_language_of_the_page_not_of_the_question()
    {
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Le barrage"));
        house.Answers.ByItem[item] = [new PublishedAnswer("Who pays?", "Le ministère.", "Le Fleuve", Morning) { EnteredBy = "Griot", Line = "Le Fleuve (entered by Griot)", Number = "n1", Published = Morning }];

        foreach (var (edition, said) in (IEnumerable<(string, string)>)[("fr", "Le Fleuve (saisie par Griot)"), ("en", "Le Fleuve (entered by Griot)"), ("pt", "Le Fleuve (introduzida por Griot)"), ("ar", "Le Fleuve (أدخلته Griot)"), ("sw", "Le Fleuve (limeingizwa na Griot)")])
            foreach (var path in (string[])[$"/{edition}/le-fleuve/{item}", $"/{edition}/answers"])
                Assert.Contains(Read.Page(await house.GetAsync(path)).QuerySelectorAll("main .note"), note => note.TextContent.StartsWith(said + " · ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_place_in_the_list_is_read_as_it_is_written_and_nothing_else_is_one() =>
        Gen.Select(Gen.Long[0, 253402300799999], Gen.String[Gen.Char["abc123-"], 1, 40], Gen.String).Sample((milliseconds, number, other) =>
        {
            var place = new AnswerPlace(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), number);
            Assert.Equal(place, AnswerPlace.Parse(place.ToString()));
            Assert.True(AnswerPlace.Parse(other) is not { } read || read.ToString() == other);
        });

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private static List<string> Questions(string page) => [.. Read.Page(page).QuerySelectorAll("main blockquote").Select(said => said.TextContent)];

    private async Task<string> AnswerAsync(ProviderCard provider, string headline, int number)
    {
        var item = await house.DeliverAsync(provider, Written.Piece(headline));
        // Two at a time, as when an operator publishes what waited.
        house.Answers.ByItem[item] = [new PublishedAnswer($"Question {number} <i>?</i>", $"Réponse {number}", provider.Name, Morning) { Number = $"n{1000 - number}", Published = Morning.AddMinutes(number / 2) }];
        return item;
    }
}
