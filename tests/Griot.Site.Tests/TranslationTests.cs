using AngleSharp.Dom;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>The same text in other languages, as its provider says, on the pages of all of them.</summary>
public sealed class TranslationTests
{
    private static readonly ProviderCard LeFleuve = Written.Provider("Le Fleuve");

    [Fact]
    public async Task Each_page_names_all_to_search_engines_itself_included_and_the_others_to_readers()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var french = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage"));
        var english = await house.DeliverAsync(LeFleuve, Translated("The dam", "en", "Le barrage"));
        var swahili = await house.DeliverAsync(LeFleuve, Translated("Bwawa", "sw", "Le barrage"));
        house.Follow();

        string[] all = [$"fr https://griot.example/fr/le-fleuve/{french}", $"en https://griot.example/en/le-fleuve/{english}", $"sw https://griot.example/sw/le-fleuve/{swahili}"];
        foreach (var path in (string[])[$"/fr/le-fleuve/{french}", $"/en/le-fleuve/{english}", $"/sw/le-fleuve/{swahili}", $"/ar/le-fleuve/{french}"])
            Assert.Equal(all, Alternates(Read.Page(await house.GetAsync(path))));
        Assert.Equal(["aussi en : anglais, swahili"], Lines(Read.Page(await house.GetAsync($"/fr/le-fleuve/{french}"))));
        Assert.Equal(["also in: French, Swahili"], Lines(Read.Page(await house.GetAsync($"/en/le-fleuve/{english}"))));
        Assert.Equal([$"/ar/le-fleuve/{english}", $"/ar/le-fleuve/{swahili}"], Read.Page(await house.GetAsync($"/ar/le-fleuve/{french}")).QuerySelectorAll(".meta a[rel=alternate]").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task What_cannot_be_read_is_not_named_and_what_can_be_again_is_named_again()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var french = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage"));
        var english = await house.DeliverAsync(LeFleuve, Translated("The dam", "en", "Le barrage"));
        await house.DeliverAsync(LeFleuve, Translated("Bwawa", "sw", "Le barrage") with { PubStatus = PubStatus.Embargoed });
        house.Follow();
        Assert.Equal(["en", "fr"], await LanguagesAsync(house, french));

        await house.HoldAsync(LeFleuve, english, new Notice { Reason = "legal" });
        Assert.Empty(await LanguagesAsync(house, french));
        await house.RestoreAsync(LeFleuve, english);
        house.Follow();
        Assert.Equal(["en", "fr"], await LanguagesAsync(house, french));

        await house.RemoveAsync(LeFleuve, english, new Notice { Reason = "court-order", Country = "ML" });
        Assert.Empty(await LanguagesAsync(house, french));
    }

    [Fact]
    public async Task Two_in_one_language_are_both_there_for_readers_and_neither_for_search_engines()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var french = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage"));
        var english = await house.DeliverAsync(LeFleuve, Translated("The dam", "en", "Le barrage"));
        await house.DeliverAsync(LeFleuve, Translated("The dam, again", "EN", "Le barrage"));
        await house.DeliverAsync(LeFleuve, Translated("Bwawa", "sw", "Le barrage"));
        await house.DeliverAsync(LeFleuve, Translated("Sans langue", null, "Le barrage"));
        house.Follow();

        Assert.Equal(["fr", "sw"], await LanguagesAsync(house, french));
        Assert.Empty(await LanguagesAsync(house, english));
        Assert.Equal(["aussi en : anglais, anglais, swahili"], Lines(Read.Page(await house.GetAsync($"/fr/le-fleuve/{french}"))));
    }

    [Fact]
    public async Task Where_search_engines_are_led_to_the_provider_only_readers_are_told()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve with { Canonical = CanonicalPage.Provider });
        var french = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage"));
        await house.DeliverAsync(LeFleuve, Translated("The dam", "en", "Le barrage"));
        house.Follow();

        Assert.Empty(await LanguagesAsync(house, french));
        Assert.Equal(["aussi en : anglais"], Lines(Read.Page(await house.GetAsync($"/fr/le-fleuve/{french}"))));
    }

    [Fact]
    public async Task An_old_version_names_none()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var french = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage"));
        await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage", "<p>Autrement.</p>", signal: Signal.Update), french);
        await house.DeliverAsync(LeFleuve, Translated("The dam", "en", "Le barrage"));
        house.Follow();

        Assert.Empty(Alternates(Read.Page(await house.GetAsync($"/fr/le-fleuve/{french}/1"))));
        Assert.Equal(2, Alternates(Read.Page(await house.GetAsync($"/fr/le-fleuve/{french}/2"))).Count());
    }

    [Fact]
    public async Task A_kept_page_is_let_go_when_a_translation_comes_and_stays_when_something_else_does()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var french = await house.DeliverAsync(LeFleuve, Written.Piece("Le barrage"));
        house.Follow();
        await house.SignAsync();
        var path = $"/fr/le-fleuve/{french}";
        await house.GetAsync(path);
        Assert.Equal(1, house.Kept.Count);

        await house.DeliverAsync(LeFleuve, Written.Piece("Une autre affaire"));
        house.Follow();
        await house.GetAsync(path);
        Assert.Equal(1, house.Kept.Answers.Single().Given);

        await house.DeliverAsync(LeFleuve, Translated("The dam", "en", "Le barrage"));
        house.Follow();
        Assert.Equal(["en", "fr"], await LanguagesAsync(house, french));
    }

    // As Written.Piece names its pieces.
    private static ArticleRecord Translated(string headline, string? language, string original) =>
        Written.Piece(headline, language: language) with { Relations = [new Relation("irel:translatedFrom", Written.Piece(original).Uri, null)] };

    private static async Task<IEnumerable<string>> LanguagesAsync(House house, string item) => Alternates(Read.Page(await house.GetAsync($"/fr/le-fleuve/{item}"))).Select(link => link[..2]).Order();

    private static IEnumerable<string> Alternates(IDocument page) => page.QuerySelectorAll("link[rel=alternate][hreflang]").Select(link => $"{link.GetAttribute("hreflang")} {link.GetAttribute("href")}");

    private static IEnumerable<string> Lines(IDocument page) => page.QuerySelectorAll(".meta span").Where(line => line.QuerySelector("a[rel=alternate]") is not null).Select(line => line.TextContent.Trim());
}
