using System.Text;
using static Griot.Net.Tests.Fetching;

namespace Griot.Net.Tests;

public sealed class GuardedHttpTests
{
    [Fact]
    public async Task A_document_comes_with_its_bytes_its_validators_and_what_the_server_says_of_it()
    {
        var outcome = await AnswerAsync(Ok(
            "<rss/>", "Content-Type: text/xml; charset=x", "ETag: W/\"1\"", "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT",
            "Link: <https://hub.example/>; rel=\"hub\"", "Link: <https://feed.example/>; rel=\"self\"", "Set-Cookie: a=b"));

        var fetched = Assert.IsType<FetchOutcome.Fetched>(outcome);
        Assert.Equal("<rss/>", Encoding.UTF8.GetString(fetched.Body));
        Assert.Equal("text/xml; charset=x", fetched.ContentType);
        Assert.Equal("W/\"1\"", fetched.ETag);
        Assert.Equal("Mon, 01 Jan 2024 00:00:00 GMT", fetched.LastModified);
        Assert.Equal("<https://hub.example/>; rel=\"hub\", <https://feed.example/>; rel=\"self\"", fetched.Headers["link"]);
        Assert.DoesNotContain("Set-Cookie", fetched.Headers.Keys);
        Assert.False(fetched.Tls);
    }

    [Fact]
    public async Task Validators_are_sent_back_as_they_came_and_304_is_an_outcome()
    {
        await using var server = new RawServer("HTTP/1.1 304 Not Modified\r\nETag: \"2\"\r\n\r\n");
        using var http = Http();

        var outcome = await http.FetchAsync(
            Get(server.Uri()) with { ETag = "W/\"1\"", LastModified = "mardi" }, TestContext.Current.CancellationToken);

        Assert.Equal("\"2\"", Assert.IsType<FetchOutcome.NotModified>(outcome).ETag);
        var sent = Assert.Single(server.Requests);
        Assert.Contains("If-None-Match: W/\"1\"\r\n", sent);
        Assert.Contains("If-Modified-Since: mardi\r\n", sent);
        Assert.Contains("Accept-Encoding: gzip, br, deflate\r\n", sent);
        Assert.DoesNotContain("traceparent", sent);
    }

    [Fact]
    public async Task N12_a_304_that_nobody_asked_for_is_a_failure() =>
        Assert.Equal(304, Assert.IsType<FetchOutcome.Failed>(await AnswerAsync("HTTP/1.1 304 Not Modified\r\n\r\n")).Status);

    [Theory]
    [InlineData(2000)]
    [InlineData(30_000)]
    public async Task N12_a_validator_longer_than_a_kilobyte_is_dropped_and_the_document_kept(int letters)
    {
        var outcome = await AnswerAsync(Ok("x", $"ETag: \"{new string('e', letters)}\"", "Last-Modified: \u00e9t\u00e9"));

        var fetched = Assert.IsType<FetchOutcome.Fetched>(outcome);
        Assert.Null(fetched.ETag);
        Assert.Null(fetched.LastModified);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("-5", 0)]
    [InlineData("315360000", 86_400)]
    [InlineData("99999999999999999999999", 86_400)]
    [InlineData("Mon, 01 Jan 1990 00:00:00 GMT", 0)]
    [InlineData("Fri, 01 Jan 2100 00:00:00 GMT", 86_400)]
    [InlineData("next week", null)]
    [InlineData("", null)]
    public async Task N13_retry_after_is_obeyed_up_to_a_day(string header, int? seconds)
    {
        var outcome = await AnswerAsync($"HTTP/1.1 503 Busy\r\nRetry-After: {header}\r\nContent-Length: 0\r\n\r\n");

        var failed = Assert.IsType<FetchOutcome.Failed>(outcome);
        Assert.Equal(("http-status", 503), (failed.Code, failed.Status));
        Assert.Equal(seconds, (int?)failed.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task User_information_becomes_a_header_and_shows_nowhere()
    {
        await using var server = new RawServer(Ok("x"));
        var address = new Uri($"http://ada:s%20ecret@127.0.0.1:{server.Port}/feed?token=hidden#part");

        var outcome = await FetchAsync(address);

        Assert.Contains($"Authorization: Basic {Convert.ToBase64String("ada:s ecret"u8)}\r\n", Assert.Single(server.Requests));
        Assert.DoesNotContain("ecret", Assert.IsType<FetchOutcome.Fetched>(outcome).FinalAddress.ToString());
        Assert.DoesNotContain("hidden", outcome.ToString());
        Assert.DoesNotContain("ecret", Get(address).ToString());
    }

    [Fact]
    public async Task A_failure_names_neither_password_nor_query()
    {
        await using var server = new RawServer("HTTP/1.1 403 token=hidden\r\nContent-Length: 0\r\n\r\n");

        var outcome = await FetchAsync(new Uri($"http://ada:secret@127.0.0.1:{server.Port}/feed?token=hidden"));

        Assert.DoesNotContain("secret", outcome.ToString());
        Assert.DoesNotContain("hidden", outcome.ToString());
        Assert.Contains("/feed", outcome.ToString());
    }

    [Fact]
    public async Task A_header_that_would_become_two_is_not_sent()
    {
        using var http = Http();

        var outcome = await http.FetchAsync(
            Get(new Uri("http://127.0.0.1:9/")) with { UserAgent = "a\r\nHost: b" }, TestContext.Current.CancellationToken);

        Assert.Equal("request", Code(outcome));
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_thrown()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new RawServer(async (_, _, end) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, end);
        });
        using var http = Http();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => http.FetchAsync(Get(server.Uri()), stop.Token));
    }
}
