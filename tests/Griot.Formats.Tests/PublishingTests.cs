using System.Text;

namespace Griot.Formats.Tests;

public sealed class PublishingTests
{
    [Theory]
    [InlineData("<griot:embargoedUntil>2026-12-01T06:00:00Z</griot:embargoedUntil>")]
    [InlineData("<prism:embargoDate>2026-12-01T06:00:00Z</prism:embargoDate>")]
    public void An_embargo_is_read_with_its_end(string element)
    {
        var item = Read(element);

        Assert.Equal("embargoed", item.Status);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 6, 0, 0, TimeSpan.Zero), item.EmbargoedUntil);
    }

    [Theory]
    [InlineData("<griot:embargoedUntil>tomorrow noon</griot:embargoedUntil>")]
    [InlineData("<griot:embargoedUntil/>")]
    public void An_embargo_whose_end_cannot_be_read_holds_without_end(string element)
    {
        var item = Read(element);

        Assert.Equal("embargoed", item.Status);
        Assert.Null(item.EmbargoedUntil);
    }

    [Fact]
    public void An_expiry_and_a_correction_are_said_in_the_same_module()
    {
        var item = Read("<griot:expires>2027-01-01T00:00:00Z</griot:expires><griot:signal>correction</griot:signal>");

        Assert.Equal("usable", item.Status);
        Assert.Equal("correction", item.Signal);
        Assert.Equal(2027, item.Expires!.Value.Year);
    }

    [Theory]
    [InlineData("""{"embargoedUntil":null}""", "usable")]
    [InlineData("""{"embargoedUntil":"2026-12-01T06:00:00Z"}""", "embargoed")]
    public void JSON_Feed_says_it_in_a_member_of_its_own(string own, string status)
    {
        var feed = $$"""{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","content_text":"x","_griot":{{own}}}]}""";

        Assert.Equal(status, Only(feed).Status);
    }

    private static FeedItem Read(string element) => Only(
        $"""<rss version="2.0" xmlns:griot="urn:griot:1" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"><channel><item><guid>1</guid><title>T</title>{element}</item></channel></rss>""");

    private static FeedItem Only(string feed)
    {
        var cut = Assert.Single(FeedDocument.Open(Encoding.UTF8.GetBytes(feed), new DocumentHints()).Cuts);
        return ItemReader.Read(cut.Bytes, cut.Context).Item!;
    }
}
