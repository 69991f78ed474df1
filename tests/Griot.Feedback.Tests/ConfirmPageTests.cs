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
        var path = new Uri(sink.Taken.Last().Text.Split('\n').First(line => line.Contains("/case/contact/"))).AbsolutePath;

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
}
