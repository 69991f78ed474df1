using System.Net;
using System.Text;

namespace Griot.Net.Tests;

/// <summary>One request to whom an outsider has named.</summary>
public sealed class CallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_brings_its_body_its_type_and_its_headers_and_reads_the_start_of_the_answer()
    {
        var body = "";
        await using var server = new RawServer(async (_, stream, stop) =>
        {
            var bytes = new byte[9];
            await stream.ReadExactlyAsync(bytes, stop);
            body = Encoding.ASCII.GetString(bytes);
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 202 Accepted\r\nRetry-After: 120\r\nContent-Length: 10\r\n\r\n0123456789"), stop);
        });
        using var http = Fetching.Http();

        var answer = Assert.IsType<CallOutcome.Answered>(await http.CallAsync(Post(server.Uri("/hub?x=1")), Cancellation));

        Assert.Equal((202, "01234", TimeSpan.FromSeconds(120)), (answer.Status, Encoding.ASCII.GetString(answer.Body), answer.RetryAfter));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /hub?x=1 ", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/x-www-form-urlencoded\r\n", request, StringComparison.Ordinal);
        Assert.Contains("X-Hub-Signature: sha256=00\r\n", request, StringComparison.Ordinal);
        Assert.Equal("hub.mode=", body);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_answer_and_is_not_followed(int status)
    {
        await using var elsewhere = new RawServer(Fetching.Ok("no"));
        await using var server = new RawServer(Fetching.Redirect(status, elsewhere.Uri().AbsoluteUri));
        using var http = Fetching.Http();

        Assert.Equal(status, Assert.IsType<CallOutcome.Answered>(await http.CallAsync(Get(server.Uri()), Cancellation)).Status);
        Assert.Empty(elsewhere.Requests);
    }

    // N08: a hub, or a callback, in a network that is not public.
    [Theory]
    [InlineData("http://127.0.0.1:{0}/", "special-address")]
    [InlineData("http://[::1]:{0}/", "special-address")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/", "special-address")]
    [InlineData("http://localhost:{0}/", "special-address")]
    [InlineData("http://169.254.169.254/latest/meta-data/", "special-address")]
    [InlineData("http://10.0.0.1/", "special-address")]
    [InlineData("http://0.0.0.0:{0}/", "special-address")]
    [InlineData("http://2130706433:{0}/", "host-form")]
    [InlineData("http://0x7f.1:{0}/", "host-form")]
    [InlineData("gopher://127.0.0.1:{0}/", "scheme")]
    [InlineData("file:///etc/passwd", "scheme")]
    public async Task N08_what_is_opened_for_feeds_is_shut_to_a_call(string form, string code)
    {
        await using var server = new RawServer(Fetching.Ok("secret"));
        using var http = Fetching.Http();
        var address = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, form, server.Port));

        var outcome = await http.CallAsync(Get(address) with { OpenedNetworks = false }, Cancellation);

        Assert.Equal(code, Assert.IsType<CallOutcome.Refused>(outcome).Code);
        Assert.Empty(server.Requests);
    }

    // N08: the name leads to a public address when it is looked at, and to this machine when it is connected to.
    [Fact]
    public async Task N08_a_name_is_judged_by_the_address_that_is_connected_to()
    {
        await using var server = new RawServer(Fetching.Ok("secret"));
        using var http = Fetching.Http(new GuardOptions(), resolver: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]));

        Assert.IsType<CallOutcome.Refused>(await http.CallAsync(Get(server.Uri("/", "hub.example")), Cancellation));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Own_ports_are_shut_whatever_is_opened()
    {
        await using var server = new RawServer(Fetching.Ok("secret"));
        using var http = Fetching.Http(Fetching.Loopback with { OwnPorts = [server.Port] });

        Assert.Equal("own-port", Assert.IsType<CallOutcome.Refused>(await http.CallAsync(Get(server.Uri()), Cancellation)).Code);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Who_never_answers_costs_the_deadline_and_who_drips_costs_its_body()
    {
        await using var silent = new RawServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        await using var dripping = new RawServer(async (_, stream, stop) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nab"), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        using var http = Fetching.Http();

        var nothing = await http.CallAsync(Get(silent.Uri()) with { Deadline = TimeSpan.FromMilliseconds(300) }, Cancellation);
        var start = await http.CallAsync(Get(dripping.Uri()) with { Deadline = TimeSpan.FromSeconds(2) }, Cancellation);

        Assert.Equal("timeout", Assert.IsType<CallOutcome.Failed>(nothing).Code);
        Assert.Equal((200, "ab"), (Assert.IsType<CallOutcome.Answered>(start).Status, Encoding.ASCII.GetString(Assert.IsType<CallOutcome.Answered>(start).Body)));
    }

    [Fact]
    public async Task Who_will_not_wait_for_its_turn_sends_nothing()
    {
        await using var silent = new RawServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        using var http = new GuardedHttp(new AddressGuard(Fetching.Loopback), new HostPoliteness(TimeSpan.Zero, 1, TimeProvider.System), TimeProvider.System);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var first = http.CallAsync(Get(silent.Uri()) with { Deadline = TimeSpan.FromMinutes(1) }, ending.Token);

        var second = await http.CallAsync(Get(silent.Uri()) with { TurnWithin = TimeSpan.FromMilliseconds(50) }, Cancellation);

        Assert.Equal("busy", Assert.IsType<CallOutcome.Failed>(second).Code);
        Assert.InRange(silent.Requests.Count, 0, 1);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("é")]
    public async Task A_header_that_would_become_a_second_one_is_not_sent(string value)
    {
        await using var server = new RawServer(Fetching.Ok("no"));
        using var http = Fetching.Http();

        var outcome = await http.CallAsync(Get(server.Uri()) with { Headers = new Dictionary<string, string> { ["Link"] = value } }, Cancellation);

        Assert.Equal("request", Assert.IsType<CallOutcome.Refused>(outcome).Code);
        Assert.Empty(server.Requests);
    }

    private static CallRequest Get(Uri address) => new() { Method = HttpMethod.Get, Address = address, UserAgent = "Griot-Test", OpenedNetworks = true };

    private static CallRequest Post(Uri address) => Get(address) with
    {
        Method = HttpMethod.Post,
        Content = Encoding.ASCII.GetBytes("hub.mode="),
        ContentType = "application/x-www-form-urlencoded",
        Headers = new Dictionary<string, string> { ["X-Hub-Signature"] = "sha256=00" },
        MostBytes = 5,
    };
}
