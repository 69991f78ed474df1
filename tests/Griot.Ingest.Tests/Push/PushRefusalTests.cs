using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Griot.Ingest.Tests.Push;

public sealed class PushRefusalTests : IAsyncLifetime
{
    private Door door = null!;

    public async ValueTask InitializeAsync() => door = await Door.OpenAsync();

    public ValueTask DisposeAsync() => door.DisposeAsync();

    [Fact]
    public async Task Without_its_key_every_channel_answers_the_same()
    {
        var theirs = await door.ProviderAsync("La Voix de Ségou");
        var ended = await door.Keys.NewSecretAsync(door.Channel, default);
        Assert.True(await door.Keys.EndAsync(door.Keys.Of(door.Channel).Single(key => key.Since == door.World.Time.GetUtcNow() && key.Hash.AsSpan().SequenceEqual(ChannelKeysHash(ended))).Id, default));
        var feed = door.Card.Channels[0].Id;
        var bodies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (channel, key) in ((string, string)[])[(door.Channel, "x"), (door.Channel, theirs.Key), (theirs.Channel, door.Key), ("nobody", door.Key), (feed, door.Key), (door.Channel, ended), ("nobody", "")])
        {
            using var answer = await door.PostAsync(Feeds.Json(Feeds.Member("a")), channel: channel, key: key);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        Assert.Single(bodies);
        Assert.Empty(door.World.Entries());
        Assert.Empty(door.World.Store.Quarantine());
    }

    [Fact]
    public async Task D04_a_body_that_is_announced_too_large_is_refused_before_it_is_read()
    {
        Assert.Contains("413", await StatusAsync($"Authorization: Bearer {door.Key}\r\nContent-Length: 1073741824\r\n\r\n"), StringComparison.Ordinal);
        Assert.Contains("401", await StatusAsync("Content-Length: 1073741824\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D04_a_body_that_is_not_announced_is_read_to_the_cap_and_no_further()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Client.BaseAddress!.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /deliver/{door.Channel} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {door.Key}\r\nTransfer-Encoding: chunked\r\n\r\n"));
        byte[] chunk = [.. "100000\r\n"u8, .. new byte[1 << 20], .. "\r\n"u8];
        var sent = 0L;
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            for (; sent < 1L << 30; sent += 1 << 20) await stream.WriteAsync(chunk);
        });
        Assert.True(sent < 40_000_000, $"{sent} bytes were taken");
        Assert.Empty(door.World.Store.Quarantine());
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/octet-stream")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task What_is_no_text_is_refused_by_its_type(string type)
    {
        using var answer = await door.PostAsync(Feeds.Json(Feeds.Member("a")), type);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Empty(door.World.Store.Quarantine());
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_first_answer_whatever_the_body()
    {
        using var first = await door.PostAsync(Feeds.Json(Feeds.Member("a")), idempotency: "k1");
        using var again = await door.PostAsync(Feeds.Json(Feeds.Member("b", "<p>Autre.</p>")), idempotency: "k1");
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Single(door.World.Entries());
        using var unreadable = await door.PostAsync("x", idempotency: "k2");
        using var still = await door.PostAsync(Feeds.Json(Feeds.Member("c", "<p>Encore.</p>")), idempotency: "k2");
        Assert.Equal(((HttpStatusCode)422, "application/problem+json"), (still.StatusCode, still.Content.Headers.ContentType!.MediaType));
        var theirs = await door.ProviderAsync("La Voix de Ségou");
        using var elsewhere = await door.PostAsync(Feeds.Json(Feeds.Member("a")), channel: theirs.Channel, key: theirs.Key, idempotency: "k1");
        Assert.Equal(2, door.World.Entries().Count);
    }

    [Fact]
    public async Task Requests_at_once_under_one_idempotency_key_are_one()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(n => door.PostAsync(Feeds.Json(Feeds.Member($"n{n}", $"<p>{n}</p>")), idempotency: "k")));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct(StringComparer.Ordinal));
        Assert.Single(door.World.Entries());
    }

    [Fact]
    public async Task An_idempotency_key_is_forgotten_after_a_week()
    {
        using var first = await door.PostAsync(Feeds.Json(Feeds.Member("a")), idempotency: "k");
        door.World.Time.Advance(TimeSpan.FromDays(8));
        using var other = await door.PostAsync(Feeds.Json(Feeds.Member("b", "<p>Autre.</p>")), idempotency: "other");
        using var again = await door.PostAsync(Feeds.Json(Feeds.Member("c", "<p>Encore.</p>")), idempotency: "k");
        Assert.Equal(3, door.World.Entries().Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("256")]
    public async Task An_idempotency_key_that_is_none_is_refused(string key)
    {
        using var answer = await door.PostAsync(Feeds.Json(Feeds.Member("a")), idempotency: key.Length == 0 ? " " : new string('k', 256));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(door.World.Entries());
    }

    [Fact]
    public async Task A_channel_that_sends_without_end_is_asked_to_wait_and_the_others_are_not()
    {
        var theirs = await door.ProviderAsync("La Voix de Ségou");
        for (var n = 0; n < 1_200; n++) (await door.PostAsync("", idempotency: null)).Dispose();
        using var answer = await door.PostAsync(Feeds.Json(Feeds.Member("a")));
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(61));
        using var other = await door.PostAsync(Feeds.Json(Feeds.Member("a")), channel: theirs.Channel, key: theirs.Key);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        door.World.Time.Advance(TimeSpan.FromMinutes(1));
        using var later = await door.PostAsync(Feeds.Json(Feeds.Member("a")));
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
    }

    private static byte[] ChannelKeysHash(string secret) => System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    // Headers as they stand, and not a byte of a body.
    private async Task<string> StatusAsync(string headers)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Client.BaseAddress!.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /deliver/{door.Channel} HTTP/1.1\r\nHost: x\r\n{headers}"));
        var buffer = new byte[64];
        return Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)).Split('\r')[0];
    }
}
