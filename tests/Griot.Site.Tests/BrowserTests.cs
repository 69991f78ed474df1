using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;

namespace Griot.Site.Tests;

/// <summary>What a real browser does with the pages. Without chromium and chromedriver these tests say so and are skipped.</summary>
public sealed class BrowserTests
{
    private const string Browser = "/usr/bin/chromium";
    private const string Driver = "/usr/bin/chromedriver";

    [Fact]
    public async Task A_hostile_piece_runs_nothing_asks_nobody_else_and_breaks_nothing()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Hostile.Provider());
        var item = await house.DeliverAsync(provider, Hostile.Piece());
        using var browser = Open();

        foreach (var path in (string[])[$"/fr/hostile/{item}", "/fr", "/fr/hostile"])
        {
            browser.Navigate().GoToUrl(new Uri(house.Client.BaseAddress!, path));

            Assert.Empty(browser.Manage().Logs.GetLog(LogType.Browser).Select(line => line.Message));
            Assert.Equal(2, Requests(browser, house.Client.BaseAddress!).Count);
            Assert.Throws<NoAlertPresentException>(() => browser.SwitchTo().Alert());
            Assert.Empty(browser.Manage().Cookies.AllCookies);
        }
    }

    [Fact]
    public async Task Nothing_overflows_a_small_screen()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Une organisation au nom particulièrement long pour les petits écrans"));
        var item = await house.DeliverAsync(provider, Written.Piece("Unmotsanslamoindreespacequidépasselargementlalargeurdunpetitécran", "<p>https://provider.example/une/adresse/sans/la/moindre/espace/qui/depasse/la/largeur</p><table><tr><td>un</td><td>tableau qui est large et qui le reste malgré tout ce que l’on fait</td></tr></table><pre>une ligne de code qui ne doit pas être coupée et qui est longue</pre>"));
        using var browser = Open();
        browser.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = 320, ["height"] = 640, ["deviceScaleFactor"] = 1, ["mobile"] = false });

        foreach (var path in (string[])["/fr", $"/fr/{provider.Slug}", $"/fr/{provider.Slug}/{item}", "/fr/providers", "/fr/about"])
        {
            browser.Navigate().GoToUrl(new Uri(house.Client.BaseAddress!, path));
            Assert.True((bool)browser.ExecuteScript("return document.documentElement.scrollWidth <= document.documentElement.clientWidth")!, path);
        }
    }

    private static ChromeDriver Open()
    {
        if (!File.Exists(Browser) || !File.Exists(Driver)) Assert.Skip("chromium and chromedriver are not present");
        var options = new ChromeOptions { BinaryLocation = Browser };
        options.AddArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.SetLoggingPreference(LogType.Browser, LogLevel.All);
        options.SetLoggingPreference(LogType.Performance, LogLevel.All);
        return new ChromeDriver(ChromeDriverService.CreateDefaultService(Path.GetDirectoryName(Driver), Path.GetFileName(Driver)), options);
    }

    // What left the browser, the page itself among it.
    private static List<string> Requests(ChromeDriver browser, Uri house)
    {
        var addresses = browser.Manage().Logs.GetLog(LogType.Performance)
            .Select(line => System.Text.Json.JsonDocument.Parse(line.Message).RootElement.GetProperty("message"))
            .Where(message => message.GetProperty("method").GetString() == "Network.requestWillBeSent")
            .Select(message => message.GetProperty("params").GetProperty("request").GetProperty("url").GetString()!)
            .Where(address => !address.EndsWith("/favicon.ico", StringComparison.Ordinal)).ToList();
        Assert.All(addresses, address => Assert.StartsWith(house.ToString(), address));
        return addresses;
    }
}
