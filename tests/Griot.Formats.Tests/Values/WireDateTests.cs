namespace Griot.Formats.Tests.Values;

public sealed class WireDateTests
{
    [Theory]
    [InlineData("Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z")]
    [InlineData("Thu,01 Jan 04 19:48 EST", "2004-01-01T19:48:00-05:00")]
    [InlineData("1 January 2004 9:05:00 +02:00", "2004-01-01T09:05:00+02:00")]
    [InlineData("01-Jan-99 19:48:21 UT", "1999-01-01T19:48:21Z")]
    [InlineData("Wrong day is no matter: no", null)]
    [InlineData("Mon, 01 Jan 2004 19:48:21 GMT+0200", "2004-01-01T19:48:21+02:00")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 +0200 (CEST)", "2004-01-01T19:48:21+02:00")]
    [InlineData("Jan 1, 2004", "2004-01-01T00:00:00Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21", "2004-01-01T19:48:21Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:60 GMT", "2004-01-01T19:48:59Z")]
    [InlineData("Thu, 01 Jan 2004 19:48:21 XYZ", null)]
    [InlineData("Tue, 31 Feb 2004 19:48:21 GMT", null)]
    [InlineData("2026-11-05T08:15:00.123456789+05:30", "2026-11-05T08:15:00.123+05:30")]
    [InlineData("2026-11-05 08:15:00 +0530", "2026-11-05T08:15:00+05:30")]
    [InlineData("2026-11-05t08:15z", "2026-11-05T08:15:00Z")]
    [InlineData("20261105T081500Z", "2026-11-05T08:15:00Z")]
    [InlineData("20261105T08:15:00.45+01:00", "2026-11-05T08:15:00.450+01:00")]
    [InlineData("2026-11-05 T 08:15:00Z", "2026-11-05T08:15:00Z")]
    [InlineData("2026-11-05", "2026-11-05T00:00:00Z")]
    [InlineData("2026-11", "2026-11-01T00:00:00Z")]
    [InlineData("1601-01-01T00:00:00Z", "1601-01-01T00:00:00Z")]
    [InlineData("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z")]
    [InlineData("2016-12-31T24:00:00Z", "2017-01-01T00:00:00Z")]
    [InlineData("9999-12-31T24:00:00Z", null)]
    [InlineData("9999-12-31T23:59:59-14:00", null)]
    [InlineData("0001-01-01T00:00:00+14:00", null)]
    [InlineData("0000-01-01T00:00:00Z", null)]
    [InlineData("2026-13-01", null)]
    [InlineData("2026-11-05T08:15:00+25:00", null)]
    [InlineData("2026-11-05T08:15:00Z junk", null)]
    [InlineData("mar. 03 févr.", null)]
    [InlineData("-", null)]
    [InlineData("99999999999999999999", null)]
    public void T01_a_date_is_read_or_kept_as_text(string text, string? date)
    {
        var item = Feeds.RssItem($"<pubDate>{text}</pubDate>");

        Assert.Equal(date, item.Published is { } read ? Formats.Values.WireDate.Write(read) : null);
        Assert.Equal(text, item.PublishedText);
    }
}
