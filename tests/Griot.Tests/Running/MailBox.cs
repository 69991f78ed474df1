using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Griot.Tests.Running;

/// <summary>A relay on this machine that takes every mail and keeps it, as it went over the line.</summary>
internal sealed class MailBox : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task accepting;

    internal MailBox()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    internal ConcurrentQueue<(string To, string Mail)> Mails { get; } = [];

    /// <summary>What makes a server use it.</summary>
    internal string[] Flags =>
        ["--smtp-host", "127.0.0.1", "--smtp-port", $"{((IPEndPoint)listener.LocalEndpoint).Port}", "--smtp-tls", "none", "--smtp-from", "house@griot.example"];

    /// <summary>The first mail to an address; waits for it.</summary>
    internal async Task<string> FirstAsync(string to, Func<string> otherwise)
    {
        await Eventually.TrueAsync(() => Mails.Any(mail => mail.To == to), () => $"no mail came for {to}\n{otherwise()}");
        return Mails.First(mail => mail.To == to).Mail;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await accepting;
        listener.Dispose();
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
        using var connection = client;
        using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 box");
            var to = "";
            while (await reader.ReadLineAsync(end.Token) is { } line)
            {
                if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase)) to = line[8..].Trim('<', '>', ' ');
                if (line == "DATA") await TakeAsync(to, reader, writer);
                await writer.WriteLineAsync("250 yes");
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            return; // The server has gone, or the test is over.
        }
    }

    private async Task TakeAsync(string to, StreamReader reader, StreamWriter writer)
    {
        await writer.WriteLineAsync("354 go on");
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line && line != ".") mail.Append(line).Append('\n');
        Mails.Enqueue((to, mail.ToString().Replace("=\n", "", StringComparison.Ordinal)));
    }
}
