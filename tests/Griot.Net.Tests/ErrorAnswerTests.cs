using System.IO.Compression;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using static Griot.Net.Tests.Fetching;

namespace Griot.Net.Tests;

/// <summary>What a server says instead of a document is handed on as a sample, within bounds.</summary>
public sealed class ErrorAnswerTests
{
    private static readonly byte[] Page = Encoding.UTF8.GetBytes($"<html><title>Just a moment</title>{new string('x', 300)}</html>");

    [Fact]
    public async Task An_error_brings_its_page_its_type_and_who_stands_before_the_server()
    {
        var failed = await FailedAsync($"HTTP/1.1 403 No\r\nContent-Type: text/html\r\nServer: shield\r\nCF-Mitigated: challenge\r\nSet-Cookie: a=b\r\nContent-Length: {Page.Length}\r\n\r\n{Encoding.Latin1.GetString(Page)}");

        Assert.Equal(("http-status", 403), (failed.Code, failed.Status));
        Assert.Equal(Page, failed.Answer!.Start);
        Assert.Equal("text/html", failed.Answer.ContentType);
        Assert.Equal(["CF-Mitigated", "Server"], failed.Answer.Signs.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_coded_error_page_is_decoded_whole_or_as_far_as_it_came(string coding)
    {
        var coded = Compress(coding, Page);

        var whole = await FailedAsync(Coded(coding, coded));
        var half = await FailedAsync(Coded(coding, coded[..(coded.Length * 3 / 4)]));

        Assert.Equal(Page, whole.Answer!.Start);
        Assert.True(Page.AsSpan().StartsWith(half.Answer!.Start));

        static string Coded(string coding, byte[] body) =>
            $"HTTP/1.1 403 No\r\nContent-Encoding: {coding}\r\nContent-Length: {body.Length}\r\n\r\n{Encoding.Latin1.GetString(body)}";
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("")]
    public async Task N09_an_error_page_is_a_bomb_no_more_than_a_document(string coding)
    {
        var bomb = Compress(coding, new byte[16 * 1024 * 1024]);

        var failed = await FailedAsync($"HTTP/1.1 500 No\r\nContent-Encoding: {coding}\r\nContent-Length: {bomb.Length}\r\n\r\n{Encoding.Latin1.GetString(bomb)}");

        Assert.Equal(ErrorAnswer.MostBytes, failed.Answer!.Start.Length);
    }

    [Fact]
    public async Task N10_an_error_page_that_drips_keeps_its_status_and_the_wait_that_was_asked_for()
    {
        var clock = new FakeTimeProvider();
        await using var server = new RawServer(async (_, stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\n\r\n"u8.ToArray(), end);
            while (true)
            {
                await stream.WriteAsync("x"u8.ToArray(), end);
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }
        });
        using var http = Http(time: clock);

        var failed = Assert.IsType<FetchOutcome.Failed>(await http.FetchAsync(Get(server.Uri()) with { Deadline = TimeSpan.FromDays(1) }, TestContext.Current.CancellationToken));

        Assert.Equal((503, TimeSpan.FromMinutes(2)), (failed.Status!.Value, failed.RetryAfter!.Value));
        Assert.NotNull(failed.Answer);
    }

    [Theory]
    [InlineData("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\nshort", "short")]
    [InlineData("HTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "")]
    [InlineData("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n", "")]
    [InlineData("HTTP/1.1 403 No\r\nContent-Encoding: aes128gcm\r\nContent-Length: 5\r\n\r\nshort", "")]
    [InlineData("HTTP/1.1 403 No\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nshort", "")]
    public async Task An_error_page_that_breaks_off_is_still_an_error_with_its_status(string response, string start)
    {
        var failed = await FailedAsync(response);

        Assert.Equal((403, start), (failed.Status!.Value, Encoding.UTF8.GetString(failed.Answer!.Start)));
    }

    [Fact]
    public async Task A_document_names_who_stands_before_its_server_and_seals_none_of_it()
    {
        var fetched = Assert.IsType<FetchOutcome.Fetched>(await AnswerAsync(Ok("x", "X-DataDome: protected", "Server: nginx")));

        Assert.Equal("protected", fetched.Signs["x-datadome"]);
        Assert.Empty(fetched.Headers);
    }

    private static async Task<FetchOutcome.Failed> FailedAsync(string response) => Assert.IsType<FetchOutcome.Failed>(await AnswerAsync(response));

    private static byte[] Compress(string coding, byte[] body)
    {
        var target = new MemoryStream();
        using (Stream coder = coding switch
        {
            "br" => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true),
            "gzip" => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(target),
        })
        {
            coder.Write(body);
            if (coding.Length == 0)
            {
                coder.Flush();
                return target.ToArray();
            }
        }

        return target.ToArray();
    }
}
