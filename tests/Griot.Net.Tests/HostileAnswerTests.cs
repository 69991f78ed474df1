using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using static Griot.Net.Tests.Fetching;

namespace Griot.Net.Tests;

public sealed class HostileAnswerTests
{
    private const int Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZip")]
    [InlineData("identity, gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw")]
    public async Task A_coded_body_is_decoded_to_exactly_what_was_coded(string coding)
    {
        var body = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<item>{number}</item>")));

        var outcome = await AnswerAsync(Coded(coding == "raw" ? "deflate" : coding, Compress(coding, body)));

        Assert.Equal(body, Assert.IsType<FetchOutcome.Fetched>(outcome).Body);
    }

    [Theory]
    [InlineData("gzip", 520_000)]
    [InlineData("br", 5_000)]
    [InlineData("deflate", 520_000)]
    public async Task N09_a_bomb_stops_at_the_cap(string coding, int mostSent)
    {
        var bomb = Compress(coding, new byte[64 * Megabyte]);

        Assert.True(bomb.Length < mostSent);
        Assert.Equal("too-large", Code(await AnswerAsync(Coded(coding, bomb))));
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("br, gzip")]
    [InlineData("zstd")]
    [InlineData("aes128gcm")]
    public async Task N09_nested_and_unknown_codings_are_refused(string coding) =>
        Assert.Equal("bad-encoding", Code(await AnswerAsync(Coded(coding, Compress("gzip", "x"u8.ToArray())))));

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task N09_a_body_that_is_not_in_the_coding_it_claims_is_refused(string coding) =>
        Assert.Equal("bad-encoding", Code(await AnswerAsync(Coded(coding, "<rss version=\"2.0\"><channel/></rss>"u8.ToArray()))));

    // RFC 1950, section 2.2, FDICT: a dictionary that both sides would have to have.
    [Fact]
    public async Task N09_a_body_that_asks_for_a_dictionary_is_refused_as_what_it_is()
    {
        byte[] body = [0x78, 0xBB, 1, 2, 3, 4, 5, 6];

        Assert.Equal("bad-encoding", Code(await AnswerAsync(Coded("deflate", body))));
        Assert.Equal("http-status", Code(await AnswerAsync($"HTTP/1.1 403 No\r\nContent-Encoding: deflate\r\nContent-Length: 8\r\n\r\n{Encoding.Latin1.GetString(body)}")));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("raw")]
    public async Task A_coded_body_cut_short_is_refused_and_not_taken_for_whole(string coding)
    {
        var random = new byte[50_000];
        new Random(7).NextBytes(random);
        var whole = Compress(coding, random);

        Assert.Equal("bad-encoding", Code(await AnswerAsync(Coded(coding == "raw" ? "deflate" : coding, whole[..(whole.Length * 6 / 10)]))));
    }

    [Fact]
    public async Task Several_gzip_members_are_one_body_and_padding_after_them_is_none()
    {
        var member = Compress("gzip", "abc"u8.ToArray());

        var outcome = await AnswerAsync(Coded("gzip", [.. member, .. member, 0, 0, 0]));

        Assert.Equal("abcabc"u8, Assert.IsType<FetchOutcome.Fetched>(outcome).Body);
    }

    [Fact]
    public async Task N10_a_body_without_end_stops_at_the_cap()
    {
        var block = new byte[64 * 1024];
        await using var server = new RawServer(async (_, stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), end);
            while (true) await stream.WriteAsync(block, end);
        });

        Assert.Equal("too-large", Code(await FetchAsync(server.Uri())));
    }

    [Fact]
    public async Task N10_a_body_that_announces_too_much_is_not_read_at_all()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n");

        Assert.Equal("too-large", Code(await FetchAsync(server.Uri())));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nX-Drip: ")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public async Task N10_who_drips_runs_into_the_deadline_and_the_turn_is_free_again(string start)
    {
        var clock = new FakeTimeProvider();
        await using var server = new RawServer(async (_, stream, end) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(start), end);
            while (true)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                await stream.WriteAsync("1"u8.ToArray(), end);
            }
        });
        using var http = new GuardedHttp(new AddressGuard(Loopback), new HostPoliteness(TimeSpan.Zero, 1, clock), clock);

        Assert.Equal("timeout", Code(await http.FetchAsync(Get(server.Uri()), TestContext.Current.CancellationToken)));
        Assert.Equal("timeout", Code(await http.FetchAsync(Get(server.Uri()), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task N10_headers_without_end_are_refused()
    {
        var line = Encoding.ASCII.GetBytes($"X-Long: {new string('x', 1000)}\r\n");
        await using var server = new RawServer(async (_, stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\n"u8.ToArray(), end);
            while (true) await stream.WriteAsync(line, end);
        });

        Assert.Equal("too-large", Code(await FetchAsync(server.Uri())));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", "cut-off")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n", "cut-off")]
    [InlineData("", "cut-off")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n0\r\n\r\n", "protocol")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nshort\r\n0\r\n\r\n", "protocol")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nshort\r\n0\r\n\r\n", "protocol")]
    [InlineData("<html>HTTP/0.9 page</html>\r\n", "protocol")]
    [InlineData("HTTP/1.1 abc OK\r\n\r\n", "protocol")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n", "protocol")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy", "protocol")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "")]
    public async Task N15_what_is_not_proper_HTTP_is_refused(string response, string code)
    {
        var outcome = await AnswerAsync(response);

        if (code.Length > 0) Assert.Equal(code, Code(outcome));
        Assert.DoesNotContain(outcome.ToString(), char.IsControl);
    }

    [Fact]
    public async Task N15_bytes_that_split_a_header_make_no_second_one()
    {
        var outcome = await AnswerAsync(Ok("x", "ETag: \"a\rX-Evil: 1\0\"", "Content-Language: fr\u0001"));

        var fetched = Assert.IsType<FetchOutcome.Fetched>(outcome);
        Assert.DoesNotContain(fetched.ETag ?? "", char.IsControl);
        Assert.DoesNotContain("X-Evil", fetched.Headers.Keys);
    }

    [Fact]
    public async Task N15_a_flood_of_interim_answers_ends()
    {
        var clock = new FakeTimeProvider();
        await using var server = new RawServer(async (_, stream, end) =>
        {
            while (true)
            {
                clock.Advance(TimeSpan.FromMilliseconds(10));
                await stream.WriteAsync("HTTP/1.1 102 Processing\r\n\r\n"u8.ToArray(), end);
            }
        });
        using var http = Http(time: clock);

        Assert.IsType<FetchOutcome.Failed>(await http.FetchAsync(Get(server.Uri()), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task N15_endless_chunk_extensions_end()
    {
        var extension = Encoding.ASCII.GetBytes($"1;{new string('x', 20_000)}\r\na\r\n");
        await using var server = new RawServer(async (_, stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), end);
            while (true) await stream.WriteAsync(extension, end);
        });

        Assert.IsType<FetchOutcome.Failed>(await FetchAsync(server.Uri()));
    }

    private static byte[] Compress(string coding, byte[] body)
    {
        var target = new MemoryStream();
        using (Stream coder = coding.ToLowerInvariant() switch
        {
            "br" => new BrotliStream(target, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true),
            "raw" => new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true),
            _ => new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true),
        })
            coder.Write(body);
        return target.ToArray();
    }
}
