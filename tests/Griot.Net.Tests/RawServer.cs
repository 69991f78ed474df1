using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Griot.Net.Tests;

/// <summary>
/// A TCP server that reads one request's headers at a time and lets the test write whatever bytes it likes in answer.
/// Port 0, loopback, optionally TLS. Everything it saw is kept.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly X509Certificate2? certificate;
    private readonly Func<string, Stream, CancellationToken, Task> answer;
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;
    private int connections;

    public RawServer(Func<string, Stream, CancellationToken, Task> answer, string address = "127.0.0.1", X509Certificate2? certificate = null, int port = 0)
    {
        this.answer = answer;
        this.certificate = certificate;
        listener = new TcpListener(IPAddress.Parse(address), port);
        listener.Start();
        accepting = AcceptAsync();
    }

    public RawServer(string response, string address = "127.0.0.1", X509Certificate2? certificate = null, int port = 0)
        : this((_, stream, stop) => stream.WriteAsync(Encoding.Latin1.GetBytes(response), stop).AsTask(), address, certificate, port)
    {
    }

    public ConcurrentQueue<string> Requests { get; } = new();

    public int Connections => Volatile.Read(ref connections);

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IPAddress Address => ((IPEndPoint)listener.LocalEndpoint).Address;

    public Uri Uri(string path = "/feed", string? host = null) =>
        new($"{(certificate is null ? "http" : "https")}://{host ?? Address.ToString()}:{Port}{path}");

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await accepting;
        listener.Stop();
        end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Interlocked.Increment(ref connections);
        using (client)
        {
            try
            {
                await using var stream = await OpenAsync(client);
                while (await ReadHeadersAsync(stream) is { } request)
                {
                    Requests.Enqueue(request);
                    await answer(request, stream, end.Token);
                    if (!request.Contains("keep", StringComparison.Ordinal)) return;
                }
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException or System.Security.Authentication.AuthenticationException)
            {
                return; // The client went away, which many of the tests provoke.
            }
        }
    }

    private async Task<Stream> OpenAsync(TcpClient client)
    {
        if (certificate is null) return client.GetStream();
        var secure = new SslStream(client.GetStream());
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, end.Token);
        return secure;
    }

    private async Task<string?> ReadHeadersAsync(Stream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, end.Token) > 0)
        {
            if (text.Length == 0 && one[0] == 0x16) return null; // The hello of TLS, to a server without: hang up.
            text.Append((char)one[0]);
            if (one[0] == '\n' && text.Length >= 4 && text.ToString(text.Length - 4, 4) == "\r\n\r\n") return text.ToString();
        }

        return null;
    }
}
