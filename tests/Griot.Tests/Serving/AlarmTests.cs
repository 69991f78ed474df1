using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Serving;

public sealed class AlarmTests
{
    [Fact]
    public async Task A_feed_that_is_gone_is_told_to_the_operator_and_noted_to_the_contact_and_the_alarm_ends_when_it_is_back()
    {
        await using var stand = await FeedStand.OpenAsync();
        await using var box = new MailBox();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", new Uri(stand.Remove("pont").AbsoluteUri + "?key=secret"));
        await house.DoAsync("provider", "set", "le-pont", "--contact", "redaction@lepont.example");
        await using var site = await house.OpenAsync(["--poll-every", "1s", "--operator-mail", "operator@griot.example", .. box.Flags]);

        var told = await box.FirstAsync("operator@griot.example", () => site.Server.Messages);
        var noted = await box.FirstAsync("redaction@lepont.example", () => site.Server.Messages);

        Assert.Contains("gone: ", told, StringComparison.Ordinal);
        Assert.Contains("> <h1>It is gone</h1>", told, StringComparison.Ordinal);
        Assert.Contains(stand.Address.AbsoluteUri + "pont?...", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", told + noted, StringComparison.Ordinal);
        Assert.DoesNotContain("gone", noted, StringComparison.Ordinal);
        Assert.Contains("/case/contact/", noted, StringComparison.Ordinal);
        Assert.Equal(("failing", "gone"), Alarm(await house.AskAsync("status")) is { } alarm ? (alarm["kind"]!.GetValue<string>(), alarm["code"]!.GetValue<string>()) : default);
        Assert.Contains("failing", (await house.DoAsync("status")).Output, StringComparison.Ordinal);
        Assert.Equal("gone", (await house.AskAsync("channel", "show", "le-pont"))["alarm"]!["code"]!.GetValue<string>());
        Assert.Contains("\nalarm: kind failing, code gone, message ", (await house.DoAsync("channel", "show", "le-pont")).Output, StringComparison.Ordinal);
        Assert.Contains("warn: ", site.Server.Messages, StringComparison.Ordinal);
        stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin.")));
        await Eventually.TrueAsync(async () => Alarm(await house.AskAsync("status")) is null, () => site.Server.Messages);
        Assert.Contains("is well again", site.Server.Messages, StringComparison.Ordinal);
        Assert.Equal(2, box.Mails.Count);
    }

    private static JsonNode? Alarm(JsonNode status) => Assert.Single(status["channels"]!.AsArray())!["alarm"];
}
