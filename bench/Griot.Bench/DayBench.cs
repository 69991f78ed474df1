using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Griot.Bench;

/// <summary>
/// The day of a house with 600 feeds, with the real program on a real store: <em>cold</em> (6,000 new pieces), <em>day</em>
/// (500 new among 6,500) and <em>quiet</em> (nothing new). Prints what each cost; asserts nothing.
/// </summary>
internal static class DayBench
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var program = args is [var path, ..] ? path : throw new ArgumentException("usage: griot-bench PATH-TO-GRIOT [RUNS]");
        var runs = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3;
        var port = FreePort();
        using var feeds = Feeds(port);
        PrintMachine();
        Console.WriteLine("{0,-8}{1,8}{2,12}{3,12}{4,16}{5,14}{6,14}", "run", "wall s", "cpu s", "new", "cpu s/1000", "peak MB", "bytes/article");
        for (var run = 0; run < runs; run++)
        {
            var folder = Directory.CreateTempSubdirectory("griot-bench-").FullName;
            try
            {
                await RegisterAsync(program, folder, port);
                feeds.Say("0");
                Print("cold", await OnceAsync(program, folder), folder);
                feeds.Say("1");
                Print("day", await OnceAsync(program, folder), folder);
                Print("quiet", await OnceAsync(program, folder), folder);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        return 0;
    }

    internal static Child Feeds(int port)
    {
        var feeds = new Child("dotnet", Environment.ProcessPath is { } self && !self.EndsWith("dotnet", StringComparison.Ordinal) ? null : typeof(DayBench).Assembly.Location);
        feeds.Start("serve-feeds", port.ToString(CultureInfo.InvariantCulture));
        feeds.WaitReady();
        return feeds;
    }

    internal static void PrintMachine() =>
        Console.WriteLine($"machine: {Environment.MachineName}, {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}");

    internal static async Task RegisterAsync(string program, string folder, int port)
    {
        var table = new StringBuilder("name,kind,capacity,country,language,feed\n");
        for (var feed = 0; feed < FeedBook.Feeds; feed++)
            table.Append(CultureInfo.InvariantCulture, $"Journal {feed},press,independent,ML,fr,http://{FeedHost.AddressOf(feed)}:{port}/feed\n");
        var csv = Path.Combine(folder, "providers.csv");
        await File.WriteAllTextAsync(csv, table.ToString());
        using var import = Child.Griot(program);
        import.Start("provider", "import", csv, "--data", Path.Combine(folder, "data"));
        await import.ReadAllAsync();
    }

    internal static async Task<(JsonElement Facts, long PeakBytes)> OnceAsync(string program, string folder)
    {
        using var once = Child.Griot(program);
        once.Start("run", "--once", "--json", "--allow-network", "127.0.0.0/8", "--data", Path.Combine(folder, "data"));
        var output = await once.ReadAllAsync();
        return (JsonSerializer.Deserialize<JsonElement>(output), once.PeakBytes);
    }

    private static void Print(string name, (JsonElement Facts, long PeakBytes) run, string folder)
    {
        var wall = run.Facts.GetProperty("seconds").GetDouble();
        var cpu = run.Facts.GetProperty("cpuSeconds").GetDouble();
        var fresh = run.Facts.GetProperty("newItems").GetInt32();
        var size = new DirectoryInfo(Path.Combine(folder, "data")).EnumerateFiles("ledger.db*").Sum(file => file.Length);
        var all = name == "cold" ? FeedBook.Feeds * FeedBook.Items : (FeedBook.Feeds * FeedBook.Items) + FeedBook.NewOnDay;
        Console.WriteLine(
            "{0,-8}{1,8:0.00}{2,12:0.00}{3,12}{4,16}{5,14:0}{6,14}", name, wall, cpu, fresh,
            fresh > 0 ? (cpu / fresh * 1000).ToString("0.00", CultureInfo.InvariantCulture) : $"{cpu / FeedBook.Feeds * 1000:0.00} ms/feed",
            run.PeakBytes / 1048576.0, size / all);
        if (run.Facts.GetProperty("failed").GetInt32() is > 0 and var failed) Console.WriteLine($"        {failed} feeds failed: the figures are not to be used");
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
