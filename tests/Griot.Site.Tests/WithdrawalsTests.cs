using System.Net;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>The public list of what left its page, and the tombstone of what was removed by order.</summary>
public sealed class WithdrawalsTests
{
    private static readonly ProviderCard LeFleuve = Written.Provider("Le Fleuve");

    [Fact]
    public async Task What_was_removed_leaves_a_tombstone_with_class_country_and_words_and_no_headline()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var item = await house.DeliverAsync(LeFleuve, Written.Piece("Un titre qui doit partir", "<p>Un nom.</p>"));

        await house.RemoveAsync(LeFleuve, item, new Notice { Reason = "court-order", Country = "ML", Text = "Le tribunal <b>de Kayes</b>." });

        foreach (var address in (string[])[$"/fr/le-fleuve/{item}", $"/fr/le-fleuve/{item}/1"])
        {
            using var answer = await house.AskAsync(address);
            var page = Read.Page(await answer.Content.ReadAsStringAsync());
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.Equal("Article supprimé", page.QuerySelector("h1")!.TextContent);
            Assert.Contains("décision de justice", page.QuerySelector(".stone")!.TextContent);
            Assert.Contains("Mali", page.QuerySelector(".stone")!.TextContent);
            Assert.Equal("Le tribunal <b>de Kayes</b>.", page.QuerySelector(".stone blockquote")!.TextContent);
            Assert.DoesNotContain("Un titre qui doit partir", page.DocumentElement.OuterHtml);
            Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        }

        var english = Read.Page(await (await house.AskAsync($"/en/le-fleuve/{item}")).Content.ReadAsStringAsync());
        Assert.Contains("order of a court", english.QuerySelector(".stone")!.TextContent);
        Assert.Contains("obeys an order", english.Body!.TextContent);
    }

    [Fact]
    public async Task The_list_names_each_with_provider_reason_and_entry_newest_first()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        var other = await house.RegisterAsync(Written.Provider("La Rive"));
        var (held, removed) = (await house.DeliverAsync(LeFleuve, Written.Piece("Titre secret un")), await house.DeliverAsync(other, Written.Piece("Titre secret deux")));
        var withdrawn = await house.DeliverAsync(LeFleuve, Written.Piece("Titre secret trois"));
        await house.HoldAsync(LeFleuve, held, new Notice { Reason = "privacy", Text = "On vérifie." });
        await house.RemoveAsync(other, removed, new Notice { Reason = "data-protection", Country = "FR" });
        await house.DeliverAsync(LeFleuve, Written.Piece("", "", signal: Signal.Withdrawal), withdrawn, reason: "Source non confirmée");

        var page = Read.Page(await house.GetAsync("/fr/withdrawals"));
        var rows = page.QuerySelectorAll(".reg tbody tr").Select(row => row.TextContent).ToList();
        var own = Read.Page(await house.GetAsync("/en/withdrawals?provider=le-fleuve"));

        Assert.Equal(3, rows.Count);
        Assert.Equal("Fournisseur", page.QuerySelectorAll(".reg th")[1].TextContent);
        Assert.Contains("Source non confirmée", rows[0]);
        Assert.Contains("protection des données, France", rows[1]);
        Assert.Contains("La Rive", rows[1]);
        Assert.Contains("vie privée", rows[2]);
        Assert.Contains("On vérifie.", rows[2]);
        Assert.NotNull(page.QuerySelector($".reg a[href='/fr/la-rive/{removed}']"));
        Assert.NotNull(page.QuerySelector("a[href='/withdrawals.json']"));
        Assert.DoesNotContain("Titre secret", page.DocumentElement.OuterHtml);
        Assert.Equal(2, own.QuerySelectorAll(".reg tbody tr").Length);
        Assert.NotNull(Read.Page(await house.GetAsync("/fr")).QuerySelector("footer a[href='/fr/withdrawals']"));
        Assert.NotNull(Read.Page(await house.GetAsync("/fr/le-fleuve")).QuerySelector("a[href='/fr/withdrawals?provider=le-fleuve']"));
    }

    [Fact]
    public async Task It_is_paged_down_to_the_first()
    {
        await using var house = await House.OpenAsync();
        await house.RegisterAsync(LeFleuve);
        for (var i = 0; i < 85; i++) await house.HoldAsync(LeFleuve, await house.DeliverAsync(LeFleuve, Written.Piece($"Titre {i}")), new Notice { Reason = "legal" });

        var seen = new List<string>();
        for (var next = "/fr/withdrawals"; next is not null;)
        {
            var page = Read.Page(await house.GetAsync(next));
            seen.AddRange(page.QuerySelectorAll(".reg tbody .n").Select(number => number.TextContent));
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }

        Assert.Equal(85, seen.Distinct().Count());
    }

    [Fact]
    public async Task An_empty_house_and_an_unknown_provider_are_answered()
    {
        await using var house = await House.OpenAsync();

        Assert.Empty(Read.Page(await house.GetAsync("/fr/withdrawals")).QuerySelectorAll("table"));
        Assert.Equal(HttpStatusCode.NotFound, (await house.AskAsync("/fr/withdrawals?provider=nobody")).StatusCode);
    }
}
