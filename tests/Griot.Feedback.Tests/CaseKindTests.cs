using System.Net;
using System.Text.RegularExpressions;
using Griot.Record;

namespace Griot.Feedback.Tests;

/// <summary>Comments, questions, complaints and rights of reply, as readers type them and providers get them.</summary>
public sealed partial class CaseKindTests : IAsyncLifetime
{
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();
    private FeedbackServer server = null!;

    private string AskPath => $"/en/le-fleuve/{world.Item}/ask";

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

    [Theory]
    [InlineData("", "q-text", "within 14 days")]
    [InlineData("?kind=comment", "q-text", null)]
    [InlineData("?kind=complaint", "q-about", "within 7 days")]
    [InlineData("?kind=right-of-reply", "q-signature", "has 3 days to speak")]
    [InlineData("?kind=nonsense", "q-text", "within 14 days")]
    public async Task Each_kind_has_its_form_without_a_script_and_says_until_when(string query, string field, string? days)
    {
        var page = await server.GetAsync(AskPath + query);
        Assert.Contains($"id=\"{field}\"", page, StringComparison.Ordinal);
        if (days is null) Assert.DoesNotContain("within", page, StringComparison.Ordinal);
        else Assert.Contains(days, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        foreach (var code in (string[])["fr", "pt", "ar", "sw"]) await server.GetAsync(AskPath.Replace("/en/", $"/{code}/", StringComparison.Ordinal) + query);
    }

    [Fact]
    public async Task A_complaint_says_what_is_wrong_and_what_is_asked_for()
    {
        var reference = await PostAsync(("kind", "complaint"), ("about", "privacy"), ("text", "That is my house."), ("wish", "Take the <picture> away."), ("agree", "yes"));
        var asked = world.Case(reference);
        Assert.Equal((CaseKind.Complaint, ComplaintAbout.Privacy, "Take the <picture> away.", true), (asked.Kind, asked.About, asked.Wish, asked.Agrees));
        Assert.Equal(new DateOnly(2026, 11, 30), asked.DueDay);

        await world.PassOnAsync(sink);
        var mail = sink.Taken.Last();
        Assert.Contains("This is a complaint: privacy.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("> Take the <picture> away.", mail.Text, StringComparison.Ordinal);

        using var published = new PublishedAnswers(world.Desk);
        world.Time.Advance(TimeSpan.FromDays(8));
        await world.PumpAsync(sink);
        Assert.Equal(CaseKind.Complaint, Assert.Single(published.About(world.Item).Missing).Kind);
        world.Answer(reference);
        world.Publish(reference);
        Assert.Equal(CaseKind.Complaint, Assert.Single(published.About(world.Item).Answers).Kind);
        Assert.Equal(CaseKind.Complaint, Assert.Single(published.Newest(null, 5)).Kind);
    }

    [Fact]
    public async Task A_right_of_reply_needs_a_signature_a_contact_and_why()
    {
        using var refused = await server.PostAsync(AskPath, ("kind", "right-of-reply"), ("text", "I never said that."));
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        foreach (var id in (string[])["q-signature-fault", "q-wish-fault", "q-mail-fault"]) Assert.Contains($"id=\"{id}\"", page, StringComparison.Ordinal);
        Assert.Contains("I never said that.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Awa\u202Eevil")]
    [InlineData("Awa\u2066")]
    [InlineData("Awa\r\nBcc: x@y.example")]
    public async Task M01_X14_a_signature_that_turns_the_line_round_or_breaks_it_is_refused(string signature)
    {
        using var refused = await server.PostAsync(AskPath, [.. Reply, ("signature", signature)]);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(new ListCases(world.Desk).List());
    }

    [Fact]
    public async Task The_house_alone_gets_the_contact_of_a_right_of_reply_until_it_is_decided()
    {
        var reference = await PostAsync([.. Reply, ("signature", "Awa Diop")]);
        Assert.Equal(new Reader { Mail = "awa@mail.example" }, new ListCases(world.Desk).ReaderOf(world.Case(reference)));
        await world.PassOnAsync(sink);
        Assert.All(sink.Taken, mail => Assert.DoesNotContain("awa@mail.example", mail.Text, StringComparison.Ordinal));
        Assert.Contains("Awa Diop claims a right of reply", sink.Taken.Last().Text, StringComparison.Ordinal);
        var page = await server.GetAsync($"/en/case/{reference}");
        Assert.DoesNotContain("awa@", page, StringComparison.Ordinal);
        // All else that was written there: no other way leads its writer to it.
        foreach (var typed in (string[])["The dam holds", "I never said that.", "The piece names me.", "Awa Diop"]) Assert.Contains(typed, page, StringComparison.Ordinal);

        new RefuseCase(world.Desk, world.Time).Refuse(reference, RefusalReason.NotConcerned);
        Assert.Equal(new Reader(), new ListCases(world.Desk).ReaderOf(world.Case(reference)));
        Assert.Contains("Refused: neither named nor affected by the piece", await server.GetAsync($"/en/case/{reference}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_responsible_accepts_a_reply_with_or_without_a_word()
    {
        var (reference, path) = await AskedAsync();
        Assert.Contains("May it stand beside your piece?", await server.GetAsync(path), StringComparison.Ordinal);
        using var accepted = await server.PostAsync(path, ("accept", "yes"), ("answer", ""));
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal((CaseState.Accepted, null), (world.Case(reference).State, world.Case(reference).Answer));
        using var again = await server.PostAsync(path, ("accept", "no"), ("answer", "No."));
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
    }

    [Fact]
    public async Task An_objection_needs_words_and_leaves_the_operator_to_decide()
    {
        var (reference, path) = await AskedAsync();
        using var silent = await server.PostAsync(path, ("accept", "no"), ("answer", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        using var objected = await server.PostAsync(path, ("accept", "no"), ("answer", "It was you."));
        Assert.Equal((CaseState.Answered, "It was you."), (world.Case(reference).State, world.Case(reference).Answer));

        Assert.IsType<CaseOutcome.NotNow>(world.Publish(reference));
        Assert.IsType<CaseOutcome.Done>(new AcceptReply(world.Desk, world.Time).Accept(reference));
        var page = await server.GetAsync($"/en/case/{reference}");
        Assert.Contains("Accepted by Griot", page, StringComparison.Ordinal);
        Assert.Contains("It was you.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_accepted_by_nobody_whatever_a_form_says()
    {
        var reference = world.Kept();
        await world.PassOnAsync(sink);
        using var posted = await server.PostAsync(AnswerLink().Match(sink.Taken.Last().Text).Value, ("accept", "yes"), ("answer", "The ministry."));
        Assert.Equal(CaseState.Answered, world.Case(reference).State);
    }

    [Fact]
    public async Task The_house_as_such_has_no_piece_to_reply_to()
    {
        Assert.DoesNotContain("right-of-reply", await server.GetAsync("/en/contact?kind=right-of-reply"), StringComparison.Ordinal);
        using var posted = await server.PostAsync("/en/contact", [.. Reply, ("signature", "Awa Diop")]);
        Assert.Equal(CaseKind.Question, Assert.Single(new ListCases(world.Desk).List()).Kind);
    }

    [Fact]
    public void The_list_is_narrowed_by_kind_and_provider_and_day()
    {
        var reply = world.Kept(FeedbackWorld.Reply());
        var toHouse = world.Kept("to the house", about: Addressee.House("Griot"));
        var list = new ListCases(world.Desk);
        Assert.Equal([reply], list.Matching(new CaseFilter(Kind: CaseKind.RightOfReply)).Select(asked => asked.Reference));
        Assert.Equal([reply], list.Matching(new CaseFilter(Provider: world.LeFleuve)).Select(asked => asked.Reference));
        Assert.Empty(list.Matching(new CaseFilter { Overdue = true }));
        Assert.Equal(toHouse, list.Find(world.Case(toHouse).Number)!.Reference);
    }

    private static (string, string)[] Reply =>
        [("kind", "right-of-reply"), ("text", "I never said that."), ("headline", "The dam holds"), ("wish", "The piece names me."), ("mail", "awa@mail.example"), ("language", "en")];

    private async Task<string> PostAsync(params (string, string)[] fields)
    {
        using var posted = await server.PostAsync(AskPath, fields);
        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        return posted.Headers.Location!.OriginalString.Split('/')[^1];
    }

    private async Task<(string Reference, string Path)> AskedAsync()
    {
        var reference = world.Kept(FeedbackWorld.Reply());
        await world.PassOnAsync(sink);
        return (reference, AnswerLink().Match(sink.Taken.Last().Text).Value);
    }

    [GeneratedRegex("/case/answer/[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex AnswerLink();
}
