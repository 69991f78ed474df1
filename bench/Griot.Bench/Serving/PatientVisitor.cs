using System.Net;
using System.Net.Sockets;

namespace Griot.Bench.Serving;

/// <summary>Asks one address again and again and waits in the kernel for the answer: what it measures holds no turn of a pool of threads on its own side.</summary>
internal sealed class PatientVisitor : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[256 * 1024];

    internal static PatientVisitor Come(int port)
    {
        var visitor = new PatientVisitor();
        visitor.socket.Connect(IPAddress.Loopback, port);
        return visitor;
    }

    /// <summary>Reads one answer that has a length.</summary>
    internal void Ask(byte[] request)
    {
        socket.Send(request);
        var (read, end) = (0, -1);
        while ((end = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8)) < 0) read += Some(read);
        var length = Visitor.LengthIn(buffer.AsSpan(0, end + 4));
        while (read < end + 4 + length) read += Some(read);
    }

    public void Dispose() => socket.Dispose();

    private int Some(int from)
    {
        var more = socket.Receive(buffer.AsSpan(from));
        return more > 0 ? more : throw new IOException("The server closed the connection.");
    }
}
