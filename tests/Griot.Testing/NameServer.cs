using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Griot.Testing;

/// <summary>
/// A name server on the loopback that answers questions for TXT records by UDP as a test wants: with a text, with "no such
/// name", with a failure, or not at all.
/// </summary>
public sealed class NameServer : IDisposable
{
    private const int NoError = 0, ServerFailure = 2, NoSuchName = 3, Refused = 5;

    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource ending = new();

    public NameServer() => _ = ServeAsync();

    public enum Mood { Answers, Fails, Refuses, Silent }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => (IPEndPoint)socket.Client.LocalEndPoint!;

    public Mood Now { get; set; } = Mood.Answers;

    /// <summary>Text by name; a name that is not here does not exist.</summary>
    public Dictionary<string, string> Texts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many questions came.</summary>
    public int Asked { get; private set; }

    public void Dispose()
    {
        ending.Cancel();
        socket.Dispose();
        ending.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (!ending.IsCancellationRequested)
            {
                var question = await socket.ReceiveAsync(ending.Token);
                Asked++;
                if (Now != Mood.Silent) await socket.SendAsync(Answer(question.Buffer), question.RemoteEndPoint, ending.Token);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            return;
        }
    }

    // RFC 1035, 4.1: the question is repeated, the answer points to its name.
    private byte[] Answer(byte[] asked)
    {
        var (name, end) = Name(asked);
        var text = Texts.GetValueOrDefault(name);
        var code = Now switch { Mood.Fails => ServerFailure, Mood.Refuses => Refused, _ => text is null ? NoSuchName : NoError };
        List<byte> answer = [asked[0], asked[1], 0x81, (byte)(0x80 | code), 0, 1, 0, (byte)(code == NoError ? 1 : 0), 0, 0, 0, 0, .. asked[12..end]];
        if (code != NoError) return [.. answer];
        byte[] strings = [.. Encoding.ASCII.GetBytes(text!).Chunk(200).SelectMany(chunk => chunk.Prepend((byte)chunk.Length))];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)strings.Length);
        return [.. answer, 0xC0, 12, 0, 16, 0, 1, 0, 0, 0, 60, .. length, .. strings];
    }

    private static (string Name, int End) Name(byte[] asked)
    {
        var labels = new List<string>();
        var at = 12;
        while (asked[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(asked, at + 1, asked[at]));
            at += asked[at] + 1;
        }

        // Behind the name: its end, type and class.
        return (string.Join('.', labels), at + 5);
    }
}
