using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Griot.Net.Tests;

/// <summary>A relay that takes every mail and keeps it, or answers one command as the test wishes.</summary>
internal sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Func<string, string?> instead;
    private readonly Task accepting;

    /// <param name="instead">The answer to a command where it is not the usual one; null for the usual one.</param>
    public SmtpSink(Func<string, string?>? instead = null)
    {
        this.instead = instead ?? (_ => null);
        listener.Start();
        accepting = AcceptAsync();
    }

    public ConcurrentQueue<string> Commands { get; } = new();

    public ConcurrentQueue<string> Mails { get; } = new();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

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
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            try
            {
                await writer.WriteLineAsync("220 sink.example ready");
                while (await reader.ReadLineAsync(end.Token) is { } command) await AnswerAsync(command, reader, writer);
            }
            catch (Exception fault) when (fault is OperationCanceledException or IOException)
            {
                return; // The client hung up.
            }
        }
    }

    private async Task AnswerAsync(string command, StreamReader reader, StreamWriter writer)
    {
        Commands.Enqueue(command);
        var answer = instead(command) ?? Usual(command);
        if (answer.Length == 0) await Task.Delay(Timeout.Infinite, end.Token);
        await writer.WriteLineAsync(answer);
        if (!answer.StartsWith("354", StringComparison.Ordinal)) return;
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(end.Token) is { } line && line != ".") mail.Append(line).Append('\n');
        Mails.Enqueue(mail.ToString());
        await writer.WriteLineAsync("250 taken");
    }

    private static string Usual(string command) => command.Split(' ')[0] switch
    {
        "EHLO" => "250-sink.example\r\n250 SIZE 1000000",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };
}
