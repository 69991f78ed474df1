using Griot.Testing;
using Griot.Tests.Demonstration;
using Griot.Tests.Running;

namespace Griot.Tests.Exporting;

/// <summary>A reader with a stick and a browser, and without a network. Without chromium the test says so and is skipped.</summary>
public sealed class CopyBrowserTests(DemoHouse demo)
{
    private const string Look = "return getComputedStyle(document.querySelector('.house')).fontWeight + ' ' + getComputedStyle(document.documentElement).direction + ' ' + document.styleSheets.length;";

    [Fact]
    public async Task From_a_file_system_the_copy_reads_as_the_site_does_and_asks_nobody_for_anything()
    {
        await demo.SiteAsync();
        using var beside = new DataFolder();
        var outcome = await GriotProgram.RunAsync("export", beside.File("a copy"), "--data", demo.Data);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var copy = new Copy(beside.File("a copy"));
        using var browser = Chromium.Open(new Uri("http://127.0.0.1:9/"));
        void Open(string path) => browser.Driver.Navigate().GoToUrl(new Uri(copy.Full(path)));

        foreach (var (path, direction) in ((string, string)[])[("fr/index.html", "ltr"), ("ar/index.html", "rtl"), ("copy/sw.html", "ltr"), ("ar/providers.html", "rtl")])
        {
            Open(path);
            Assert.Equal($"700 {direction} 1", browser.Driver.ExecuteScript(Look));
        }

        Open("index.html");
        Click(browser, "a[hreflang=ar]");
        Assert.EndsWith("/ar/index.html", browser.Driver.Url, StringComparison.Ordinal);
        Click(browser, "main h2 a, main h3 a");
        Assert.NotEmpty((string)browser.Driver.ExecuteScript("return document.querySelector('article').innerText;")!);
        Assert.Equal("rtl", browser.Driver.ExecuteScript("return document.documentElement.dir;"));
        foreach (var page in copy.Pages.Where(page => page.StartsWith("fr/le-fleuve/", StringComparison.Ordinal))) Open(page);

        Assert.Empty(browser.Console());
        Assert.All(browser.Requests(), request => Assert.StartsWith("file:///", request, StringComparison.Ordinal));
        Assert.Empty(browser.Wanted);
    }

    private static void Click(Chromium browser, string selector) => browser.Driver.ExecuteScript("document.querySelector(arguments[0]).click();", selector);
}
