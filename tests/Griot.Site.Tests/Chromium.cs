using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace Griot.Testing;

/// <summary>
/// A real browser without a window. Whatever it asks of anybody but <em>the house</em> goes to a proxy that answers
/// nobody and writes down what was wanted. Without chromium and chromedriver a test says so and is skipped.
/// </summary>
internal sealed class Chromium : IDisposable
{
    private const string Browser = "/usr/bin/chromium";
    private const string DriverPath = "/usr/bin/chromedriver";

    // Updates, accounts and the time of day: no flag stops them all. What a page asks of these hosts stands in Requests.
    private static readonly string[] Makers = [".googleapis.com", ".google.com", ".gvt1.com"];

    private readonly TcpListener proxy = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> wanted = new();

    /// <summary>Another name for this machine, which a browser does not take for it: without https it counts as not secure.</summary>
    public const string Stranger = "stranger.test";

    private Chromium(Uri house)
    {
        House = house;
        proxy.Start();
        _ = AcceptAsync();
        Driver = new ChromeDriver(ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(DriverPath), Path.GetFileName(DriverPath)), Options());
    }

    public Uri House { get; }

    public ChromeDriver Driver { get; }

    /// <summary>What the proxy was asked for: everything that is not the house's, nor the browser's own business with its makers.</summary>
    public IEnumerable<string> Wanted => wanted.Where(line => !Makers.Any(host => line.Contains(host, StringComparison.Ordinal)));

    public static Chromium Open(Uri house)
    {
        if (!File.Exists(Browser) || !File.Exists(DriverPath)) Assert.Skip("chromium and chromedriver are not present");
        return new(house);
    }

    public void Visit(string path) => Driver.Navigate().GoToUrl(new Uri(House, path));

    /// <summary>What has been said on the console since it was last read: refusals of the content policy are among it.</summary>
    public List<string> Console() => [.. Driver.Manage().Logs.GetLog(LogType.Browser).Select(line => line.Message)];

    /// <summary>What left the browser since it was last read, the pages themselves among it.</summary>
    public List<string> Requests() =>
        [.. Driver.Manage().Logs.GetLog(LogType.Performance).Select(line => RequestIn(line.Message)).OfType<string>()];

    /// <summary>What came since it was last read: what for, and how many bytes of it went over the wire, heads of answers included.</summary>
    public List<(string Address, string Kind, int Bytes)> Loads()
    {
        var (loads, kinds) = (new List<(string, string, int)>(), new Dictionary<string, (string Address, string Kind)>());
        foreach (var line in Driver.Manage().Logs.GetLog(LogType.Performance))
        {
            using var document = JsonDocument.Parse(line.Message);
            var message = document.RootElement.GetProperty("message");
            var said = message.GetProperty("params");
            if (message.GetProperty("method").GetString() == "Network.responseReceived") kinds[said.GetProperty("requestId").GetString()!] = (said.GetProperty("response").GetProperty("url").GetString()!, said.GetProperty("type").GetString()!);
            else if (message.GetProperty("method").GetString() == "Network.loadingFinished" && kinds.TryGetValue(said.GetProperty("requestId").GetString()!, out var known)) loads.Add((known.Address, known.Kind, said.GetProperty("encodedDataLength").GetInt32()));
        }

        return loads;
    }

    /// <summary>Forgets what it has loaded earlier.</summary>
    public void Forget() => Driver.ExecuteCdpCommand("Network.clearBrowserCache", []);

    public void Dispose()
    {
        Driver.Dispose();
        proxy.Dispose();
    }

    private ChromeOptions Options()
    {
        var options = new ChromeOptions { BinaryLocation = Browser };
        options.AddArguments(
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-default-apps", "--no-first-run",
            $"--proxy-server=http://{proxy.LocalEndpoint}", $"--proxy-bypass-list=<-loopback>;{House.Authority};{Stranger}:{House.Port}",
            $"--host-resolver-rules=MAP {Stranger} 127.0.0.1");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference(LogType.Performance, LogLevel.All);
        return options;
    }

    private static string? RequestIn(string line)
    {
        using var document = JsonDocument.Parse(line);
        var message = document.RootElement.GetProperty("message");
        return message.GetProperty("method").GetString() == "Network.requestWillBeSent"
            ? message.GetProperty("params").GetProperty("request").GetProperty("url").GetString()
            : null;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ReadAsync(await proxy.AcceptTcpClientAsync());
        }
        catch (Exception closed) when (closed is ObjectDisposedException or SocketException)
        {
            return;
        }
    }

    // Written down before it is read: a connection alone is a request too many.
    private async Task ReadAsync(TcpClient caller)
    {
        using (caller)
        {
            using var reader = new StreamReader(caller.GetStream());
            try
            {
                wanted.Enqueue(await reader.ReadLineAsync() ?? "a connection");
            }
            catch (IOException)
            {
                wanted.Enqueue("a connection");
            }
        }
    }
}
