using System.Net;
using System.Text.RegularExpressions;

namespace Griot.Feedback.Tests;

/// <summary>The page on which a provider answers a reader, from the mail that brings the question.</summary>
public sealed partial class AnswerPageTests : IAsyncLifetime
{
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();
    private FeedbackServer server = null!;

    public async ValueTask InitializeAsync()
    {
        await world.RegisterAsync();
        server = await FeedbackServer.StartAsync(world, sink);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        sink.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Looking_changes_nothing_and_the_first_answer_is_the_provider_s_own_and_ends_the_page()
    {
        var (reference, path) = await AskedAsync();
        for (var i = 0; i < 2; i++)
        {
            using var looked = await server.Client.GetAsync(path);
            Assert.Contains("Who pays for the dam?", await looked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(("no-store", "noindex"), (looked.Headers.CacheControl!.ToString(), looked.Headers.GetValues("X-Robots-Tag").Single()));
        }

        Assert.Equal(CaseState.Sent, world.Case(reference).State);
        using var answered = await server.PostAsync(path, ("answer", "The ministry does.\r\n\r\nSince 2024."));
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);

        var asked = world.Case(reference);
        Assert.Equal((CaseState.Answered, "The ministry does.\n\nSince 2024.", "Le Fleuve", null), (asked.State, asked.Answer, asked.By, asked.EnteredBy));
        using var again = await server.PostAsync(path, ("answer", "Something else."));
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Equal("The ministry does.\n\nSince 2024.", world.Case(reference).Answer);
    }

    [Fact]
    public async Task What_is_answered_here_stands_beside_the_piece_as_every_answer_and_only_when_the_operator_says_so()
    {
        var (reference, path) = await AskedAsync();
        using var answered = await server.PostAsync(path, ("answer", "The ministry does."));
        Assert.Empty(new PublishedAnswers(world.Desk).About(world.Item).Answers);

        Assert.IsType<CaseOutcome.Done>(world.Publish(reference));

        Assert.Equal(("The ministry does.", "Le Fleuve"), (new PublishedAnswers(world.Desk).About(world.Item).Answers.Single().Answer, new PublishedAnswers(world.Desk).About(world.Item).Answers.Single().By));
    }

    [Theory]
    [InlineData("fr", "ltr", "Répondre à un lecteur")]
    [InlineData("en", "ltr", "Answer a reader")]
    [InlineData("ar", "rtl", "جواب لقارئ")]
    [InlineData("pt", "ltr", "Responder a um leitor")]
    [InlineData("sw", "ltr", "Mjibu msomaji")]
    public async Task The_page_and_its_refusals_speak_five_languages(string code, string direction, string title)
    {
        var (_, path) = await AskedAsync();
        var page = await server.GetAsync($"{path}?lang={code}");
        Assert.Contains($"<html lang=\"{code}\" dir=\"{direction}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{title}</h1>", page, StringComparison.Ordinal);
        using var empty = await server.PostAsync(path, ("answer", "  "), ("lang", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains(ProviderTexts.All.Single(one => one.Code == code)["answer.fault.empty"], await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A01_another_site_can_t_answer_and_a_guess_learns_nothing()
    {
        var (reference, path) = await AskedAsync();
        using var forged = await server.SendAsync(path, [("answer", "A lie.")], ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        Assert.Equal(CaseState.Sent, world.Case(reference).State);
        foreach (var guess in (string[])["/case/answer/x", "/case/answer/" + new string('A', 43), "/case/answer/" + new string('A', 5_000)])
        {
            using var looked = await server.Client.GetAsync(guess);
            Assert.Equal(HttpStatusCode.Gone, looked.StatusCode);
        }
    }

    [Fact]
    public async Task H01_markup_in_question_and_answer_is_text()
    {
        var (reference, path) = await AskedAsync("<script>alert(1)</script>?");
        Assert.DoesNotContain("<script", await server.GetAsync(path), StringComparison.Ordinal);
        using var tooLong = await server.PostAsync(path, ("answer", "<b>x</b>"));
        Assert.Equal("<b>x</b>", world.Case(reference).Answer);
    }

    [Fact]
    public async Task It_ends_after_thirty_days_when_the_case_is_closed_and_when_the_house_answers()
    {
        var (closed, first) = await AskedAsync("one");
        var (answered, second) = await AskedAsync("two");
        var (_, third) = await AskedAsync("three");
        new CloseCase(world.Desk, world.Time).Close(closed);
        world.Answer(answered);
        foreach (var path in (string[])[first, second])
        {
            using var gone = await server.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
        }

        using var open = await server.Client.GetAsync(third);
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
        world.Time.Advance(TimeSpan.FromDays(30));
        using var ended = await server.Client.GetAsync(third);
        Assert.Equal(HttpStatusCode.Gone, ended.StatusCode);
    }

    [Fact]
    public async Task A_house_that_passes_a_question_on_gets_no_page_that_answers_for_the_provider()
    {
        await world.RegisterAsync(contact: null);
        world.Kept("passed on");
        await world.PumpAsync(sink);
        new ConfirmContact(world.Desk, world.Time).Confirm(ConfirmLink().Match(sink.Taken.Last().Text).Groups["token"].Value);
        await world.PumpAsync(sink);

        var mail = Assert.Single(sink.Taken, mail => mail.Text.Contains("> passed on", StringComparison.Ordinal));
        Assert.Equal("house@griot.example", mail.To);
        Assert.DoesNotContain("/case/answer/", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task D02_an_unconfirmed_contact_gets_neither_question_nor_page_and_the_store_holds_no_token()
    {
        world.Kept("unseen");
        await world.PumpAsync(sink);
        Assert.DoesNotContain(sink.Taken, mail => mail.Text.Contains("/case/answer/", StringComparison.Ordinal));

        var (_, path) = await AskedAsync("seen");
        world.Desk.Dispose();
        foreach (var file in Directory.GetFiles(world.Folder, "desk.db*"))
            Assert.DoesNotContain(path.Split('/')[^1], await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1), StringComparison.Ordinal);
    }

    private async Task<(string Reference, string Path)> AskedAsync(string text = "Who pays for the dam?")
    {
        var reference = world.Kept(text);
        await world.PumpAsync(sink);
        if (ConfirmLink().Match(sink.Taken.Last().Text) is { Success: true } link)
        {
            new ConfirmContact(world.Desk, world.Time).Confirm(link.Groups["token"].Value);
            await world.PumpAsync(sink);
        }

        var mail = sink.Taken.Last(one => one.Text.Contains("> " + text, StringComparison.Ordinal));
        return (reference, AnswerLink().Match(mail.Text).Value);
    }

    [GeneratedRegex("/case/contact/(?<token>[A-Za-z0-9_-]{43})", RegexOptions.NonBacktracking)]
    private static partial Regex ConfirmLink();

    [GeneratedRegex("/case/answer/[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex AnswerLink();
}
