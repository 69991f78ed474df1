namespace Griot.Formats.Tests.Values;

public sealed class AddressTests
{
    [Theory]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("java&#10;script:alert(1)")]
    [InlineData(" &#x9;javascript:alert(1)")]
    [InlineData("java&#x85;script:alert(1)")]
    [InlineData("data:text/html,&lt;script&gt;")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//evil")]
    [InlineData(@"\\evil")]
    [InlineData(@"/\evil")]
    [InlineData("http:///x")]
    [InlineData("http:evil")]
    [InlineData("mailto:a@b.example")]
    public void Only_web_addresses_leave_the_reader(string address)
    {
        var document = Feeds.Open(Feeds.Rss($"""
            <item><guid isPermaLink="false">1</guid><link>{address}</link><enclosure url="{address}" type="image/png"/>
              <media:content url="{address}"/><media:thumbnail url="{address}"/><source url="{address}">S</source></item>
            """));

        var reading = document.Read();

        Assert.Null(reading.Item!.Link);
        Assert.Empty(reading.Item.Media);
        Assert.Equal(new ItemSource(null, "S", null), reading.Item.Source);
        Assert.All(reading.Incidents, incident => Assert.Equal(IncidentCodes.UnsafeAddress, incident.Code));
        Assert.NotEmpty(reading.Incidents);
    }

    [Theory]
    [InlineData(20, 20, null)]
    [InlineData(21, 21, "More addresses that are not http or https were left out: 1.")]
    [InlineData(900, 21, "More addresses that are not http or https were left out: 880.")]
    public void Of_many_unsafe_addresses_twenty_are_named_and_the_others_counted(int count, int incidents, string? last)
    {
        var pictures = string.Concat(Enumerable.Range(0, count).Select(number => $"<media:content url=\"javascript:{number}\"/>"));

        var reading = Feeds.Open(Feeds.Rss($"<item><guid isPermaLink=\"false\">1</guid>{pictures}</item>")).Read();

        Assert.NotNull(reading.Item);
        Assert.Equal(incidents, reading.Incidents.Count);
        Assert.All(reading.Incidents, incident => Assert.Equal(IncidentCodes.UnsafeAddress, incident.Code));
        Assert.Contains("javascript:19", reading.Incidents[19].Message, StringComparison.Ordinal);
        if (last is not null) Assert.Equal(last, reading.Incidents[^1].Message);
    }

    [Theory]
    [InlineData("HTTPS://X.example/a", "HTTPS://X.example/a")]
    [InlineData(" https://x.example/é?q=a&amp;b#c ", "https://x.example/é?q=a&b#c")]
    [InlineData("https://x.example/a b", "https://x.example/a%20b")]
    [InlineData("htt\nps://x.example/a", "https://x.example/a")]
    [InlineData("../a", "https://courrier.example/a")]
    [InlineData("?a=1", "https://courrier.example/?a=1")]
    [InlineData("//cdn.example/a.jpg", "https://cdn.example/a.jpg")]
    [InlineData("a:b/c", null)]
    public void An_absolute_address_stays_as_delivered_and_a_relative_one_is_resolved(string delivered, string? link) =>
        Assert.Equal(link, Feeds.RssItem($"<link>{delivered}</link>").Link);

    [Fact]
    public void A_base_that_is_no_web_address_is_passed_over()
    {
        var document = Feeds.Open(Feeds.Atom("<entry xml:base='javascript:a/'><id>1</id><link href='x'/></entry>"));

        Assert.Equal("https://fleuve.example/x", document.Item().Link);
    }

    [Fact]
    public void A_base_given_by_a_person_comes_before_the_feeds_own_link() =>
        Assert.Equal("https://given.example/a", Feeds.Open(Feeds.Rss("<item><guid>1</guid><link>a</link></item>"), new DocumentHints(Base: "https://given.example/")).Item().Link);
}
