using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Griot.Tests.Running;

namespace Griot.Tests.Serving;

public sealed class PublicAddressTests
{
    private static readonly string[] Headers = ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Original-URL", "Forwarded", "X-Host"];

    [Fact]
    public async Task A06_nothing_that_a_request_says_of_the_host_comes_back()
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
    public async Task A10_H10_guard_headers_are_on_every_answer_and_no_other_site_is_let_in()
    {
        using var house = new DataFolder();
        await using var site = await house.OpenAsync();
        foreach (var address in new[] { "/", "/fr", "/nowhere", "/feeds/all.atom", "/feeds/none.atom", "/items/none", "/health" })
        {
            using var answer = await ForgedAsync(site, address);
            Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
            Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"), address);
            Assert.False(answer.Headers.Contains("Set-Cookie"), address);
            Assert.False(answer.Headers.Contains("Server"), address);
        }
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("//evil.example/fr")]
    [InlineData("/%2F%2Fevil.example/")]
    [InlineData("/\\evil.example")]
    [InlineData("/%5Cevil.example")]
    [InlineData("/fr//evil.example")]
    [InlineData("/fr/https:evil.example")]
    [InlineData("/fr/..//evil.example")]
    [InlineData("/?next=//evil.example&url=https:evil.example")]
    [InlineData("/fr/case/contact/x?lang=//evil.example")]
    public async Task A05_no_address_leads_to_another_site(string address)
    {
        using var house = new DataFolder();
        await using var site = await house.OpenAsync();

        var (status, location) = await RawAsync(site, address);

        Assert.True(status is >= 200 and < 500, $"{status}");
        Assert.Equal(site.Address.Authority, new Uri(site.Address, location ?? "/").Authority);
    }

    [Fact]
    public async Task A07_what_is_a_reader_s_own_is_kept_nowhere_and_no_odd_parameter_makes_another_page()
    {
        using var house = new DataFolder();
        await using var site = await house.OpenAsync();
        using var asked = await Asking.AskAsync(site, "/fr/contact", "Qui répond ?", _ => { });
        var own = new Uri(site.Address, asked.Headers.Location!).AbsolutePath;
        foreach (var address in new[] { own, own + "/x.css", own + "?x.css", "/fr/nowhere.css" })
        {
            using var answer = await site.GetAsync(address);
            Assert.True(answer.Headers.CacheControl!.NoStore, address);
        }

        using var plain = await site.GetAsync("/fr");
        using var odd = await site.GetAsync("/fr?utm_source=a&utm_medium=b&fbclid=c");
        Assert.Equal((plain.Headers.ETag, await plain.Content.ReadAsStringAsync()), (odd.Headers.ETag, await odd.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task D03_searching_by_the_hundred_keeps_nobody_from_reading()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();
        await using var site = await house.OpenAsync();
        var page = new Uri((await site.ItemsAsync())[0]["url"]!.GetValue<string>()).AbsolutePath;

        var crawling = Enumerable.Range(0, 400).Select(number => site.StatusAsync($"/fr/search?q=pont+{number}*")).ToList();
        var reading = Enumerable.Range(0, 40).Select(_ => site.StatusAsync(page)).ToList();

        Assert.All(await Task.WhenAll(reading), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.All(await Task.WhenAll(crawling), status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, $"{status}"));
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
    public async Task A08_what_a_request_says_never_breaks_a_line_of_the_log()
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

    // As an attacker writes it: a client of the library would tidy it first.
    private static async Task<(int Status, string? Location)> RawAsync(Site site, string address)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, site.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {address} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var status = int.Parse((await reader.ReadLineAsync())!.Split(' ')[1], CultureInfo.InvariantCulture);
        string? location = null;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            if (line.StartsWith("Location:", StringComparison.OrdinalIgnoreCase)) location = line["Location:".Length..].Trim();
        return (status, location);
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
