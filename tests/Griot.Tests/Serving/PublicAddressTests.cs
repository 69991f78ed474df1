using System.Net;
using Griot.Tests.Running;

namespace Griot.Tests.Serving;

public sealed class PublicAddressTests
{
    private static readonly string[] Headers = ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-URL", "Forwarded", "X-Host"];

    [Fact]
    public async Task Nothing_that_a_request_says_of_the_host_comes_back()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();
        await using var site = await house.OpenAsync("--public-url", "https://news.example.org", "--trusted-proxy", "127.0.0.0/8");
        var page = new Uri((await site.ItemsAsync())[0]["url"]!.GetValue<string>());
        Assert.Equal("news.example.org", page.Host);
        foreach (var address in new[] { "/", "/fr", "/en/le-pont", page.AbsolutePath, page.AbsolutePath + "/ask", "/fr/providers", "/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json", "/feeds/le-pont.atom", "/nowhere", "/fr/nowhere/", "/robots.txt", "/health", $"/items/{page.Segments[^1]}" })
        {
            using var answer = await ForgedAsync(site, address);
            var everything = $"{answer}\n{await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
            Assert.False(everything.Contains("evil", StringComparison.OrdinalIgnoreCase), $"{address}: {everything}");
        }
    }

    [Fact]
    public async Task Every_address_that_leaves_the_house_begins_with_the_public_one()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();
        await using var site = await house.OpenAsync("--public-url", "https://news.example.org");
        foreach (var address in new[] { "/fr", "/fr/le-pont", "/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json" })
        {
            var text = await site.ReadAsync(address);
            Assert.Contains("https://news.example.org/", text, StringComparison.Ordinal);
            Assert.DoesNotContain($"127.0.0.1:{site.Port}", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Guard_headers_are_on_every_answer_and_no_other_site_is_let_in()
    {
        using var house = new DataFolder();
        await using var site = await house.OpenAsync();
        foreach (var address in new[] { "/", "/fr", "/nowhere", "/feeds/all.atom", "/feeds/none.atom", "/items/none", "/health" })
        {
            using var answer = await ForgedAsync(site, address);
            Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"), address);
            Assert.False(answer.Headers.Contains("Server"), address);
        }
    }

    [Fact]
    public async Task An_address_in_a_header_is_believed_from_a_trusted_proxy_only()
    {
        using var house = new DataFolder();
        await using (var open = await house.OpenAsync())
            Assert.Equal(HttpStatusCode.TooManyRequests, await SixthAsync(open));
        await using var behind = await house.OpenAsync("--trusted-proxy", "127.0.0.1/32");
        Assert.Equal(HttpStatusCode.SeeOther, await SixthAsync(behind));
    }

    [Fact]
    public async Task What_a_request_says_never_breaks_a_line_of_the_log()
    {
        using var house = new DataFolder();
        await using var site = await house.OpenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/fr/%0d%0afake%20line%1b%5b31m?x=%0aline", UriKind.Relative));
        request.Headers.TryAddWithoutValidation("User-Agent", new string('u', 20_000));
        using var answer = await site.SendAsync(request);
        Assert.Equal(0, await site.Server.EndAsync("TERM"));
        Assert.DoesNotContain("fake", site.Server.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("uuuu", site.Server.Messages, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> ForgedAsync(Site site, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        foreach (var header in Headers) request.Headers.TryAddWithoutValidation(header, header == "Forwarded" ? "host=evil.example;proto=https" : "evil.example");
        request.Headers.TryAddWithoutValidation("Origin", "https://evil.example");
        return await site.SendAsync(request);
    }

    /// <summary>Six questions, each said to come from another address: what the sixth is answered with.</summary>
    internal static async Task<HttpStatusCode> SixthAsync(Site site)
    {
        var last = HttpStatusCode.Unused;
        for (var number = 1; number <= 6; number++)
        {
            using var answer = await Asking.AskAsync(site, "/fr/contact", $"Question {number} ?", request => request.Headers.Add("X-Forwarded-For", $"198.51.100.{number}"));
            last = answer.StatusCode;
        }

        return last;
    }
}
