using System.Net;
using System.Text;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Providers;
using Griot.Newsroom.Links;
using Griot.Record;

namespace Griot.Newsroom.Tests.Links;

/// <summary>The page by which a provider says that a held mail is its own.</summary>
public sealed class HeldMailTests : IAsyncLifetime
{
    private LinkHouse house = null!;
    private string secret = "";

    public async ValueTask InitializeAsync()
    {
        house = await LinkHouse.OpenAsync();
        Assert.IsType<RegisterOutcome.Registered>(await house.Register.AddMailAsync(house.Card.Id, "@courrier.example", default));
        secret = await HoldAsync("Le <b>pont</b>", "Le pont de Kayes est rouvert.");
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Looking_changes_nothing_and_the_button_publishes_once()
    {
        for (var i = 0; i < 3; i++)
        {
            var (status, page) = await GetAsync(secret);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("Le pont de Kayes est rouvert.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>pont</b>", page, StringComparison.Ordinal);
        }

        Assert.Empty(house.Entries());
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(secret)).Status);
        Assert.Equal(Evidence.Authenticated, Assert.Single(house.Entries()).Entry.Evidence);
        Assert.Equal([HttpStatusCode.Gone, HttpStatusCode.Gone], [(await PostAsync(secret)).Status, (await GetAsync(secret)).Status]);
        Assert.Single(house.Entries());
    }

    [Fact]
    public async Task The_button_that_is_pressed_many_times_at_once_publishes_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => PostAsync(secret)));

        Assert.Single(house.Entries());
    }

    [Fact]
    public async Task A_held_mail_under_embargo_is_not_shown_by_the_button_and_its_moment_is_told()
    {
        var embargoed = await HoldAsync("Budget", "SOUS EMBARGO jusqu'au 3 décembre 2026 à 18h00 GMT\n\nLe texte.");
        Assert.Contains("2026-12-03 18:00", (await PostAsync(embargoed)).Page, StringComparison.Ordinal);
        Assert.Equal(PubStatus.Embargoed, Assert.Single(house.Entries()).Entry.Status);

        var unclear = await HoldAsync("Budget", "SOUS EMBARGO\n\nLe texte.");
        var (status, page) = await PostAsync(unclear);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("[SANS EMBARGO]", page, StringComparison.Ordinal);
        Assert.Single(house.Entries());
    }

    [Theory]
    [InlineData("fr", "ltr")]
    [InlineData("en", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("pt", "ltr")]
    [InlineData("sw", "ltr")]
    public async Task It_speaks_five_languages(string code, string direction)
    {
        var texts = HeldTexts.All.Single(one => one.Code == code);
        Assert.Equal(HeldTexts.All[0].Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        var page = LinkHouse.Parse((await GetAsync(secret, $"?lang={code}")).Page);
        Assert.Equal((code, direction, texts["title"]), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir"), page.QuerySelector("h1")!.TextContent));
        Assert.Equal($"?lang={code}", page.QuerySelector("form")!.GetAttribute("action"));
        Assert.Contains(texts["closed"], (await GetAsync(new string('x', 43), $"?lang={code}")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_kept_by_nobody_and_tells_nobody_where_it_stands()
    {
        using var answer = await house.Client.GetAsync(NewsroomRoom.PathOfHeld(secret));
        Assert.Equal(("no-store", "no-referrer"), (answer.Headers.CacheControl!.ToString(), answer.Headers.GetValues("Referrer-Policy").Single()));
        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<string> HoldAsync(string subject, string text)
    {
        var mail = $"From: Awa <redaction@courrier.example>\r\nTo: news@griot.example\r\nSubject: {subject}\r\nMessage-ID: <{Guid.CreateVersion7():N}@courrier.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text.ReplaceLineEndings("\r\n")}";
        var held = await house.Mail.TakeAsync(Encoding.UTF8.GetBytes(mail), default);
        Assert.Equal(MailDeed.Held, held.Deed);
        return held.ConfirmBy!;
    }

    private async Task<(HttpStatusCode Status, string Page)> GetAsync(string of, string query = "")
    {
        using var answer = await house.Client.GetAsync(NewsroomRoom.PathOfHeld(of) + query);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(HttpStatusCode Status, string Page)> PostAsync(string of)
    {
        using var answer = await house.Client.PostAsync(NewsroomRoom.PathOfHeld(of) + "?lang=fr", null);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
