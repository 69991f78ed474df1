using System.Net;
using Griot.Record;
using Griot.Web;

namespace Griot.Site.Tests;

public sealed class ServingTests
{
    [Fact]
    public async Task Every_answer_bears_the_guard_headers_and_no_cookie()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
        await house.HoldAsync(provider, item, new Notice { Reason = "legal" });

        foreach (var path in (string[])["/", "/fr", "/en", "/fr/le-fleuve", $"/fr/le-fleuve/{item}", "/fr/providers", "/fr/about", "/fr/nothing", "/nothing", "/broken", "/favicon.ico", "/items/nothing", await Style(house)])
        {
            using var answer = await house.AskAsync(path);
            Assert.Equal((path, "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"), (path, Header(answer, "Content-Security-Policy")));
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
            Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
            Assert.NotNull(Header(answer, "Permissions-Policy"));
            Assert.Null(Header(answer, "Set-Cookie"));
            Assert.Null(Header(answer, "Server"));
            Assert.Null(Header(answer, "Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task An_address_is_right_to_the_letter_and_to_the_digit_or_nothing_is_there()
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Fleuve")), Written.Piece("Un titre"));
        var style = await Style(house);

        foreach (var path in (string[])["/fr", "/fr/about", "/fr/providers", $"/fr/le-fleuve/{item}/1", $"/fr/verify/{item}/1", "/opensearch-fr.xml", style])
        {
            using (var right = await house.AskAsync(path)) Assert.Equal((path, HttpStatusCode.OK), (path, right.StatusCode));
            // The second time it may be a kept page that answers.
            using (var wrong = await house.AskAsync(path.Replace("/f", "/F", StringComparison.Ordinal).Replace(".xml", ".XML", StringComparison.Ordinal).Replace(".css", ".CSS", StringComparison.Ordinal))) Assert.Equal((path, HttpStatusCode.NotFound), (path, wrong.StatusCode));
        }

        foreach (var path in (string[])[$"/fr/le-fleuve/{item}/01", $"/fr/le-fleuve/{item}/+1", $"/fr/le-fleuve/{item}/%201", $"/fr/verify/{item}/01", $"/fr/le-fleuve/{item}/01/difference"])
        {
            using var answer = await house.AskAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
    }

    [Theory]
    [InlineData("en-GB, fr;q=0.5", "/en")]
    [InlineData("fr", "/fr")]
    [InlineData("zh", "/fr")]
    public async Task The_root_chooses_an_edition_by_the_readers_languages(string accepted, string edition)
    {
        await using var house = await House.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        request.Headers.TryAddWithoutValidation("Host", "evil.example");

        using var answer = await house.Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.Redirect, edition), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Fact]
    public async Task No_address_is_built_from_what_a_request_claims()
    {
        await using var house = await House.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/fr");
        request.Headers.TryAddWithoutValidation("Host", "evil.example");
        request.Headers.TryAddWithoutValidation("X-Forwarded-Host", "evil.example");

        using var answer = await house.Client.SendAsync(request);
        var html = await answer.Content.ReadAsStringAsync();

        Assert.DoesNotContain("evil", html);
        Assert.Contains("https://griot.example/fr", html);
    }

    [Fact]
    public async Task A_fault_of_ours_is_a_page_that_tells_nothing_of_it()
    {
        await using var house = await House.OpenAsync();

        using var answer = await house.AskAsync("/broken");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("<h1>Une panne de notre côté</h1>", html);
        Assert.DoesNotContain("A fault of ours", html);
    }

    [Fact]
    public async Task A_page_that_the_reader_has_is_not_sent_again_until_the_ledger_changes()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Fleuve"));
        var item = await house.DeliverAsync(provider, Written.Piece("Un titre"));
        using var first = await house.AskAsync($"/fr/le-fleuve/{item}");

        Assert.Equal(HttpStatusCode.NotModified, await Again(house, $"/fr/le-fleuve/{item}", first));
        await house.DeliverAsync(provider, Written.Piece("Un autre titre", signal: Signal.Update), item);
        Assert.Equal(HttpStatusCode.OK, await Again(house, $"/fr/le-fleuve/{item}", first));
    }

    [Fact]
    public async Task The_style_sheet_is_kept_for_ever_and_comes_compressed()
    {
        await using var house = await House.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, await Style(house));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br");

        using var answer = await house.Client.SendAsync(request);

        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
        Assert.Equal(["br"], answer.Content.Headers.ContentEncoding);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 500, 4000);
    }

    [Theory]
    [InlineData("br;q=0")]
    [InlineData("gzip, br;q=0")]
    [InlineData("x-br")]
    [InlineData("identity")]
    public async Task The_style_sheet_comes_in_no_form_that_is_refused_or_was_not_named(string accepted)
    {
        await using var house = await House.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, await Style(house));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

        using var answer = await house.Client.SendAsync(request);

        Assert.DoesNotContain("br", answer.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
    }

    [Fact]
    public async Task What_is_answered_as_it_is_and_what_the_reader_has_already_say_that_there_are_other_forms()
    {
        await using var house = await House.OpenAsync();
        using var first = await house.AskAsync("/fr/search?q=pont");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/fr/search?q=pont");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var known = await house.Client.SendAsync(again);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, known.StatusCode));
        Assert.Equal(["Accept-Encoding"], first.Headers.Vary);
        Assert.Equal(["Accept-Encoding"], known.Headers.Vary);
    }

    [Fact]
    public async Task A_page_answers_HEAD_and_refuses_what_would_change_something()
    {
        await using var house = await House.OpenAsync();
        using var head = new HttpRequestMessage(HttpMethod.Head, "/fr");

        using var headAnswer = await house.Client.SendAsync(head);
        using var post = await house.Client.PostAsync(new Uri("/fr", UriKind.Relative), new StringContent("x"));

        Assert.Equal(HttpStatusCode.OK, headAnswer.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task Every_page_of_a_demonstration_says_that_it_is_one()
    {
        await using var invented = await House.OpenAsync();
        await using var real = await House.OpenAsync(new HouseSettings { PublicUrl = new Uri("https://griot.example") });

        Assert.Contains("tous les fournisseurs et tous les articles sont inventés", await invented.GetAsync("/fr/about"));
        Assert.DoesNotContain("inventés", await real.GetAsync("/fr/about"));
    }

    private static async Task<HttpStatusCode> Again(House house, string path, HttpResponseMessage first)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await house.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<string> Style(House house) =>
        Read.Page(await house.GetAsync("/fr")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;
}
