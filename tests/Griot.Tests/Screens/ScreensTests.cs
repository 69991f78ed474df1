using Griot.Testing;
using Griot.Tests.Demonstration;

namespace Griot.Tests.Screens;

/// <summary>What <c>./test --screens DIR</c> runs: no test, but pictures for people to look at.</summary>
public sealed class ScreensTests(DemoHouse demo)
{
    [Fact(Explicit = true)]
    public async Task Every_kind_of_page_is_drawn_narrow_and_wide_light_and_dark_in_French_and_Arabic()
    {
        var folder = Environment.GetEnvironmentVariable("GRIOT_SCREENS") ?? throw new InvalidOperationException("./test --screens DIR says where the pictures go");
        Directory.CreateDirectory(folder);
        var site = await demo.SiteAsync();
        using var browser = Chromium.Open(site.Address);
        var album = new Album(browser, folder);
        var kinds = await PageKinds.OfAsync(site);

        foreach (var edition in (string[])["fr", "ar"])
            foreach (var (name, address) in await kinds.InAsync(edition))
                await album.TakeAsync(name, edition, address);

        await album.BindAsync();
        Assert.True(Directory.GetFiles(folder, "*.png").Length >= 100);
    }
}
