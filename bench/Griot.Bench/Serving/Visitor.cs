using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Griot.Bench.Serving;

/// <summary>Asks one address again and again over one connection; it reads answers with a length, and does as little as can be.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[256 * 1024];

    internal static async Task<Visitor> ComeAsync(int port)
    {
        var visitor = new Visitor();
        await visitor.socket.ConnectAsync(IPAddress.Loopback, port);
        return visitor;
    }

    /// <summary>A request as a browser sends it, with what it says of the page that it has.</summary>
    internal static byte[] Request(int port, string path, string? known = null) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\nAccept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: fr,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br, zstd\r\n{(known is null ? "" : $"If-None-Match: {known}\r\n")}Connection: keep-alive\r\n\r\n");

    /// <summary>A delivery as a provider's program sends it.</summary>
    internal static byte[] Delivery(int port, string channel, string secret, byte[] document) =>
        [.. Encoding.ASCII.GetBytes($"POST /deliver/{channel} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {secret}\r\nContent-Type: application/feed+json\r\nContent-Length: {document.Length}\r\n\r\n"), .. document];

    /// <summary>The status, and the bytes of the body.</summary>
    internal async ValueTask<(int Status, int Length)> AskAsync(byte[] request)
    {
        await socket.SendAsync(request);
        var (read, end) = (0, -1);
        while ((end = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8)) < 0) read += await SomeAsync(read);
        var head = buffer.AsSpan(0, end + 4);
        var status = int.Parse(head[9..12], CultureInfo.InvariantCulture);
        if (status == 304) return (status, 0);
        var (chunked, length) = (head.IndexOf("chunked"u8) >= 0, LengthIn(head));
        while (chunked ? !buffer.AsSpan(0, read).EndsWith("\r\n0\r\n\r\n"u8) : read < end + 4 + length) read += await SomeAsync(read);
        return (status, read - end - 4);
    }

    /// <summary>The answer as it comes, head and body.</summary>
    internal async Task<(string Head, byte[] Body)> ReadAsync(byte[] request)
    {
        var (_, length) = await AskAsync(request);
        var end = buffer.AsSpan().IndexOf("\r\n\r\n"u8);
        return (Encoding.ASCII.GetString(buffer, 0, end + 2), buffer[(end + 4)..(end + 4 + length)]);
    }

    public void Dispose() => socket.Dispose();

    private async ValueTask<int> SomeAsync(int from)
    {
        var more = await socket.ReceiveAsync(buffer.AsMemory(from));
        return more > 0 ? more : throw new IOException("The server closed the connection.");
    }

    /// <summary>The length that a head gives to its body; 0 where it gives none.</summary>
    internal static int LengthIn(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return 0;
        var rest = head[(at + 16)..];
        return int.Parse(rest[..rest.IndexOf((byte)'\r')], CultureInfo.InvariantCulture);
    }
}
