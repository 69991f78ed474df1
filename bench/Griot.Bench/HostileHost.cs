using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Griot.Bench;

/// <summary>
/// A hundred feeds, each on a loopback address of its own: the first are good, the last do one kind of harm
/// each. It speaks HTTP by hand, since most of the harm is what no server library would do.
/// </summary>
internal sealed class HostileHost : IAsyncDisposable
{
    private const int LongestRequest = 16 * 1024;

    private readonly TcpListener listener = new(IPAddress.Any, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentDictionary<Task, bool> answers = new();
    private readonly Func<int, string> good;
    private readonly int goodOnes;
    private readonly IReadOnlyList<Harm> harms;
    private readonly Task accepting;

    /// <param name="goodOnes">So many are good.</param>
    /// <param name="good">What the good feed of a number holds at the moment.</param>
    /// <param name="harms">What the others do, in turn.</param>
    internal HostileHost(int goodOnes, Func<int, string> good, IReadOnlyList<Harm> harms)
    {
        (this.goodOnes, this.good, this.harms) = (goodOnes, good, harms);
        listener.Start(backlog: 512);
        accepting = AcceptAsync();
    }

    internal string AddressOf(int feed) => string.Create(CultureInfo.InvariantCulture, $"http://{HostOf(feed)}:{((IPEndPoint)listener.LocalEndpoint).Port}/feed");

    internal Harm? HarmOf(int feed) => feed < goodOnes ? null : harms[(feed - goodOnes) % harms.Count];

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(answers.Keys);
        closing.Dispose();
    }

    private static string HostOf(int feed) => string.Create(CultureInfo.InvariantCulture, $"127.78.0.{1 + feed}");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var answer = AnswerAsync(await listener.AcceptTcpClientAsync(closing.Token));
                answers.TryAdd(answer, true);
                _ = answer.ContinueWith(done => answers.TryRemove(done, out _), TaskScheduler.Default);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            return;
        }
    }

    private async Task AnswerAsync(TcpClient caller)
    {
        using (caller)
        {
            try
            {
                var feed = ((IPEndPoint)caller.Client.LocalEndPoint!).Address.MapToIPv4().GetAddressBytes()[3] - 1;
                var stream = caller.GetStream();
                var request = await ReadRequestAsync(stream);
                if (HarmOf(feed) is { } harm) await harm.Do(new Victim(caller, stream, AddressOf(feed), closing.Token));
                else await AnswerWellAsync(stream, request, good(feed));
            }
            catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task AnswerWellAsync(NetworkStream stream, string request, string feed)
    {
        var body = Encoding.UTF8.GetBytes(feed);
        var tag = $"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body))[..16]}\"";
        var isKnown = request.Contains(tag, StringComparison.Ordinal);
        var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {(isKnown ? "304 Not Modified" : "200 OK")}\r\nETag: {tag}\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n{(isKnown ? "" : $"Content-Length: {body.Length}\r\n")}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), closing.Token);
        if (!isKnown) await stream.WriteAsync(body, closing.Token);
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var buffer = new byte[LongestRequest];
        for (var length = 0; length < buffer.Length;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), closing.Token);
            if (read == 0) break;
            length += read;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0) return Encoding.ASCII.GetString(buffer, 0, length);
        }

        throw new IOException("The request ended before its end.");
    }
}
