using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Tests.Hub;

/// <summary>What subscribers are sent, and what becomes of those that don't take it.</summary>
public sealed class DistributionTests
{
    [Theory]
    [InlineData("all.atom", "application/atom+xml; charset=utf-8")]
    [InlineData("kayes-hebdo.rss", "application/rss+xml; charset=utf-8")]
    [InlineData("all.json", "application/feed+json; charset=utf-8")]
    public async Task A_feed_that_has_changed_is_sent_once_as_anybody_would_be_given_it_and_signed(string feed, string type)
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        var topic = "https://griot.example/feeds/" + feed;
        await house.SubscribeAsync(callbacks, "/a", "ton secret", topic);
        await house.TurnAsync();
        Assert.Empty(callbacks.Deliveries);

        await house.DeliverAsync("La deuxième");
        await house.UntilAsync(() => !callbacks.Deliveries.IsEmpty);
        await house.TurnAsync();

        var delivery = Assert.Single(callbacks.Deliveries);
        Assert.Equal(await house.Site.Client.GetByteArrayAsync("/feeds/" + feed), delivery.Body);
        Assert.Contains("La deuxième", Encoding.UTF8.GetString(delivery.Body), StringComparison.Ordinal);
        Assert.Equal((type, $"<https://griot.example/hub>; rel=\"hub\", <{topic}>; rel=\"self\""), (delivery.ContentType, delivery.Link));
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("ton secret"), delivery.Body)), delivery.Signature);
    }

    [Fact]
    public async Task Who_gave_no_secret_is_sent_no_signature_and_a_renewal_takes_its_secret_over_once_it_is_confirmed()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/a");
        await house.DeliverAsync("La deuxième");
        await house.UntilAsync(() => callbacks.Count("/a") == 1);

        callbacks.Word = _ => null;
        await house.AskAsync(callbacks.Address("/a"), secret: "d'un autre");
        await house.UntilAsync(() => house.Waiting().Count == 0);
        await house.DeliverAsync("La troisième");
        await house.UntilAsync(() => callbacks.Count("/a") == 2);
        callbacks.Word = challenge => challenge;
        await house.AskAsync(callbacks.Address("/a"), secret: "le mien");
        await house.UntilAsync(() => house.Waiting().Count == 0);
        await house.DeliverAsync("La quatrième");
        await house.UntilAsync(() => callbacks.Count("/a") == 3);

        var sent = callbacks.Deliveries.ToArray();
        Assert.Null(sent[0].Signature);
        Assert.Null(sent[1].Signature);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("le mien"), sent[2].Body)), sent[2].Signature);
    }

    [Fact]
    public async Task A_restart_sends_what_is_owed_and_nothing_twice()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/told");
        await house.SubscribeAsync(callbacks, "/owed", host: "127.0.0.2");
        callbacks.Status = path => path == "/owed" ? 503 : 204;
        await house.DeliverAsync("La deuxième");
        await house.UntilAsync(() => callbacks.Count("/told") == 1 && callbacks.Count("/owed") >= 1);

        callbacks.Status = _ => 204;
        await house.RestartAsync();
        var before = callbacks.Count("/owed");
        await house.UntilAsync(() => callbacks.Count("/owed") > before, TimeSpan.FromSeconds(10));
        await house.TurnAsync();

        Assert.Equal(before + 1, callbacks.Count("/owed"));
        Assert.Equal(1, callbacks.Count("/told"));
    }

    [Fact]
    public async Task A_callback_that_says_410_is_told_no_more()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/a");
        callbacks.Status = _ => StatusCodes.Status410Gone;

        await house.DeliverAsync("La deuxième");
        await house.UntilAsync(() => house.Subscribers().Count == 0);
        await house.DeliverAsync("La troisième");
        await house.TurnAsync();

        Assert.Single(callbacks.Deliveries);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(302)]
    [InlineData(404)]
    public async Task A_callback_that_fails_is_tried_ever_more_seldom_and_sent_the_newest_alone(int status)
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/a", lease: "2592000");
        callbacks.Status = _ => status;
        await house.DeliverAsync("La deuxième");
        var tried = new List<DateTimeOffset>();
        for (var time = 1; time <= 5; time++)
        {
            await house.UntilAsync(() => callbacks.Count("/a") == time, TimeSpan.FromSeconds(5));
            tried.Add(house.Time.GetUtcNow());
        }

        await house.DeliverAsync("La troisième");
        callbacks.Status = _ => 204;
        await house.UntilAsync(() => callbacks.Count("/a") == 6, TimeSpan.FromSeconds(30));

        var waits = tried.Zip(tried.Skip(1), (one, next) => next - one).ToList();
        Assert.All(waits.Zip(waits.Skip(1)), pair => Assert.True(pair.Second > pair.First, string.Join(", ", waits)));
        Assert.Contains("La troisième", Encoding.UTF8.GetString(callbacks.Deliveries.Last().Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_callback_that_never_answers_keeps_no_other_waiting()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        for (var number = 0; number < 20; number++) await house.SubscribeAsync(callbacks, $"/slow{number}", host: $"127.0.1.{number + 1}");
        for (var number = 0; number < 20; number++) callbacks.Silent.Add($"/slow{number}");
        await house.SubscribeAsync(callbacks, "/quick", host: "127.0.0.9");

        await house.DeliverAsync("La deuxième");
        var began = TimeProvider.System.GetTimestamp();
        await house.UntilAsync(() => callbacks.Count("/quick") == 1);

        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task N11_good_subscribers_are_told_at_once_while_a_hundred_that_answer_just_in_time_hang()
    {
        await using var house = await HubHouse.OpenAsync(change: options => options with { MostOfClient = 1_000, MostNewOfClient = 1_000 });
        await using var callbacks = await Callbacks.OpenAsync();
        for (var number = 1; number <= 100; number++)
        {
            callbacks.Late.Add($"/slow{number}");
            Assert.Equal(System.Net.HttpStatusCode.Accepted, await house.AskAsync(callbacks.Address($"/slow{number}", $"127.0.1.{number}")));
        }

        await house.UntilAsync(() => house.Subscribers().Count == 100);
        var good = Enumerable.Range(1, 5).Select(number => $"/good{number}").ToList();
        foreach (var path in good) await house.SubscribeAsync(callbacks, path, host: $"127.0.2.{path[^1]}");
        await house.DeliverAsync("La deuxième");
        await house.UntilAsync(() => good.TrueForAll(path => IsTold(path, "La deuxième")));

        await house.DeliverAsync("La troisième");
        await house.UntilAsync(() => good.TrueForAll(path => IsTold(path, "La troisième")));

        // Before them came no more than those for which the slow have places: they did not stand in one line.
        Assert.InRange(callbacks.Deliveries.Count(IsSlowAndNew), 0, 40);

        // A busy machine may take longer for an answer than a quick one is waited for: then it is told once more.
        bool IsTold(string path, string headline) => callbacks.Deliveries.Any(delivery => delivery.Path == path && Says(delivery, headline));
        static bool IsSlowAndNew(Delivered delivery) => delivery.Path.StartsWith("/slow", StringComparison.Ordinal) && Says(delivery, "La troisième");
        static bool Says(Delivered delivery, string headline) => Encoding.UTF8.GetString(delivery.Body).Contains(headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_takes_long_is_told_once_more_and_waited_for_and_has_not_failed()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/a");
        await house.SubscribeAsync(callbacks, "/other");
        callbacks.Silent.Add("/a");

        await house.DeliverAsync("La deuxième");
        await house.UntilAsync(() => callbacks.Count("/a") == 1);
        // It hangs with the first for ever, and takes the next at once.
        callbacks.Silent.Clear();
        var hasFailed = false;
        await house.UntilAsync(() =>
        {
            hasFailed |= house.Failed().Count > 0;
            return callbacks.Count("/a") >= 2 && callbacks.Count("/other") >= 1;
        });

        Assert.False(hasFailed);
    }

    [Fact]
    public async Task A_feed_that_stays_as_it_was_is_not_sent_though_the_log_has_grown()
    {
        await using var house = await HubHouse.OpenAsync();
        await using var callbacks = await Callbacks.OpenAsync();
        await house.SubscribeAsync(callbacks, "/other", topic: "https://griot.example/feeds/kayes-hebdo.json");
        await house.SubscribeAsync(callbacks, "/all", topic: "https://griot.example/feeds/all.json", host: "127.0.0.2");

        await house.AddProviderAsync("Sikasso Info", "sikasso-info");
        await house.UntilAsync(() => callbacks.Count("/all") == 1);
        await house.TurnAsync();

        Assert.Equal(0, callbacks.Count("/other"));
    }
}
