using System.Net;
using Griot.Record;

namespace Griot.Feedback.Tests;

public sealed class AskPageTests : IAsyncLifetime
{
    private readonly FeedbackWorld world = new();
    private FeedbackServer server = null!;

    private string AskPath => $"/en/le-fleuve/{world.Item}/ask";

    public async ValueTask InitializeAsync()
    {
        await world.RegisterAsync();
        server = await FeedbackServer.StartAsync(world);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task The_form_says_who_receives_and_who_answers_before_anything_is_typed()
    {
        var page = await server.GetAsync(AskPath);
        Assert.Contains("Le Fleuve receives your words and answers them", page);
        Assert.Contains("Le barrage rouvre &lt;b&gt;", page);
        Assert.Contains("<span>press, independent", page);
        Assert.DoesNotContain("goes to a government", page);
        Assert.DoesNotContain("<script", page);
        Assert.Contains("Le Fleuve reçoit", WebUtility.HtmlDecode(await server.GetAsync(AskPath.Replace("/en/", "/fr/"))));
    }

    [Fact]
    public async Task A_reader_who_writes_to_a_government_is_warned()
    {
        await world.RegisterAsync(capacity: Capacity.Government);
        Assert.Contains("What you send here goes to a government", await server.GetAsync(AskPath));
    }

    [Fact]
    public async Task A_question_leads_to_the_page_of_its_case()
    {
        using var posted = await server.PostAsync(AskPath, ("text", "Who <b>pays</b>?\r\n\r\nSince when?\r\nhttps://x.example/"), ("name", "Awa Diop"), ("mail", "awa@mail.example"), ("pass-on", "yes"));
        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        var path = posted.Headers.Location!.OriginalString;
        Assert.StartsWith("/en/case/", path);

        using var followed = await server.Client.GetAsync(path.ToUpperInvariant().Replace("/EN/CASE/", "/en/case/").Replace("-", ""));
        var page = await followed.Content.ReadAsStringAsync();
        Assert.Equal("no-store", followed.Headers.CacheControl!.ToString());
        Assert.Equal("noindex", followed.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer", followed.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("<meta name=\"robots\" content=\"noindex\">", page);
        Assert.Contains("Who &lt;b&gt;pays&lt;/b&gt;?</p>", page);
        Assert.DoesNotContain("href=\"https://x.example", page);
        Assert.DoesNotContain("Awa", page, StringComparison.Ordinal);
        Assert.DoesNotContain("awa@", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", followed.Headers.ToString());
        Assert.Contains("waiting on the desk of Griot", page);
    }

    [Fact]
    public async Task The_page_of_a_case_follows_its_life()
    {
        var reference = world.Kept();
        var path = $"/en/case/{reference}";
        Assert.Contains("received", await server.GetAsync(path));
        Assert.Contains("Sent: Griot has your message.", await server.GetAsync(path));
        Assert.Contains($">https://griot.example{path}</a>", await server.GetAsync(path));
        world.Answer(reference, "The ministry does.\n\nSince 2024.");
        var page = await server.GetAsync(path);
        Assert.Contains("Answer by Le Fleuve", page);
        Assert.Contains("Entered by Griot on behalf of Le Fleuve", page);
        Assert.Contains("Since 2024.</p>", page);
        Assert.DoesNotContain("Sent: Griot", page);
    }

    [Theory]
    [InlineData("name", "A\r\nBcc: x@y.example", "The name must be a single line")]
    [InlineData("mail", "a@b.example\r\nBcc: x@y.example", "This is not an e-mail address")]
    public async Task A_field_with_a_line_break_is_refused_with_a_clear_word(string field, string value, string word)
    {
        using var posted = await server.PostAsync(AskPath, ("text", "kept for the next try"), (field, value), ("pass-on", "yes"));
        var page = await posted.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
        Assert.Contains(word, page);
        Assert.Contains("kept for the next try", page);
        Assert.Empty(new ListCases(world.Desk).List());
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_with_a_clear_word_whatever_its_length()
    {
        foreach (var (letters, status) in new[] { (16 * 1024 + 1, HttpStatusCode.BadRequest), (1024 * 1024, HttpStatusCode.RequestEntityTooLarge) })
        {
            using var posted = await server.PostAsync(AskPath, ("text", new string('x', letters)));
            Assert.Equal(status, posted.StatusCode);
            var page = await posted.Content.ReadAsStringAsync();
            Assert.Contains("too long", page);
            // What is shown again need not be fetched back.
            Assert.Equal(letters > 100_000, page.Contains("still there if you go back", StringComparison.Ordinal));
        }

        using var left = await server.Client.GetAsync(AskPath);
        Assert.DoesNotContain("no-store", left.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        using var chunked = new HttpRequestMessage(HttpMethod.Post, AskPath) { Content = new StreamContent(new MemoryStream(new byte[200_000])) };
        chunked.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        chunked.Headers.TransferEncodingChunked = true;
        chunked.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        using var refused = await server.Client.SendAsync(chunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Fact]
    public async Task Each_form_is_known_again_when_it_is_sent_twice_and_no_two_are_the_same()
    {
        var (one, other) = (Once(await server.GetAsync("/fr/contact")), Once(await server.GetAsync("/fr/contact")));
        Assert.NotEqual(one, other);
        var first = await SentAsync(("once", one));
        Assert.Equal(first, await SentAsync(("once", one)));
        Assert.Equal(4, new[] { first, await SentAsync(("once", other)), await SentAsync(), await SentAsync() }.Distinct().Count());

        using var form = await server.Client.GetAsync("/fr/contact");
        Assert.True(form.Headers.CacheControl is { Private: true, NoCache: true, Public: false });
        using var again = await server.PostAsync("/fr/contact", ("text", ""), ("once", one));
        Assert.NotEqual(one, Once(await again.Content.ReadAsStringAsync()));

        async Task<string> SentAsync(params (string Name, string Value)[] more)
        {
            using var kept = await server.PostAsync("/fr/contact", [("text", "Merci"), ("kind", "comment"), .. more]);
            Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
            return kept.Headers.Location!.OriginalString;
        }

        static string Once(string page) => page.Split("name=\"once\" value=\"")[1].Split('"')[0];
    }

    [Fact]
    public async Task X14_a_headline_that_turns_lines_round_turns_none_on_the_pages_of_a_question()
    {
        await world.RetitleAsync("Le \u202Ebarrage\u2066 rouvre");
        using var kept = await server.PostAsync(AskPath, ("text", "Qui \u202Epaie ?"));
        foreach (var page in new[] { await server.GetAsync(AskPath), await server.GetAsync(kept.Headers.Location!.OriginalString) })
        {
            Assert.Contains("Le barrage rouvre", page);
            Assert.DoesNotContain(page, letter => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
        }
    }

    [Fact]
    public async Task A_post_that_is_no_form_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, AskPath) { Content = new StringContent("{\"text\":\"x\"}", null, "text/plain") };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        using var refused = await server.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", false)]
    [InlineData("application/x-www-form-urlencoded; charset=utf-16", false)]
    [InlineData("application/x-www-form-urlencoded; charset=no-such-thing", false)]
    [InlineData("application/x-www-form-urlencoded; charset=\"", false)]
    [InlineData("application/x-www-form-urlencoded, application/x-www-form-urlencoded", false)]
    [InlineData("Application/X-WWW-Form-Urlencoded; charset=\"UTF-8\"", true)]
    public async Task A_form_in_another_charset_than_UTF_8_is_refused_before_it_is_read(string type, bool isTaken)
    {
        foreach (var path in new[] { AskPath, "/fr/contact" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent("text=bonjour"u8.ToArray()) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
            using var answer = await server.Client.SendAsync(request);
            Assert.Equal(isTaken ? HttpStatusCode.SeeOther : HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        }

        Assert.DoesNotContain(server.Log.Lines, line => line.Contains("unhandled", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://griot.example")]
    [InlineData("Origin", "https://griot.example:444")]
    [InlineData("Referer", "https://evil.example/https://griot.example/")]
    [InlineData("Referer", "https://griot.example.evil.example/")]
    [InlineData("Referer", "http://griot.example/fr/contact")]
    [InlineData("X-Nothing", "says nothing")]
    public async Task A_form_of_another_site_is_refused(string header, string value)
    {
        foreach (var path in new[] { AskPath, "/en/contact", "/en/case/contact/abc" })
        {
            using var refused = await server.SendAsync(path, [("text", "forged")], (header, value));
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var told = await server.SendAsync(AskPath, [("text", "forged words")], (header, value));
        var page = await told.Content.ReadAsStringAsync();
        Assert.Contains("still there if you go back", page, StringComparison.Ordinal);
        Assert.DoesNotContain("forged words", page, StringComparison.Ordinal);
        using var both = await server.SendAsync(AskPath, [("text", "forged")], ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://griot.example"));
        Assert.Equal(HttpStatusCode.Forbidden, both.StatusCode);
        using var older = await server.SendAsync(AskPath, [("text", "forged")], ("Origin", "https://evil.example"), ("Referer", "https://griot.example/fr"));
        Assert.Equal(HttpStatusCode.Forbidden, older.StatusCode);
        Assert.Empty(new ListCases(world.Desk).List());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", "https://griot.example")]
    [InlineData("Referer", "https://griot.example/fr/contact")]
    public async Task A_form_of_our_own_is_taken(string header, string value)
    {
        using var taken = await server.SendAsync("/fr/contact", [("text", "bonjour")], (header, value));
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        var asked = Assert.Single(new ListCases(world.Desk).List());
        Assert.Equal((Responsible.House, "Griot", null, "fr"), (asked.Responsible, asked.ResponsibleName, asked.Item, asked.Edition));
    }

    [Fact]
    public async Task An_address_without_a_piece_or_a_case_is_not_found()
    {
        string[] paths = [$"/en/other/{world.Item}/ask", $"/en/le-fleuve/{OpaqueId.New()}/ask", "/en/case/abcde", $"/en/case/{CaseReference.New()}", "/en/case/contact/abc"];
        foreach (var path in paths)
        {
            using var answer = await server.Client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_piece_that_has_gone_can_be_asked_about_and_its_headline_is_shown_nowhere()
    {
        var reference = world.Kept();
        await world.WithdrawAsync();
        foreach (var path in new[] { AskPath, $"/en/case/{reference}" })
        {
            var page = await server.GetAsync(path);
            Assert.Contains("a piece that is no longer shown", page);
            Assert.DoesNotContain("barrage", page);
        }
    }

    [Fact]
    public async Task A_flood_of_ten_thousand_leaves_a_bounded_queue_and_pages_that_answer()
    {
        var answers = new System.Collections.Concurrent.ConcurrentBag<HttpStatusCode>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 10_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
        {
            using var posted = await server.SendAsync(AskPath, [("text", $"flood {i} 💥 https://x.example")], ("Sec-Fetch-Site", "same-origin"), ("Sent-By", $"10.0.{i / 250}.{i % 250}"));
            answers.Add(posted.StatusCode);
        });
        Assert.Equal(60, answers.Count(status => status == HttpStatusCode.SeeOther));
        Assert.Equal(9_940, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(60, new ListCases(world.Desk).List().Count);
        Assert.Empty(new PublishedAnswers(world.Desk).About(world.Item).Answers);
        Assert.Contains("Write about this piece", await server.GetAsync(AskPath));
    }

    [Fact]
    public async Task One_who_asks_too_much_is_told_when_to_come_back_and_keeps_the_text()
    {
        var form = OpaqueId.New();
        for (var i = 0; i < 5; i++) (await server.PostAsync(AskPath, ("text", $"question {i}"), ("once", form))).Dispose();
        using var refused = await server.PostAsync(AskPath, ("text", "one more"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(10), refused.Headers.RetryAfter!.Delta);
        Assert.Contains("one more", await refused.Content.ReadAsStringAsync());
        using var again = await server.PostAsync(AskPath, ("text", "question 3"), ("once", form));
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task No_reference_and_no_token_stands_in_a_log()
    {
        using var sink = new MailSink();
        using var posted = await server.PostAsync(AskPath, ("text", "hello\r\n\u001b[31mforged line"), ("name", "Awa Diop"), ("pass-on", "yes"));
        var path = posted.Headers.Location!.OriginalString;
        await server.GetAsync(path);
        sink.Refuses = true;
        await new MailPump(world.Desk, world.Ledger, world.Settings(sink), world.Time, new Microsoft.Extensions.Logging.Logger<MailPump>(new OneLog(server.Log))).PassAsync(default);
        Assert.NotEmpty(server.Log.Lines);
        Assert.All(server.Log.Lines, line =>
        {
            Assert.DoesNotContain(path.Split('/')[^1], line);
            Assert.DoesNotContain("Awa", line);
            Assert.DoesNotContain(line, char.IsControl);
        });
    }
}
