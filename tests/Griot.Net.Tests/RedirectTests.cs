using System.Text;
using CsCheck;
using static Griot.Net.Tests.Fetching;

namespace Griot.Net.Tests;

public sealed class RedirectTests
{
    private static readonly Gen<char> Letters = Gen.OneOf(Gen.Char["0123456789.xX:[]@%afl①⑦。-_"], Gen.Char);

    [Fact]
    public async Task A_redirect_on_the_registered_host_is_followed_and_told()
    {
        await using var server = new RawServer((request, stream, end) => WriteAsync(
            stream, request.StartsWith("GET /feed ", StringComparison.Ordinal) ? Redirect(301, "/new?x=1") : Ok("moved"), end));

        var fetched = Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(server.Uri()));

        Assert.Equal(server.Uri("/new?x=1"), fetched.FinalAddress);
        Assert.Equal(new Hop(301, server.Uri(), server.Uri("/new?x=1")), Assert.Single(fetched.Hops));
        Assert.True(fetched.Hops[0].Permanent);
    }

    [Theory]
    [InlineData("file:///etc/passwd", "scheme")]
    [InlineData("gopher://127.0.0.1:70/x", "scheme")]
    [InlineData("ftp://127.0.0.1/x", "scheme")]
    [InlineData("javascript:alert(1)", "scheme")]
    [InlineData("http://2130706433/", "host-form")]
    [InlineData("//2130706433/", "host-form")]
    [InlineData("//0x7f.1:80/", "host-form")]
    [InlineData("http://①②⑦.0.0.1/", "host-form")]
    [InlineData("http://169.254.169.254/latest", "special-address")]
    [InlineData("http://localhost:1/", "special-address")]
    [InlineData("http://[::1]:1/", "special-address")]
    [InlineData("http://127.0.0.1:1/", "special-address")]
    [InlineData("http://", "http-status")]
    [InlineData("//\u00AD", "http-status")]
    [InlineData("//\u200F/x", "http-status")]
    [InlineData("\\\\\u202E", "http-status")]
    [InlineData("http://\u00AD/", "http-status")]
    public async Task N06_a_redirect_to_where_nobody_may_go_is_refused_at_that_hop(string to, string code)
    {
        await using var server = new RawServer((_, stream, end) => stream.WriteAsync(Encoding.UTF8.GetBytes(Redirect(302, to)), end).AsTask());

        Assert.Equal(code, Code(await FetchAsync(server.Uri())));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task N06_the_allowance_stays_with_the_registered_host_and_port()
    {
        await using var inner = new RawServer(Ok("inner"), "127.0.0.2");
        await using var server = new RawServer(Redirect(302, inner.Uri().ToString()));

        Assert.Equal("special-address", Code(await FetchAsync(server.Uri())));
        Assert.Equal(0, inner.Connections);
    }

    [Fact]
    public async Task N07_a_loop_is_refused_when_it_closes()
    {
        await using var server = new RawServer((request, stream, end) => WriteAsync(
            stream, Redirect(302, request.StartsWith("GET /feed ", StringComparison.Ordinal) ? "/b" : "/feed"), end));

        Assert.Equal("redirect-loop", Code(await FetchAsync(server.Uri())));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task N07_of_51_hops_five_are_followed()
    {
        var hop = 0;
        await using var server = new RawServer((_, stream, end) => WriteAsync(stream, ++hop <= 51 ? Redirect(302, $"/{hop}") : Ok("end"), end));

        Assert.Equal("too-many-redirects", Code(await FetchAsync(server.Uri())));
        Assert.Equal(6, server.Requests.Count);
    }

    [Fact]
    public async Task Five_hops_are_not_too_many()
    {
        var hop = 0;
        await using var server = new RawServer((_, stream, end) => WriteAsync(stream, ++hop <= 5 ? Redirect(307, $"/{hop}") : Ok("end"), end));

        Assert.Equal(5, Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(server.Uri())).Hops.Count);
    }

    [Fact]
    public async Task A_password_is_sent_again_to_its_own_origin_whatever_the_redirect_says()
    {
        await using var server = new RawServer((request, stream, end) => WriteAsync(
            stream, request.StartsWith("GET /feed ", StringComparison.Ordinal) ? Redirect(302, $"http://eve:x@{Host(request)}/b") : Ok("b"), end));

        Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(new Uri($"http://ada:secret@127.0.0.1:{server.Port}/feed")));

        Assert.Equal(2, server.Requests.Count(request => request.Contains("Authorization: Basic YWRhOnNlY3JldA==\r\n")));
    }

    [Theory]
    [InlineData("https://feed.example/b", true)]
    [InlineData("https://FEED.example:443/b", true)]
    [InlineData("https://feed.example:8443/b", false)]
    [InlineData("https://www.feed.example/b", false)]
    [InlineData("https://ada:secret@evil.example/b", false)]
    public void A_password_and_the_allowance_stay_with_the_origin(string to, bool stay)
    {
        var journey = new Journey(Get(new Uri("https://ada:secret@feed.example/a")));

        Assert.Null(journey.Follow(302, to));

        using var message = journey.Message();
        Assert.Equal(stay, message.Headers.Contains("Authorization"));
        Assert.Equal(stay, journey.HasAllowance);
        Assert.DoesNotContain("secret", message.RequestUri!.ToString());
    }

    [Fact]
    public void No_Location_however_strange_throws() => Gen.String.Sample(to =>
    {
        new Journey(Get(new Uri("http://feed.example/a"))).Follow(301, to);
        new Journey(Get(new Uri("http://feed.example/a"))).Follow(301, "http://" + to);
    });

    [Fact]
    public void No_address_however_strange_throws_or_reaches_the_resolver_as_a_number() => Gen.Select(Gen.String[Letters, 0, 20], Gen.Bool).Sample((host, tls) =>
    {
        if (!Uri.TryCreate($"http{(tls ? "s" : "")}://{host}/", UriKind.Absolute, out var address) || IsPublic(address)) return;
        using var http = Http(new GuardOptions(), resolver: (name, _) => System.Net.IPAddress.TryParse(name, out var _)
            ? throw new InvalidOperationException($"{name} was asked for")
            : Task.FromResult(Array.Empty<System.Net.IPAddress>()));
        var outcome = http.FetchAsync(Get(address), CancellationToken.None).GetAwaiter().GetResult();
        Assert.True(outcome is FetchOutcome.Refused or FetchOutcome.Failed);
    });

    [Fact]
    public async Task A_host_that_is_no_name_is_refused_without_an_exception()
    {
        using var http = Http(new GuardOptions());
        var outcome = await http.FetchAsync(Get(new Uri("https://\u2466-.j/")), CancellationToken.None);
        Assert.IsType<FetchOutcome.Refused>(outcome);
    }

    /// <summary>A test never leaves this machine, not even by chance.</summary>
    private static bool IsPublic(Uri address) =>
        System.Net.IPAddress.TryParse(Uri.UnescapeDataString(address.Host).Normalize(NormalizationForm.FormKC), out var number) && SpecialNetworks.IsPublic(number);

    private static string Host(string request) => request.Split("Host: ")[1].Split("\r\n")[0];

    private static Task WriteAsync(Stream stream, string text, CancellationToken end) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), end).AsTask();
}
