using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Griot.Net;

namespace Griot.Feedback.Tests;

/// <summary>A relay on a loopback port that keeps what it takes over, or refuses everything for as long as it is told.</summary>
internal sealed class MailSink : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();

    internal MailSink()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The mails in the order in which they were taken over.</summary>
    internal ConcurrentQueue<TakenMail> Taken { get; } = [];

    internal bool Refuses { get; set; }

    internal Mailer Mailer(TimeProvider time) => new(
        new MailerOptions
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)listener.LocalEndpoint).Port,
            From = "Griot <desk@griot.example>",
            UseTls = MailTls.None,
        },
        time);

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = TalkAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (OperationCanceledException)
        {
            listener.Stop();
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var connection = client;
        using var reader = new StreamReader(connection.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(connection.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        var to = "";
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("RCPT TO:", StringComparison.OrdinalIgnoreCase)) to = line[8..].Trim('<', '>', ' ');
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await writer.WriteLineAsync("354 go on");
                var data = new StringBuilder();
                while (await reader.ReadLineAsync() is { } text && text != ".") data.Append(text.StartsWith('.') ? text[1..] : text).Append('\n');
                Taken.Enqueue(new TakenMail(to, data.ToString()));
            }

            await writer.WriteLineAsync(Refuses && line.StartsWith("MAIL", StringComparison.OrdinalIgnoreCase) ? "451 not now" : "250 yes");
        }
    }
}

/// <summary>A mail as it went over the line.</summary>
internal sealed record TakenMail(string To, string Raw)
{
    internal string[] Headers => Raw[..Raw.IndexOf("\n\n", StringComparison.Ordinal)].Replace("\n\t", " ").Replace("\n ", " ").Split('\n');

    internal string? Header(string name) =>
        Headers.FirstOrDefault(header => header.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();

    /// <summary>The body, read back from quoted-printable (RFC 2045, section 6.7).</summary>
    internal string Text
    {
        get
        {
            var body = Raw[(Raw.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Replace("=\n", "");
            List<byte> bytes = [];
            for (var i = 0; i < body.Length; i++)
            {
                var escaped = body[i] == '=' && i + 2 < body.Length;
                bytes.Add(escaped ? Convert.ToByte(body.Substring(i + 1, 2), 16) : (byte)body[i]);
                if (escaped) i += 2;
            }

            return Encoding.UTF8.GetString([.. bytes]);
        }
    }
}
