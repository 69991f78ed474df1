using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Griot.Tests.Delivering;

/// <summary>A relay on a loopback port that takes every mail.</summary>
internal sealed class ReceiptSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> taken = [];

    internal ReceiptSink()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The first mail that holds a text, once it is there.</summary>
    internal async Task<string> WithAsync(string text, CancellationToken cancellation)
    {
        while (true)
        {
            if (taken.FirstOrDefault(mail => mail.Contains(text, StringComparison.Ordinal)) is { } found) return found;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }
    }

    public void Dispose() => listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception fault) when (fault is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(connection.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(connection.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } text && text != ".") mail.Append(text.StartsWith('.') ? text[1..] : text).Append('\n');
                taken.Enqueue(mail.ToString().Replace("=\n", ""));
            }

            await writer.WriteLineAsync("250 yes");
        }
    }
}
