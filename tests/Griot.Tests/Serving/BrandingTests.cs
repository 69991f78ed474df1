using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Griot.Tests.Running;

namespace Griot.Tests.Serving;

/// <summary>A house that has a name, a colour, a logo, words and an imprint of its own, by settings and files alone.</summary>
public sealed class BrandingTests
{
    private const string Logo = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 150 40"><path d="M4 30q16-26 32 0"/></svg>""";

    [Fact]
    public async Task A_house_looks_speaks_and_is_reached_as_its_settings_and_files_say()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(Path.Combine(house.Data, "editions"));
        house.Write("data/logo.svg", Logo);
        house.Write("data/editions/fr.json", """{ "texts": { "web.home": "Aujourd’hui" } }""");
        house.Write("data/griot.json", """
            { "name": "Agence de la vallée", "short-name": "La Vallée", "accent": "#00563f", "logo": "logo.svg", "icon": "logo.svg", "editions": "ar,fr",
              "responsible": "Mariam <b>Coulibaly</b>", "postal-address": "12, rue du Fleuve\nSirako", "contact-mail": "maison@vallee.example", "contact-phone": "+223 00 00", "imprint": "Récépissé n° 0142" }
            """);
        await using var site = await house.OpenAsync();

        using var about = await PageAsync(site, "/fr/about");
        Assert.EndsWith("| La Vallée", about.Title);
        Assert.Equal("Aujourd’hui", about.QuerySelector("nav:not(.langs nav) a")!.TextContent);
        Assert.Equal(["العربية"], about.QuerySelectorAll(".langs nav a").Select(link => link.TextContent));
        Assert.Equal(["Mariam <b>Coulibaly</b>", "12, rue du Fleuve\nSirako", "maison@vallee.example", "+223 00 00", "Récépissé n° 0142"], about.QuerySelectorAll(".imprint dd").Select(fact => fact.TextContent));
        using var contact = await PageAsync(site, "/ar/contact");
        Assert.Equal("tel:+2230000", contact.QuerySelector(".imprint a[href^=tel]")!.GetAttribute("href"));
        Assert.NotNull(contact.QuerySelector("form[method=post] textarea"));
        var logo = about.QuerySelector(".house img")!;
        Assert.Equal(("Agence de la vallée", "120", "32"), (logo.GetAttribute("alt"), logo.GetAttribute("width"), logo.GetAttribute("height")));
        using var picture = await site.GetAsync(logo.GetAttribute("src")!);
        Assert.Equal(("image/svg+xml", "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"), (picture.Content.Headers.ContentType!.MediaType, picture.Headers.GetValues("Content-Security-Policy").Single()));
        Assert.Equal(logo.GetAttribute("src"), about.QuerySelector("link[rel=icon]")!.GetAttribute("href"));
        Assert.Contains("--mark:#00563f", await site.ReadAsync(about.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!));
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/pt"));
        using var root = await site.GetAsync("/");
        Assert.Equal("/ar", root.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_change_of_words_or_colour_changes_the_tag_of_every_page()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(Path.Combine(house.Data, "editions"));
        var plain = await TagAsync(house);
        var coloured = await TagAsync(house, "--accent", "#00563f");
        house.Write("data/editions/fr.json", """{ "texts": { "web.home": "Aujourd’hui" } }""");
        var worded = await TagAsync(house);
        house.Write("data/editions/fr.json", """{ "texts": { "web.home": "Ce jour" } }""");

        Assert.Equal(4, new[] { plain, coloured, worded, await TagAsync(house) }.Distinct().Count());
    }

    [Theory]
    [InlineData("accent", "#f7a600", "the nearest that works is #")]
    [InlineData("accent", "green", "a colour is wanted such as #8a3a12")]
    [InlineData("accent-dark", "#ffffff", "it goes with an accent")]
    [InlineData("logo", "nowhere.svg", "nowhere.svg")]
    [InlineData("logo-with-name", "perhaps", "on or off")]
    [InlineData("editions", "fr,xx", "there is no edition “xx”: ar, en, fr, pt, sw are there")]
    [InlineData("editions", ",", "one language at least")]
    [InlineData("contact-mail", "nobody", "one plain mail address")]
    [InlineData("contact-phone", "javascript:alert(1)", "digits are wanted")]
    [InlineData("name", "", "setting name")]
    public async Task What_would_shut_readers_out_is_refused_at_the_start_in_one_line(string setting, string value, string told)
    {
        using var house = new DataFolder();

        var outcome = await house.RunAsync("run", "--once", "--" + setting, value);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(told, Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Words_that_would_break_a_page_are_refused_with_file_and_key()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(Path.Combine(house.Data, "editions"));
        var file = house.Write("data/editions/sw.json", """{ "texts": { "web.promise": "Habari" } }""");

        var outcome = await house.RunAsync("run", "--once");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"{file}: texts, “web.promise”: {{0}} has to be said too", outcome.Messages);
    }

    [Fact]
    public async Task A_name_for_a_subject_that_there_is_not_is_refused_with_file_and_code()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(Path.Combine(house.Data, "editions"));
        var file = house.Write("data/editions/sw.json", """{ "subjects": { "medtop:04000000": "Uchumi", "medtop:99999999": "Mengine" } }""");

        var outcome = await house.RunAsync("run", "--once");

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains($"{file}: subjects, “medtop:99999999”: there is no such subject", outcome.Messages);
    }

    private static async Task<IDocument> PageAsync(Site site, string address) => await new HtmlParser().ParseDocumentAsync(await site.ReadAsync(address));

    private static async Task<string> TagAsync(DataFolder house, params string[] more)
    {
        await using var site = await house.OpenAsync(more);
        using var answer = await site.GetAsync("/fr/about");
        return answer.Headers.ETag!.Tag;
    }
}
