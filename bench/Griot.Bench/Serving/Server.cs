using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Griot.Bench.Serving;

/// <summary>A web server that the benchmark starts, and the time of the processor that it and its children have taken.</summary>
internal sealed class Server : IDisposable
{
    // Linux counts a process's time in hundredths of a second for everybody who looks.
    private const double Ticks = 100;

    private readonly Process process;

    internal Server(string name, int port, string program, params IEnumerable<string> args)
    {
        (Name, Port) = (name, port);
        var start = new ProcessStartInfo(program, args) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_gcServer"] = "0";
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    internal string Name { get; }

    internal int Port { get; }

    /// <summary>Seconds of user and system time so far.</summary>
    internal double CpuSeconds => Family().Sum(SecondsOf);

    /// <summary>Waits until it answers.</summary>
    internal async Task ReadyAsync()
    {
        while (true)
        {
            if (process.HasExited) throw new InvalidOperationException($"{Name} ended before it answered.");
            try
            {
                using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    public void Dispose()
    {
        // The master first: it would begin a worker anew.
        foreach (var id in Family())
        {
            try
            {
                Process.GetProcessById(id).Kill();
            }
            catch (ArgumentException)
            {
                continue;
            }
        }

        process.Dispose();
    }

    private int[] Family() => [process.Id, .. Directory.EnumerateFiles($"/proc/{process.Id}/task/{process.Id}", "children").SelectMany(file => File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    // The name of the program stands in brackets and may hold anything; fields 14 and 15, counted from 1.
    private static double SecondsOf(int id)
    {
        var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[^1].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / Ticks;
    }
}
