using Griot.Testing;
using OpenQA.Selenium;

namespace Griot.Site.Tests;

/// <summary>
/// Marks without number over one letter (H14), in a real browser: what others say, and who says what, looks as if the marks weren't there. The
/// text keeps every one of them. Without chromium and chromedriver these tests say so and are skipped.
/// </summary>
public sealed class MarksTests
{
    private static readonly string Above = Piled("h", "\u030D\u030E\u0304\u0305\u033F\u0311\u0306\u0310\u0352\u0357");
    private static readonly string Below = Piled("q", "\u0316\u0317\u0318\u0319");

    [Fact]
    public async Task H14_marks_that_pile_up_cover_nothing_of_what_others_say_and_of_who_says_it()
    {
        await using var house = await House.OpenAsync();
        var good = await house.RegisterAsync(Written.Provider("Le Fleuve", slug: "le-fleuve"));
        var evil = await house.RegisterAsync(Written.Provider("La Marque", slug: "la-marque"));
        await house.DeliverAsync(good, Written.Piece("Le barrage rouvre"));
        var item = await house.DeliverAsync(evil, Written.Piece($"{Above} {Below}", $"<h1>{Above}</h1><p>{Above} {Below}</p><p>{Below}</p>") with { By = Above + Below });
        await house.DeliverAsync(good, Written.Piece("Le pont tient"));
        using var browser = Chromium.Open(house.Client.BaseAddress!);
        var covered = new List<string>();

        foreach (var (path, places) in new[]
        {
            ("/fr", "header, .list>li:not(:has(a[href*='la-marque'])), .kicker"),
            ("/fr/la-marque", "header, .nameplate, h1, .card"),
            ($"/fr/la-marque/{item}", "header, .nameplate, .duty, .acts, aside, footer"),
        })
        {
            browser.Visit(path);
            var marked = Pictures(browser, places);
            browser.Driver.ExecuteScript("for (const e of document.querySelectorAll('body, body *')) e.style.clipPath = 'none';");
            var uncut = Pictures(browser, places);
            browser.Visit(path);
            browser.Driver.ExecuteScript("""
                const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (words.nextNode()) words.currentNode.data = words.currentNode.data.replace(/\p{M}+/gu, marks => marks.length > 9 ? "" : marks);
                """);
            var plain = Pictures(browser, places);

            Assert.True(plain.Count > 2, path);
            Assert.Equal(plain, marked);
            if (!plain.SequenceEqual(uncut)) covered.Add(path);
        }

        // They would, if nothing were cut: what is looked for here can be seen. How far they reach is the fonts' affair, so not on every page everywhere.
        Assert.NotEmpty(covered);
    }

    private static string Piled(string letter, string marks) => string.Concat(Enumerable.Repeat(letter + string.Concat(Enumerable.Repeat(marks, 120 / marks.Length)), 25));

    // Each place as it is drawn, whatever draws there.
    private static List<string> Pictures(Chromium browser, string places)
    {
        browser.Driver.ExecuteCdpCommand("Emulation.setDeviceMetricsOverride", new Dictionary<string, object?> { ["width"] = 900, ["height"] = 1400, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        return [.. browser.Driver.FindElements(By.CssSelector(places)).Where(place => place.Displayed).Select(place => Picture(browser, place))];
    }

    private static string Picture(Chromium browser, IWebElement place)
    {
        var (at, size) = (place.Location, place.Size);
        var clip = new Dictionary<string, object?> { ["x"] = at.X, ["y"] = at.Y, ["width"] = size.Width, ["height"] = size.Height, ["scale"] = 1 };
        var taken = (Dictionary<string, object>)browser.Driver.ExecuteCdpCommand("Page.captureScreenshot", new Dictionary<string, object?> { ["clip"] = clip, ["captureBeyondViewport"] = true })!;
        return $"{place.TagName} {place.GetAttribute("class")} {clip["width"]}x{clip["height"]} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String((string)taken["data"])))}";
    }
}
