using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Griot.Bench;

/// <summary>
/// What 30 hostile feeds cost 70 good ones. The real program polls 100 hosts every two seconds and serves its site; each
/// good feed brings a new piece every five seconds, and an observer reads the house's own feed: the lag of a piece is the
/// time from its standing in the provider's feed to its standing in the house's. Once with 70 feeds alone, once with
/// the 30 added when the measuring begins, so that their first blow is in it.
/// "missing" never came within ten seconds; "site" is the longest that a reader waited for the house's feed.
/// </summary>
internal sealed class HostileBench(string program, TimeSpan measured, IReadOnlyList<Harm> harms)
{
    private const int GoodOnes = 70;
    private const int HostileOnes = 30;
    private const int ItemsInFeed = 10;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly long origin = TimeProvider.System.GetTimestamp();

    private TimeSpan longestAnswer;

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(origin);

    internal static async Task<int> RunAsync(string[] args)
    {
        var program = args is [var path, ..] ? path : throw new ArgumentException("usage: griot-bench hostile PATH-TO-griot.dll [SECONDS [HARM]]");
        var seconds = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 60;
        var harms = Harm.All.Where(harm => args.Length < 3 || harm.Name.Contains(args[2], StringComparison.Ordinal)).ToList();
        Console.WriteLine($"machine: {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}; {seconds:0} s each");
        Console.WriteLine("{0,-8}{1,8}{2,10}{3,10}{4,10}{5,10}{6,10}{7,12}{8,16}", "run", "pieces", "p50 s", "p99 s", "max s", "missing", "site s", "peak MB", "handles");
        var clean = await new HostileBench(program, TimeSpan.FromSeconds(seconds), harms).OnceAsync("clean", hostileOnes: 0);
        var hostile = await new HostileBench(program, TimeSpan.FromSeconds(seconds), harms).OnceAsync("hostile", HostileOnes);
        Console.WriteLine($"ratio   p50 {hostile.P50 / clean.P50:0.00}, p99 {hostile.P99 / clean.P99:0.00}");
        return 0;
    }

    private async Task<(double P50, double P99)> OnceAsync(string name, int hostileOnes)
    {
        var folder = Directory.CreateTempSubdirectory("griot-bench-").FullName;
        try
        {
            await using var host = new HostileHost(GoodOnes, Feed, harms);
            await RegisterAsync(host, folder, 0, GoodOnes);
            using var griot = new Process { StartInfo = Start(folder, out var port) };
            griot.OutputDataReceived += static (_, _) => { };
            griot.ErrorDataReceived += static (_, _) => { };
            griot.Start();
            griot.BeginOutputReadLine();
            griot.BeginErrorReadLine();
            var seen = await ObserveAsync(port, griot, () => RegisterAsync(host, folder, GoodOnes, hostileOnes));
            var result = Print(name, seen.Lags, seen.Missing, griot, seen.Handles);
            griot.Kill();
            await griot.WaitForExitAsync();
            return result;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Piece k of feed n stands from k times the pause on, each feed in a phase of its own.
    private static TimeSpan Published(int feed, int piece) => (Between * piece) + (Between * feed / GoodOnes);

    private int Newest(int feed) => (int)((Now - (Between * feed / GoodOnes)) / Between);

    private string Feed(int feed)
    {
        var items = new StringBuilder();
        for (var piece = Newest(feed); piece > Math.Max(-1, Newest(feed) - ItemsInFeed); piece--)
            items.Append(CultureInfo.InvariantCulture, $"<item><guid isPermaLink=\"false\">{feed} {piece}</guid><title>piece {feed} {piece}</title><description>{Text}</description></item>");
        return $"<rss version=\"2.0\"><channel><title>Journal {feed.ToString(CultureInfo.InvariantCulture)}</title><link>https://journal.example/</link>{items}</channel></rss>";
    }

    private static string Text { get; } = string.Concat(Enumerable.Repeat("&lt;p&gt;Le barrage de la vallée rouvre après trois mois de travaux.&lt;/p&gt;", 40));

    private async Task RegisterAsync(HostileHost host, string folder, int first, int count)
    {
        var table = new StringBuilder("name,kind,capacity,country,language,feed\n");
        for (var feed = first; feed < first + count; feed++) table.Append(CultureInfo.InvariantCulture, $"Journal {feed},press,independent,ML,fr,{host.AddressOf(feed)}\n");
        var csv = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"providers-{first}.csv"));
        await File.WriteAllTextAsync(csv, table.ToString());
        using var import = Child.Griot(program, quiet: true);
        import.Start("provider", "import", csv, "--data", Path.Combine(folder, "data"));
        await import.ReadAllAsync();
    }

    private ProcessStartInfo Start(string folder, out int port)
    {
        using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
        free.Start();
        port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
        return new ProcessStartInfo("dotnet", [program, "run", "--port", port.ToString(CultureInfo.InvariantCulture), "--poll-every", "2s", "--allow-network", "127.0.0.0/8", "--data", Path.Combine(folder, "data")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    // What came before the warm-up ended counts for nothing; what had not come by the end is missing.
    private async Task<(List<double> Lags, int Missing, (int Start, int End) Handles)> ObserveAsync(int port, Process griot, Func<Task> begin)
    {
        while ((await ReadAsync(port)).Length == 0)
        {
            if (griot.HasExited) throw new InvalidOperationException("The program ended before its site answered.");
            await Task.Delay(Look, TimeProvider.System);
        }

        await Task.Delay(WarmUp, TimeProvider.System);
        var (from, handles) = (Now, OpenHandles(griot));
        var begun = begin();
        var lags = new Dictionary<(int, int), double>();
        while (Now < from + measured)
        {
            var asked = Now;
            var answer = await ReadAsync(port);
            longestAnswer = TimeSpan.FromTicks(Math.Max(longestAnswer.Ticks, (Now - asked).Ticks));
            foreach (var (feed, piece) in PiecesIn(answer))
                if (Published(feed, piece) >= from) lags.TryAdd((feed, piece), (Now - Published(feed, piece)).TotalSeconds);
            await Task.Delay(Look, TimeProvider.System);
        }

        await begun;
        var due = Enumerable.Range(0, GoodOnes).Sum(feed => Enumerable.Range(0, Newest(feed) + 1).Count(piece => Published(feed, piece) >= from && Published(feed, piece) < Now - TimeSpan.FromSeconds(10) && !lags.ContainsKey((feed, piece))));
        return ([.. lags.Values], due, (handles, OpenHandles(griot)));
    }

    private static IEnumerable<(int Feed, int Piece)> PiecesIn(string feed)
    {
        const string mark = "\"title\":\"piece ";
        for (var at = feed.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = feed.IndexOf(mark, at + 1, StringComparison.Ordinal))
        {
            var words = feed[(at + mark.Length)..feed.IndexOf('"', at + mark.Length)].Split(' ');
            yield return (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
        }
    }

    // By hand, for nothing but the guarded client may be used, and that refuses the house's own site. A house that does not
    // answer in time is looked at again: the pieces in it are late by as much.
    private static async Task<string> ReadAsync(int port)
    {
        using var late = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port, late.Token);
            var stream = client.GetStream();
            await stream.WriteAsync("GET /feeds/all.json HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray(), late.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(late.Token);
        }
        catch (Exception fault) when (fault is SocketException or IOException or OperationCanceledException)
        {
            return "";
        }
    }

    private static int OpenHandles(Process process) => Directory.Exists($"/proc/{process.Id}/fd") ? Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd").Count() : process.HandleCount;

    private (double P50, double P99) Print(string name, List<double> lags, int missing, Process griot, (int Start, int End) handles)
    {
        lags.Sort();
        griot.Refresh();
        var (p50, p99) = (At(0.5), At(0.99));
        Console.WriteLine("{0,-8}{1,8}{2,10:0.00}{3,10:0.00}{4,10:0.00}{5,10}{6,10:0.00}{7,12:0}{8,16}", name, lags.Count, p50, p99, At(1), missing, longestAnswer.TotalSeconds, griot.PeakWorkingSet64 / 1048576.0, $"{handles.Start} -> {handles.End}");
        return (p50, p99);

        double At(double share) => lags.Count == 0 ? double.NaN : lags[Math.Min(lags.Count - 1, (int)(share * lags.Count))];
    }
}
