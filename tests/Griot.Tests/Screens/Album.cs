using System.Globalization;
using System.Net;
using System.Text;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.Screens;

/// <summary>Pictures of pages as a device of a given width shows them, and a sheet with all of them.</summary>
internal sealed class Album(Chromium browser, string folder)
{
    /// <summary>Pixels; what is longer is cut.</summary>
    private const int Highest = 6000;

    internal static readonly int[] Widths = [360, 1280];
    internal static readonly string[] Schemes = ["light", "dark"];

    private readonly List<string> taken = [];

    internal async Task TakeAsync(string name, string edition, string address)
    {
        foreach (var width in Widths)
            foreach (var scheme in Schemes)
            {
                Show(browser, address, width, scheme);
                await Eventually.TrueAsync(() => Task.FromResult(IsAtRest()), () => $"{address} is still checking");
                var file = string.Create(CultureInfo.InvariantCulture, $"{name}-{edition}-{width}-{scheme}.png");
                await File.WriteAllBytesAsync(Path.Combine(folder, file), Picture(width));
                taken.Add(file);
            }
    }

    /// <summary>Opens a page on a device of this width, whatever the window's is, in a colour scheme.</summary>
    internal static void Show(Chromium browser, string address, int width, string scheme, bool isPhone = true)
    {
        browser.Driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = width, ["height"] = 800, ["deviceScaleFactor"] = 1, ["mobile"] = isPhone && width < 700 });
        browser.Driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new Dictionary<string, object?> { ["features"] = new[] { new Dictionary<string, object?> { ["name"] = "prefers-color-scheme", ["value"] = scheme } } });
        browser.Visit(address);
    }

    /// <summary>All pictures on one page, without a script.</summary>
    internal async Task BindAsync()
    {
        var sheet = new StringBuilder("<!doctype html><meta charset=utf-8><title>Pages</title><style>body{font:14px system-ui;margin:1rem;background:#888}section{display:flex;gap:8px;overflow-x:auto;align-items:start}img{height:480px;width:auto;object-fit:cover;object-position:top;background:#fff}h2{margin:1rem 0 .3rem;position:sticky;left:0}</style>\n");
        foreach (var kind in taken.GroupBy(file => file[..file.LastIndexOf('-', file.LastIndexOf('-', file.LastIndexOf('-') - 1) - 1)]))
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<h2>{WebUtility.HtmlEncode(kind.Key)}</h2><section>");
            foreach (var file in kind) sheet.Append(CultureInfo.InvariantCulture, $"<a href=\"{file}\"><img loading=lazy src=\"{file}\" alt=\"{file}\"></a>");
            sheet.Append("</section>\n");
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), sheet.ToString());
    }

    // The one page with a script checks step by step: what is drawn is what a reader is left with.
    private bool IsAtRest() => browser.Driver.ExecuteScript("return document.querySelector('[data-state=waiting]') === null") is true;

    private byte[] Picture(int width)
    {
        var height = Math.Min(Highest, Convert.ToInt32(browser.Driver.ExecuteScript("return Math.max(800, document.documentElement.scrollHeight)"), CultureInfo.InvariantCulture));
        var answer = (Dictionary<string, object>)browser.Driver.ExecuteCdpCommand("Page.captureScreenshot", new Dictionary<string, object?>
        {
            ["format"] = "png",
            ["captureBeyondViewport"] = true,
            ["clip"] = new Dictionary<string, object?> { ["x"] = 0, ["y"] = 0, ["width"] = width, ["height"] = height, ["scale"] = 1 },
        })!;
        return Convert.FromBase64String((string)answer["data"]);
    }
}
