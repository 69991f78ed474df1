using System.Globalization;
using System.Runtime.InteropServices;
using Griot.Ledger;

namespace Griot.Bench.Serving;

/// <summary>
/// What a page costs: requests for each second of the processor that the server's processes take, beside nginx with the same
/// bytes in the same run, in turns; and how long an article takes while others search and pieces come in. What the one who asks costs
/// is not counted. Prints figures; asserts nothing.
/// </summary>
internal sealed class ServeBench(string program, string folder, TimeSpan span)
{
    private const int WarmUp = 4, Rounds = 5, Visitors = 16, FirstPort = 8250;

    private readonly string data = Path.Combine(folder, "data");

    internal static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var program, .. var rest]) throw new ArgumentException("usage: griot-bench serve PATH-TO-griot.dll [SECONDS | latency]");
        if (Nginx.Program is null)
        {
            await Console.Error.WriteLineAsync("nginx is not here: nothing to compare with (Debian: apt-get install nginx)");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("griot-serve-").FullName;
        Console.WriteLine($"machine: {Environment.MachineName}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, .NET {Environment.Version}; load before: {(await File.ReadAllTextAsync("/proc/loadavg")).Trim()}");
        try
        {
            if (rest is ["latency"]) await new ServeBench(program, folder, TimeSpan.FromSeconds(1)).MeasureLatencyAsync();
            else await new ServeBench(program, folder, TimeSpan.FromSeconds(rest is [var seconds] ? double.Parse(seconds, CultureInfo.InvariantCulture) : 3)).MeasureAsync();
            return 0;
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException or System.Net.Sockets.SocketException)
        {
            // Without it nobody would end the servers.
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureLatencyAsync()
    {
        await using var store = LedgerStore.Open(data, TimeProvider.System);
        var house = new ServedHouse(store);
        await house.FillAsync();
        using var griot = Griot("griot", FirstPort);
        await griot.ReadyAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        for (var time = 0; time < WarmUp; time++) await RateAsync(griot, Visitor.Request(griot.Port, house.Article));
        using var nginx = Nginx.Start(folder, FirstPort + 2, [await ReadAsync(house.Article)]);
        await nginx.ReadyAsync();
        await new Latency(house, griot.Port, nginx.Port).MeasureAsync();
    }

    private async Task MeasureAsync()
    {
        await using var store = LedgerStore.Open(data, TimeProvider.System);
        var house = new ServedHouse(store);
        await house.FillAsync();
        using var griot = Griot("griot", FirstPort);
        using var keepless = Griot("griot --no-page-cache", FirstPort + 1, "--no-page-cache");
        await griot.ReadyAsync();
        await keepless.ReadyAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        string[] paths = [house.Article, "/fr"];
        // Asked for often enough to be compressed as well as can be, as it is for most readers.
        var pages = new List<(string Path, string Head, byte[] Body)>();
        foreach (var path in paths) pages.Add(await ReadAsync(path));
        using var nginx = Nginx.Start(folder, FirstPort + 2, pages);
        await nginx.ReadyAsync();
        // What the runtime compiles once more while it gets to know its work is no cost of a page.
        foreach (var server in (Server[])[griot, keepless])
            for (var time = 0; time < WarmUp; time++) await RateAsync(server, Visitor.Request(server.Port, house.Article));
        Console.WriteLine("{0,-34}{1,10}{2,16}{3,16}{4,10}", "page", "bytes", "nginx/CPU s", "Griot/CPU s", "ratio");
        await CompareAsync("article, kept", pages[0], nginx, griot, conditional: false);
        await CompareAsync("article, 304", pages[0], nginx, griot, conditional: true);
        await CompareAsync("home, kept", pages[1], nginx, griot, conditional: false);
        await CompareAsync("article, made for each", pages[0], nginx, keepless, conditional: false);
        await new Latency(house, griot.Port, nginx.Port).MeasureAsync();
    }

    private Server Griot(string name, int port, params string[] more) =>
        new(name, port, "dotnet", [program, "run", "--data", data, "--port", port.ToString(CultureInfo.InvariantCulture), "--checkpoint-copy", Path.Combine(folder, "copy"), .. more]);

    private static async Task<(string Path, string Head, byte[] Body)> ReadAsync(string path)
    {
        using var visitor = await Visitor.ComeAsync(FirstPort);
        var request = Visitor.Request(FirstPort, path);
        for (var time = 0; time < 20; time++) await visitor.AskAsync(request);
        await Task.Delay(TimeSpan.FromSeconds(2.5), TimeProvider.System);
        var (head, body) = await visitor.ReadAsync(request);
        return (path, head, body);
    }

    private async Task CompareAsync(string what, (string Path, string Head, byte[] Body) page, Server nginx, Server griot, bool conditional)
    {
        var requests = new Dictionary<Server, byte[]>();
        foreach (var server in (Server[])[nginx, griot]) requests[server] = Visitor.Request(server.Port, page.Path, conditional ? await TagAsync(server.Port, page.Path) : null);
        // The first round warms up.
        var rates = new List<(double Nginx, double Griot)>();
        for (var round = 0; round <= Rounds; round++) rates.Add((await RateAsync(nginx, requests[nginx]), await RateAsync(griot, requests[griot])));
        var (one, other) = (Median(rates.Skip(1).Select(rate => rate.Nginx)), Median(rates.Skip(1).Select(rate => rate.Griot)));
        Console.WriteLine("{0,-34}{1,10}{2,16:0}{3,16:0}{4,10:0.000}", what, page.Body.Length, one, other, Median(rates.Skip(1).Select(rate => rate.Griot / rate.Nginx)));
    }

    private static async Task<string> TagAsync(int port, string path)
    {
        using var visitor = await Visitor.ComeAsync(port);
        var (head, _) = await visitor.ReadAsync(Visitor.Request(port, path));
        return head.Split("\r\n").First(line => line.StartsWith("ETag: ", StringComparison.Ordinal))[6..];
    }

    private async Task<double> RateAsync(Server server, byte[] request)
    {
        var visitors = await Task.WhenAll(Enumerable.Range(0, Visitors).Select(_ => Visitor.ComeAsync(server.Port)));
        var (before, start) = (server.CpuSeconds, TimeProvider.System.GetTimestamp());
        var counts = await Task.WhenAll(visitors.Select(visitor => Task.Run(async () =>
        {
            var count = 0;
            while (TimeProvider.System.GetElapsedTime(start) < span)
            {
                if ((await visitor.AskAsync(request)).Status is not (200 or 304)) throw new InvalidOperationException($"{server.Name} failed");
                count++;
            }

            return count;
        })));
        var rate = counts.Sum() / (server.CpuSeconds - before);
        foreach (var visitor in visitors) visitor.Dispose();
        return rate;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
