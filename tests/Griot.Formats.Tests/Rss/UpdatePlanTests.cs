using System.Text;
using CsCheck;

namespace Griot.Formats.Tests.Rss;

/// <summary>What a feed says of its own update periods.</summary>
public sealed class UpdatePlanTests
{
    [Theory]
    [InlineData("<ttl>90</ttl>", 90.0)]
    [InlineData("<ttl> 7.5 </ttl>", 7.5)]
    [InlineData("<ttl>0</ttl>", null)]
    [InlineData("<ttl>-60</ttl>", null)]
    [InlineData("<ttl>1e9</ttl>", null)]
    [InlineData("<ttl>soon</ttl>", null)]
    [InlineData("<ttl/>", null)]
    [InlineData("<ttl>99999999999999999999999999999999999999999</ttl>", 60.0 * 24 * 366)]
    [InlineData("<ttl>0.00000000000000001</ttl>", null)]
    [InlineData("<ttl>30</ttl><ttl>90</ttl>", 30.0)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod>", 60.0)]
    [InlineData("<sy:updatePeriod>\n\tHourly\n</sy:updatePeriod><sy:updateFrequency>\n\t1\n</sy:updateFrequency>", 60.0)]
    [InlineData("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>6</sy:updateFrequency>", 240.0)]
    [InlineData("<sy:updatePeriod>weekly</sy:updatePeriod>", 60.0 * 24 * 7)]
    [InlineData("<sy:updateFrequency>2</sy:updateFrequency>", 720.0)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", null)]
    [InlineData("<sy:updatePeriod>always</sy:updatePeriod>", null)]
    [InlineData("<ttl>15</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 60.0)]
    [InlineData("<ttl>90</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", 90.0)]
    public void The_shortest_time_between_two_requests_is_read(string said, double? minutes) =>
        Assert.Equal(minutes, Plan(said)?.Least?.TotalMinutes);

    [Fact]
    public void Hours_and_days_in_which_nobody_should_ask_are_read()
    {
        var plan = Plan("<skipHours><hour>0</hour><hour> 23 </hour><hour>24</hour><hour>25</hour><hour>-1</hour><hour>x</hour><minute>5</minute></skipHours><skipDays><day>Sunday</day><day>saturday</day><day>Dimanche</day></skipDays>");

        Assert.Equal(new UpdatePlan(null, (1 << 23) | 1, (1 << 6) | 1), plan);
    }

    [Fact]
    public void What_stands_after_the_hours_is_still_read()
    {
        var feed = Open("<skipHours><hour>1</hour></skipHours><title>Kayes</title><ttl>45</ttl>").Feed;

        Assert.Equal(("Kayes", TimeSpan.FromMinutes(45), 2), (feed.Title, feed.Updates!.Least!.Value, feed.Updates.SkipHours));
    }

    [Fact]
    public void A_feed_that_says_nothing_has_no_plan() => Assert.Null(Plan("<title>Kayes</title>"));

    [Fact]
    public void No_text_in_these_places_throws_or_gives_a_time_that_is_none() => Gen.Select(Gen.String, Gen.Int[0, 4]).Sample((text, place) =>
    {
        var name = new[] { "ttl", "sy:updatePeriod", "sy:updateFrequency", "skipHours", "skipDays" }[place];
        var plan = Plan($"<{name}>{System.Net.WebUtility.HtmlEncode(text)}</{name}>");
        Assert.True(plan?.Least is not { } least || (least > TimeSpan.Zero && least <= TimeSpan.FromDays(366)));
    });

    private static UpdatePlan? Plan(string said) => Open(said).Feed.Updates;

    private static FeedDocument Open(string said) => FeedDocument.Open(
        Encoding.UTF8.GetBytes($"<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel>{said}<item><guid>1</guid></item></channel></rss>"), new DocumentHints());
}
