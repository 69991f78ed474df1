using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace Griot.Bench;

/// <summary>The caller that harm is done to.</summary>
internal sealed record Victim(TcpClient Client, NetworkStream Stream, string Here, CancellationToken Closing)
{
    internal Task SayAsync(string text) => SayAsync(Encoding.Latin1.GetBytes(text));

    internal Task SayAsync(byte[] bytes) => Stream.WriteAsync(bytes, Closing).AsTask();

    internal async Task AnswerAsync(byte[] body, string headers = "Content-Type: application/rss+xml\r\n")
    {
        await SayAsync(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n"));
        await SayAsync(body);
    }
}

/// <summary>One way in which a feed's server does harm.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Code">What the operator is told of it.</param>
/// <param name="Do">Does it.</param>
internal sealed record Harm(string Name, string Code, Func<Victim, Task> Do)
{
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan Drip = TimeSpan.FromSeconds(1);
    private static readonly byte[] Garbage = MakeGarbage();
    private static readonly byte[] Brotli = Compressed(stream => new BrotliStream(stream, CompressionLevel.Optimal));
    private static readonly byte[] Gzip = Compressed(stream => new GZipStream(stream, CompressionLevel.Optimal));
    private static readonly byte[] Deep = Feed($"<item><guid>1</guid><description>{Times("<a>", 200_000)}{Times("</a>", 200_000)}</description></item>");
    private static readonly byte[] Wide = Feed($"<item><guid>1</guid><x{string.Concat(Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $" a{i}='1'")))}/></item>");
    private static readonly byte[] Many = Feed(Times("<item/>", 1_000_000));
    private static readonly byte[] Long = Feed($"<item><guid>1</guid><title>{new string('a', Megabyte)}</title></item>");
    private static readonly byte[] Laughs = Encoding.UTF8.GetBytes($"<!DOCTYPE rss [<!ENTITY l0 'ha'>{string.Concat(Enumerable.Range(1, 9).Select(i => string.Create(CultureInfo.InvariantCulture, $"<!ENTITY l{i} '{Times($"&l{i - 1};", 10)}'>")))}]><rss><channel><item><guid>1</guid><title>&l9;</title></item></channel></rss>");

    internal static IReadOnlyList<Harm> All { get; } =
    [
        new("slowloris", "timeout", static victim => DripAsync(victim, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n<rss>", " ")),
        new("header drip", "timeout", static victim => DripAsync(victim, "HTTP/1.1 200 OK\r\n", "X: y\r\n")),
        new("silence", "timeout", static victim => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, victim.Closing)),
        new("endless body", "too-large", EndlessAsync),
        new("endless headers", "too-large", EndlessHeadersAsync),
        new("brotli bomb", "too-large", static victim => victim.AnswerAsync(Brotli, "Content-Encoding: br\r\n")),
        new("gzip bomb", "too-large", static victim => victim.AnswerAsync(Gzip, "Content-Encoding: gzip\r\n")),
        new("no brotli", "bad-encoding", static victim => victim.AnswerAsync(Garbage[..Megabyte], "Content-Encoding: br\r\n")),
        new("20 MB of garbage", "not-a-feed", static victim => victim.AnswerAsync(Garbage)),
        new("billion laughs", "entity-limit", static victim => victim.AnswerAsync(Laughs)),
        new("200,000 nested elements", "too-deep", static victim => victim.AnswerAsync(Deep)),
        new("100,000 attributes", "too-large", static victim => victim.AnswerAsync(Wide)),
        new("a million empty items", "too-large", static victim => victim.AnswerAsync(Many)),
        new("a title of a megabyte", "too-large", static victim => victim.AnswerAsync(Long)),
        new("redirect loop", "redirect-loop", static victim => victim.SayAsync($"HTTP/1.1 302 Found\r\nLocation: {victim.Here}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
        new("redirect to a file", "scheme", static victim => victim.SayAsync("HTTP/1.1 301 Moved\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
        new("reset", "cut-off", static victim => { victim.Client.LingerState = new LingerOption(true, 0); return Task.CompletedTask; }),
        new("broken off", "cut-off", static victim => victim.SayAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n<rss><channel><item><guid>1</guid>")),
        new("login page", "not-a-feed", static victim => victim.AnswerAsync("<!doctype html><html><body>Please sign in</body></html>"u8.ToArray(), "Content-Type: text/html\r\n")),
        new("overloaded", "http-status", static victim => victim.SayAsync("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 315360000\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")),
    ];

    private static async Task DripAsync(Victim victim, string start, string drop)
    {
        await victim.SayAsync(start);
        while (true)
        {
            await Task.Delay(Drip, TimeProvider.System, victim.Closing);
            await victim.SayAsync(drop);
        }
    }

    private static async Task EndlessAsync(Victim victim)
    {
        await victim.SayAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n");
        while (true) await victim.SayAsync(Garbage);
    }

    private static async Task EndlessHeadersAsync(Victim victim)
    {
        var line = $"X: {new string('x', 1000)}\r\n";
        await victim.SayAsync("HTTP/1.1 200 OK\r\n");
        while (true) await victim.SayAsync(line);
    }

    private static byte[] Feed(string items) => Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><title>Harm</title>{items}</channel></rss>");

    private static byte[] MakeGarbage()
    {
        var garbage = new byte[(20 * Megabyte) - 1];
        new Random(1).NextBytes(garbage);
        // What looks like a tag would be one: this is no document at all.
        garbage.AsSpan().Replace((byte)'<', (byte)'(');
        return garbage;
    }

    private static byte[] Compressed(Func<Stream, Stream> coding)
    {
        var bytes = new MemoryStream();
        using (var stream = coding(bytes))
            for (var i = 0; i < 256; i++) stream.Write(new byte[Megabyte]);
        return bytes.ToArray();
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
