using System.Net;
using static Griot.Net.Tests.Fetching;

namespace Griot.Net.Tests;

/// <summary>Which servers are connected to at all: addresses, names and the two pools.</summary>
public sealed class WayTests
{
    [Theory]
    [InlineData("http://127.0.0.1/", "special-address")]
    [InlineData("http://localhost/", "special-address")]
    [InlineData("http://localhost./", "special-address")]
    [InlineData("http://feed.localhost/", "special-address")]
    [InlineData("http://[::1]/", "special-address")]
    [InlineData("http://0.0.0.0/", "special-address")]
    [InlineData("http://[::]/", "special-address")]
    [InlineData("http://[::ffff:127.0.0.1]/", "special-address")]
    [InlineData("http://[fe80::1%251]/", "special-address")]
    [InlineData("http://169.254.169.254/latest/meta-data", "special-address")]
    [InlineData("http://2130706433/", "host-form")]
    [InlineData("http://0177.0.0.1/", "host-form")]
    [InlineData("http://0x7f.1/", "host-form")]
    [InlineData("http://0x7f000001/", "host-form")]
    [InlineData("http://127.1/", "host-form")]
    [InlineData("http://127.0.1/", "host-form")]
    [InlineData("http://127.000.000.001/", "host-form")]
    [InlineData("http://user@127.1:80/", "host-form")]
    [InlineData("http://①②⑦.0.0.1/", "host-form")]
    [InlineData("http://127。0。0。1/", "host-form")]
    [InlineData("http://127.0.0.1./", "host-form")]
    [InlineData("http://example.0x7f/", "host-form")]
    [InlineData("http://300.300.300.300/", "host-form")]
    [InlineData("file:///etc/passwd", "scheme")]
    [InlineData("gopher://127.0.0.1/", "scheme")]
    [InlineData("ftp://127.0.0.1/", "scheme")]
    [InlineData("\\\\server\\share", "scheme")]
    public async Task N01_N02_refused_before_anything_is_sent(string address, string code)
    {
        var outcome = await FetchAsync(new Uri(address), new GuardOptions());

        Assert.Equal(code, Assert.IsType<FetchOutcome.Refused>(outcome).Code);
    }

    [Fact]
    public async Task A_name_that_leads_to_loopback_is_refused_unless_loopback_is_opened()
    {
        await using var server = new RawServer(Ok("x"));
        using var shut = Http(new GuardOptions(), resolver: To(server.Address));
        using var opened = Http(resolver: To(server.Address));

        var refused = await shut.FetchAsync(Get(server.Uri(host: "feed.example")), TestContext.Current.CancellationToken);
        var fetched = await opened.FetchAsync(Get(server.Uri(host: "feed.example")), TestContext.Current.CancellationToken);

        Assert.Equal("special-address", Code(refused));
        Assert.IsType<FetchOutcome.Fetched>(fetched);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task N05_a_name_that_changes_its_mind_gains_nothing_because_it_is_asked_once()
    {
        await using var good = new RawServer(Ok("good"), "127.0.0.1");
        await using var bad = new RawServer(Ok("bad"), "127.0.0.2", port: good.Port);
        var asked = 0;
        using var http = Http(
            new GuardOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")] },
            resolver: (_, _) => Task.FromResult(new[] { asked++ == 0 ? good.Address : bad.Address }));

        var first = await http.FetchAsync(Get(good.Uri(host: "feed.example")), TestContext.Current.CancellationToken);
        var second = await http.FetchAsync(Get(good.Uri(host: "feed.example")), TestContext.Current.CancellationToken);

        Assert.Equal("good"u8, Assert.IsType<FetchOutcome.Fetched>(first).Body);
        Assert.Equal("special-address", Code(second));
        Assert.Equal((2, 1, 0), (asked, good.Connections, bad.Connections));
    }

    [Fact]
    public async Task N05_of_several_addresses_only_those_that_were_judged_good_are_tried()
    {
        await using var good = new RawServer(Ok("good"), "127.0.0.1");
        await using var bad = new RawServer(Ok("bad"), "127.0.0.2", port: good.Port);
        using var http = Http(
            new GuardOptions { AllowedNetworks = [IPNetwork.Parse("127.0.0.1/32")] },
            resolver: To(bad.Address, IPAddress.Parse("::ffff:127.0.0.2"), good.Address));

        var outcome = await http.FetchAsync(Get(good.Uri(host: "feed.example")), TestContext.Current.CancellationToken);

        Assert.Equal("good"u8, Assert.IsType<FetchOutcome.Fetched>(outcome).Body);
        Assert.Equal(0, bad.Connections);
    }

    [Fact]
    public async Task Where_one_address_does_not_answer_the_next_is_tried()
    {
        await using var server = new RawServer(Ok("x"));
        using var http = Http(resolver: To(IPAddress.Parse("127.0.0.77"), server.Address));

        var outcome = await http.FetchAsync(Get(server.Uri(host: "feed.example")), TestContext.Current.CancellationToken);

        Assert.IsType<FetchOutcome.Fetched>(outcome);
    }

    [Fact]
    public async Task What_is_not_registered_can_not_use_a_connection_that_was_opened_for_a_registered_address()
    {
        await using var server = new RawServer((_, stream, end) => stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Ok("x")), end).AsTask());
        using var http = Http();
        var feed = Get(server.Uri("/keep"));

        var first = await http.FetchAsync(feed, TestContext.Current.CancellationToken);
        var again = await http.FetchAsync(feed, TestContext.Current.CancellationToken);
        var picture = await http.FetchAsync(feed with { RegisteredAddress = false }, TestContext.Current.CancellationToken);

        Assert.IsType<FetchOutcome.Fetched>(first);
        Assert.IsType<FetchOutcome.Fetched>(again);
        Assert.Equal("special-address", Code(picture));
        Assert.Equal((1, 2), (server.Connections, server.Requests.Count));
    }

    [Fact]
    public async Task The_programs_own_port_is_refused_even_for_a_registered_address()
    {
        await using var server = new RawServer(Ok("x"));

        Assert.Equal("own-port", Code(await FetchAsync(server.Uri(), Loopback with { OwnPorts = [server.Port] })));
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task A_name_nobody_knows_and_a_port_nobody_listens_on_are_told_apart()
    {
        var server = new RawServer(Ok("x"));
        var gone = server.Uri();
        await server.DisposeAsync();
        using var http = Http(resolver: (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound));

        Assert.Equal("connect", Code(await FetchAsync(gone)));
        Assert.Equal("dns", Code(await http.FetchAsync(Get(new Uri("http://feed.example/")), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task The_systems_resolver_answers_at_its_own_pace_and_any_number_at_once()
    {
        var resolver = new SystemResolver();

        var all = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => resolver.ResolveAsync("127.0.0.1", TestContext.Current.CancellationToken)));

        Assert.All(all, found => Assert.Equal(IPAddress.Loopback, Assert.Single(found)));
        Assert.Equal("dns", Code(await FetchAsync(new Uri($"http://{new string('a', 60)}.{string.Join('.', Enumerable.Repeat(new string('b', 50), 4))}.example/"))));
    }

    private static Resolver To(params IPAddress[] addresses) => (_, _) => Task.FromResult(addresses);
}
