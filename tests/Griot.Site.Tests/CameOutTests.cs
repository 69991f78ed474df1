using System.Text.Json;
using AngleSharp.Dom;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>A piece is dated by when the public could first see it, wherever that is what orders it.</summary>
public sealed class CameOutTests
{
    private static readonly ProviderCard LeFleuve = Written.Provider("Le Fleuve");

    [Fact]
    public async Task A_piece_that_was_under_embargo_has_the_time_of_its_release_wherever_it_is_listed_and_told_of()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Sous embargo") with { PubStatus = PubStatus.Embargoed });
        await house.DeliverAsync(LeFleuve, Written.Piece("Entre-temps"));
        house.Time.Advance(TimeSpan.FromDays(1));
        await house.ReleaseAsync(LeFleuve, item, 1);
        house.Follow();

        foreach (var path in (string[])["/en", "/en/le-fleuve", "/en/country/ML", "/en/search?q=entier"])
            Assert.Equal((path, "Sous embargo 2026-11-23T18:42:00Z, Entre-temps 2026-11-22T18:42:00Z"), (path, string.Join(", ", Listed(Read.Page(await house.GetAsync(path))))));

        var page = Read.Page(await house.GetAsync($"/en/le-fleuve/{item}"));
        Assert.Equal("2026-11-23T18:42:00Z", JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement.GetProperty("sdDatePublished").GetString());
        Assert.Contains("Sous embargo", await house.GetAsync(Assert.Single(page.QuerySelectorAll(".meta a[href*='/day/']")).GetAttribute("href")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_import_brought_leads_to_the_day_that_lists_it_and_has_its_own_date_there()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.ImportAsync(LeFleuve, Written.Piece("De jadis") with { FirstCreated = new DateTimeOffset(2019, 5, 3, 10, 0, 0, TimeSpan.Zero) });
        var undated = await house.ImportAsync(LeFleuve, Written.Piece("Sans date") with { FirstCreated = null });
        house.Follow();

        Assert.Equal("/en/day/2019-05-03", await DayAsync(house, item));
        Assert.Equal("/en/day/2026-11-22", await DayAsync(house, undated));
        Assert.Equal(["De jadis 2019-05-03T10:00:00Z"], Listed(Read.Page(await house.GetAsync("/en/day/2019-05-03"))));
        Assert.Equal(["Sans date 2026-11-22T18:42:00Z"], Listed(Read.Page(await house.GetAsync("/en/day/2026-11-22"))));
        Assert.Equal(["De jadis 2019-05-03T10:00:00Z"], Listed(Read.Page(await house.GetAsync("/en/search?q=jadis"))));
    }

    private static async Task<string?> DayAsync(House house, string item) => Assert.Single(Read.Page(await house.GetAsync($"/en/le-fleuve/{item}")).QuerySelectorAll(".meta a[href*='/day/']")).GetAttribute("href");

    private static List<string> Listed(IDocument page) =>
        [.. page.QuerySelectorAll("li h3").Select(headline => $"{headline.TextContent} {headline.Closest("li")!.QuerySelector("time")!.GetAttribute("datetime")}")];
}
