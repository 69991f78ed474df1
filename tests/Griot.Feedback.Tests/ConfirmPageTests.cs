using System.Net;

namespace Griot.Feedback.Tests;

public sealed class ConfirmPageTests : IAsyncLifetime
{
    private readonly FeedbackWorld world = new();
    private readonly MailSink sink = new();
    private FeedbackServer server = null!;

    public async ValueTask InitializeAsync()
    {
        await world.RegisterAsync();
        server = await FeedbackServer.StartAsync(world, sink);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        sink.Dispose();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Looking_at_the_link_changes_nothing_and_the_button_confirms_once()
    {
        world.Kept();
        await world.PumpAsync(sink);
        var path = new Uri(sink.Taken.Last().Text.Split('\n').First(line => line.Contains("/case/contact/"))).PathAndQuery;

        for (var i = 0; i < 2; i++)
        {
            using var looked = await server.Client.GetAsync(path);
            Assert.Contains("desk@lefleuve.example", await looked.Content.ReadAsStringAsync());
            Assert.Equal("no-store", looked.Headers.CacheControl!.ToString());
            Assert.Equal("noindex", looked.Headers.GetValues("X-Robots-Tag").Single());
        }

        Assert.Equal(0, (await world.PumpAsync(sink)).Delivered);
        using var forged = await server.SendAsync(path, [], ("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
        using var confirmed = await server.PostAsync(path);
        Assert.Contains("on its way", await confirmed.Content.ReadAsStringAsync());
        using var again = await server.PostAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(1, (await world.PumpAsync(sink)).Delivered);
    }

    [Theory]
    [InlineData("fr", "Oui, l’envoyer à cette adresse")]
    [InlineData("en", "Yes, send it to this address")]
    [InlineData("pt", "Sim, enviar para este endereço")]
    [InlineData("sw", "Ndiyo, zitumwe kwa anwani hii")]
    [InlineData("ar", "نعم، أرسلوه إلى هذا العنوان")]
    public async Task It_speaks_five_languages_and_each_leads_to_the_others(string language, string button)
    {
        world.Kept();
        await world.PumpAsync(sink);
        var path = new Uri(sink.Taken.Last().Text.Split('\n').First(line => line.Contains("/case/contact/"))).AbsolutePath;

        var page = System.Net.WebUtility.HtmlDecode(await server.Client.GetStringAsync($"{path}?lang={language}"));

        Assert.Contains($"<html lang=\"{language}\" dir=\"{(language == "ar" ? "rtl" : "ltr")}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<button>{button}</button>", page, StringComparison.Ordinal);
        Assert.Contains("\u2068desk@lefleuve.example\u2069", page, StringComparison.Ordinal);
        Assert.All(ProviderTexts.All.Where(texts => texts.Code != language), texts => Assert.Contains($"?lang={texts.Code}", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fr", "adresse")]
    [InlineData("en", "address")]
    public async Task An_address_of_the_time_before_five_languages_still_confirms(string edition, string word)
    {
        world.Kept();
        await world.PumpAsync(sink);
        var path = $"/{edition}" + new Uri(sink.Taken.Last().Text.Split('\n').First(line => line.Contains("/case/contact/"))).AbsolutePath;
        Assert.Contains(word, await server.Client.GetStringAsync(path), StringComparison.Ordinal);

        using var confirmed = await server.PostAsync(path);

        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
    }
}
