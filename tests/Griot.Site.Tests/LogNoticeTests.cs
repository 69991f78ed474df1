using System.Net;
using Griot.Ledger.Signing;

namespace Griot.Site.Tests;

/// <summary>What every page tells readers of the log behind it, and that no kept page goes on saying what no longer holds.</summary>
public sealed class LogNoticeTests
{
    [Fact]
    public async Task While_all_is_well_nothing_is_said()
    {
        await using var house = await House.OpenAsync();
        await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Pont")), Written.Piece("Le pont rouvre"));
        await house.SignAsync();
        house.Time.Advance(TimeSpan.FromDays(3));

        Assert.Equal("", await NoticeAsync(house, "/fr"));
    }

    [Fact]
    public async Task A_log_that_is_not_signed_any_more_is_said_to_be_until_it_is_signed()
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Pont")), Written.Piece("Le pont rouvre"));
        await house.SignAsync();
        await house.DeliverAsync(house.Store.Cards()[0], Written.Piece("Le pont ferme"));
        Assert.Equal("", await NoticeAsync(house, "/fr"));
        using var well = await house.AskAsync("/fr");

        house.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("Le registre n’est plus signé depuis le 22\u00A0novembre 2026 à\u00A018\u00A0h\u00A042. Ce qui a été scellé depuis ne peut encore être prouvé à personne.", await NoticeAsync(house, "/fr"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(house, "/fr", well));
        foreach (var path in (string[])[$"/fr/le-pont/{item}", "/fr/about", "/fr/nothing", $"/fr/verify/{item}/1"]) Assert.NotEqual("", await NoticeAsync(house, path));
        using var warned = await house.AskAsync("/fr");
        await house.SignAsync();
        Assert.Equal("", await NoticeAsync(house, "/fr"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (await StatusAsync(house, "/fr", warned), await StatusAsync(house, "/fr", well)));
    }

    [Fact]
    public async Task A_clock_that_was_wrong_hides_no_notice_for_longer_than_a_minute()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        await house.SignAsync();
        var right = house.Time.GetUtcNow();
        house.Time.Advance(TimeSpan.FromDays(1));
        await house.DeliverAsync(provider, Written.Piece("Le pont rouvre"));
        Assert.Equal("", await NoticeAsync(house, "/fr"));

        house.Time.AdjustTime(right);
        await house.SignAsync();
        await house.DeliverAsync(provider, Written.Piece("Le pont ferme"));
        Assert.Equal("", await NoticeAsync(house, "/fr"));
        house.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.NotEqual("", await NoticeAsync(house, "/fr"));
    }

    [Fact]
    public async Task A_frozen_log_is_told_on_every_page_in_the_readers_language_and_a_kept_page_is_not_taken_for_it()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        var item = await house.DeliverAsync(provider, Written.Piece("Le pont rouvre"));
        await house.SignAsync();
        using var well = await house.AskAsync("/fr");
        var copy = house.Copy();
        for (var more = 0; more < 2; more++) await house.DeliverAsync(provider, Written.Piece($"Le pont {more}"));
        await house.SignAsync();

        await using var restored = await house.RestoredAsync(copy);

        foreach (var path in (string[])["/fr", "/fr/le-pont", $"/fr/le-pont/{item}", "/fr/providers", "/fr/about", "/fr/nothing", $"/fr/verify/{item}/1"])
            Assert.StartsWith("Le registre est arrêté\u00a0: 2 inscriptions publiées manquent ici. Rien n’est reçu", await NoticeAsync(restored, path), StringComparison.Ordinal);
        Assert.StartsWith("The log stands still: 2 entries that were published are missing here. Nothing is taken in", await NoticeAsync(restored, "/en"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(restored, "/fr", well));
        using var frozen = await restored.AskAsync("/fr");
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(restored, "/fr", frozen));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(house, "/fr", frozen));
    }

    [Fact]
    public async Task A_log_that_succeeds_another_says_so_on_every_page_and_which_entry_says_it()
    {
        await using var house = await House.OpenAsync();
        var provider = await house.RegisterAsync(Written.Provider("Le Pont"));
        await house.SignAsync();
        var copy = house.Copy();
        await house.DeliverAsync(provider, Written.Piece("Le pont rouvre"));
        await house.SignAsync();
        var old = house.Store.Origin!;
        await using var restored = await house.RestoredAsync(copy);
        using var frozen = await restored.AskAsync("/en");

        await new Succession(restored.Store, restored.Log).BeginAsync(default);
        await restored.SignAsync();

        Assert.Equal($"This log took the place of another ({old}), of which 1 entry is lost. Entry no.\u00A01 says so.", await NoticeAsync(restored, "/en"));
        Assert.StartsWith($"Ce registre a pris la place d’un autre ({old}), dont 1 inscription est perdue.", await NoticeAsync(restored, "/fr/about"), StringComparison.Ordinal);
        Assert.NotNull(Read.Page(await restored.GetAsync("/en")).QuerySelector("footer .watch a[href='/log/entry/1']"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(restored, "/en", frozen));
    }

    private static async Task<string> NoticeAsync(House house, string path)
    {
        using var answer = await house.AskAsync(path);
        return string.Join('|', Read.Page(await answer.Content.ReadAsStringAsync()).QuerySelectorAll("footer .watch").Select(notice => notice.TextContent));
    }

    private static async Task<HttpStatusCode> StatusAsync(House house, string path, HttpResponseMessage known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(known.Headers.ETag!);
        using var answer = await house.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
