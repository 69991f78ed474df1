using System.Text;

namespace Griot.Formats.Tests;

/// <summary>
/// The rows of the list of hostile inputs that ask for a bound, or that no test of a single format holds. Work is bounded
/// by what it allocates: that is the same on every machine.
/// </summary>
public sealed class HostileInputTests
{
    private const long Megabyte = 1024 * 1024;

    static HostileInputTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void X03_billion_laughs_are_refused_in_bounded_work()
    {
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} '{Times($"&l{i - 1};", 10)}'>"));
        var reading = Bounded(50 * Megabyte, $"<!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}]><rss><channel><title>&l9;</title><item><guid>1</guid><title>&l9;</title><description>&l9;</description></item></channel></rss>");

        Assert.Null(Assert.Single(reading).Item);
        Assert.Equal(IncidentCodes.EntityLimit, reading[0].Code());
    }

    [Fact]
    public void X04_a_quadratic_blow_up_is_refused_in_bounded_work()
    {
        var reading = Bounded(50 * Megabyte, $"<!DOCTYPE rss [<!ENTITY a '{new string('a', 50_000)}'>]><rss><channel><item><guid>1</guid><title>{Times("&a;", 5_000)}</title></item></channel></rss>");

        Assert.Null(Assert.Single(reading).Item);
    }

    [Theory]
    [InlineData("<a>", "</a>")]
    [InlineData("<a>", "")]
    [InlineData("<a b='c'><![CDATA[x]]>", "")]
    public void X05_two_hundred_thousand_nested_elements_are_refused_in_bounded_work(string opening, string closing)
    {
        var reading = Bounded(50 * Megabyte, Feeds.Rss($"<item><guid>1</guid><description>{Times(opening, 200_000)}{Times(closing, 200_000)}</description></item>"));

        Assert.All(reading, one => Assert.Null(one.Item));
    }

    [Fact]
    public void X05_a_hundred_thousand_attributes_on_one_element_are_refused_in_bounded_work()
    {
        var attributes = string.Concat(Enumerable.Range(0, 100_000).Select(i => $" a{i}='{i}'"));

        Assert.Equal(IncidentCodes.TooLarge, Assert.Single(Bounded(50 * Megabyte, Feeds.Rss($"<item><guid>1</guid><x{attributes}/></item>"))).Code());
    }

    [Fact]
    public void X07_a_json_feed_nested_a_hundred_thousand_deep_is_refused_in_bounded_work()
    {
        var deep = Times("""{"a":[""", 50_000) + Times("]}", 50_000);

        Assert.Equal(IncidentCodes.TooDeep, Assert.Single(Bounded(50 * Megabyte, Feeds.JsonFeed($$"""{"id": "1", "x": {{deep}}}""", $$""", "_x": {{deep}}"""))).Code());
    }

    [Fact]
    public void X07_of_members_with_one_name_the_last_counts_in_items_and_in_the_feed()
    {
        var item = Feeds.JsonItem(""", "title": "first", "title": "last", "authors": [{"name": "a", "name": "b"}]""");
        var feed = Feeds.Open("""{"version": "https://jsonfeed.org/version/1", "title": "first", "items": [{"id": "1"}], "title": "last", "items": [{"id": "2"}, {"id": "3"}]}""");

        Assert.Equal(("last", "b"), (item.Headline, Assert.Single(item.Byline)));
        Assert.Equal(("last", "2", "3", 2), (feed.Feed.Title, feed.Item(0).Id, feed.Item(1).Id, feed.Cuts.Count));
    }

    [Theory]
    [InlineData("<?xml-stylesheet type='text/xsl' href='http://127.0.0.1:1/a.xsl'?>", "")]
    [InlineData("<?xml-stylesheet href='#s'?>", "<xsl:stylesheet id='s' version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:include href='http://127.0.0.1:1/b.xsl'/><xsl:template match='/'>changed</xsl:template></xsl:stylesheet>")]
    [InlineData("<?php system('id') ?>", "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='http://127.0.0.1:1/c.xml' parse='text'><xi:fallback>changed</xi:fallback></xi:include>")]
    public void X08_what_would_transform_or_include_is_passed_over(string before, string inside)
    {
        var document = Feeds.Open($"{before}<rss><channel>{inside}<item>{inside}<guid>1</guid>{before}<title>T</title></item></channel></rss>");

        Assert.Equal("T", Assert.Single(document.Cuts.Select((_, index) => document.Item(index))).Headline);
    }

    [Fact]
    public void X09_bytes_that_are_windows_1252_read_right_under_a_declaration_of_utf8()
    {
        const string text = "L’été à l’œuvre — “déjà” €";
        var bytes = Encoding.GetEncoding(1252).GetBytes($"<?xml version='1.0' encoding='UTF-8'?><rss><channel><item><guid>1</guid><title>{text}</title></item></channel></rss>");

        foreach (var type in (string?[])[null, "text/xml", "text/xml; charset=utf-8"])
        {
            var document = Feeds.Open(bytes, new DocumentHints(type));
            Assert.Equal(text, document.Item().Headline);
            Assert.Contains(IncidentCodes.WrongEncoding, document.Incidents.Select(incident => incident.Code));
            Assert.True(bytes.AsSpan(document.Cuts[0].Offset, document.Cuts[0].Length).SequenceEqual(document.Cuts[0].Bytes.Span));
        }
    }

    [Theory]
    [InlineData("+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "charset=utf-7", "")]
    [InlineData("+ADw-script+AD4-", "charset=unicode-1-1-utf-7", "")]
    [InlineData("+ADw-script+AD4-", "", " encoding='utf-7'")]
    public void X11_utf7_by_header_or_declaration_stays_text(string text, string charset, string declared)
    {
        var item = Feeds.Open($"<?xml version='1.0'{declared}?><rss><channel><item><guid>1</guid><title>{text}</title></item></channel></rss>", new DocumentHints($"text/xml;{charset}")).Item();

        Assert.Equal(text, item.Headline);
    }

    [Fact]
    public void X15_a_title_of_a_megabyte_ten_thousand_categories_five_thousand_authors_and_ten_megabytes_of_body_are_refused_whole_in_bounded_work()
    {
        string[] items = [$"<title>{new string('a', (int)Megabyte)}</title>", Times("<category>c</category>", 10_000), Times("<dc:creator>c</dc:creator>", 5_000), $"<description>{new string('a', 10 * (int)Megabyte)}</description>"];

        foreach (var item in items) Assert.Equal(IncidentCodes.TooLarge, Assert.Single(Bounded(150 * Megabyte, Feeds.Rss($"<item><guid>1</guid>{item}</item>"))).Code());
    }

    [Theory]
    [InlineData("0,")]
    [InlineData("- ")]
    [InlineData("{},")]
    public void D05_millions_of_tiny_members_are_refused_whole_in_bounded_work(string member)
    {
        var document = Encoding.UTF8.GetBytes($$"""{"version": "https://jsonfeed.org/version/1", "items": [{{Times(member, 5_000_000)}}]}""");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = Feeds.Open(document);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 * Megabyte);
        Assert.Equal(IncidentCodes.TooLarge, Assert.Single(opened.Incidents).Code);
        Assert.Empty(opened.Cuts);
    }

    [Fact]
    public void D05_millions_of_empty_xml_items_are_refused_whole_in_bounded_work()
    {
        var document = Encoding.UTF8.GetBytes(Feeds.Rss(Times("<item/>", 2_800_000)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = Feeds.Open(document);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50 * Megabyte);
        Assert.Equal(IncidentCodes.TooLarge, Assert.Single(opened.Incidents).Code);
    }

    [Fact]
    public void Many_bases_on_one_tag_are_no_more_work_than_their_length() =>
        Bounded(50 * Megabyte, $"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://e.example/'{Times(" xml:base='abcdefghij/'", 4_000)}><entry><id>1</id></entry></feed>");

    [Fact]
    public void A_long_base_is_not_multiplied_by_the_items_under_it() =>
        Bounded(50 * Megabyte, $"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://e.example/{Times("abcdefghij/", 5_000)}'>{Times("<entry xml:base='a'/>", 4_000)}</feed>");

    [Fact]
    public void A_house_piece_nested_beyond_what_its_parser_reads_is_refused()
    {
        var context = new ItemContext { Format = "markdown", Encoding = "utf-8", FeedId = "urn:piece" };

        Assert.Equal(IncidentCodes.TooDeep, ItemReader.Read(Encoding.UTF8.GetBytes("# T\n\n" + Times("> ", 5_000) + "x"), context).Code());
        Assert.Equal(IncidentCodes.TooDeep, ItemReader.Read(Encoding.UTF8.GetBytes("# " + Times("![", 1_000)), context).Code());
    }

    [Theory]
    [InlineData("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:a' version='1'><contentSet/></newsItem>")]
    [InlineData("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'><itemSet><newsItem guid='urn:a' version='1'/><newsItem guid='urn:a' version='1'><x/></newsItem></itemSet></newsMessage>")]
    public void X18_newsml_is_not_read_yet_and_nothing_of_it_is_taken(string document)
    {
        var opened = Feeds.Open(document);

        Assert.Null(opened.Format);
        Assert.Empty(opened.Cuts);
        Assert.Contains(Assert.Single(opened.Incidents).Code, (string[])[IncidentCodes.UnsupportedFormat, IncidentCodes.NotAFeed]);
    }

    [Theory]
    [InlineData("<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='urn:a' version='1'/>")]
    [InlineData("<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>")]
    [InlineData("<NewsML Version='1.2'/>")]
    [InlineData("<nitf version='-//IPTC//DTD NITF 3.6//EN'/>")]
    public void X18_a_known_format_that_is_not_read_is_called_so(string document) =>
        Assert.Equal(IncidentCodes.UnsupportedFormat, Assert.Single(Feeds.Open(document).Incidents).Code);

    // No date, address, language or name is read by a pattern that can go back: the work for any of these is a walk over it.
    [Theory]
    [InlineData("a", "!")]
    [InlineData(" ", "x")]
    [InlineData("((", "")]
    [InlineData("<", ">")]
    [InlineData("&#x", ";")]
    [InlineData("&", "&amp")]
    [InlineData("0:", "Z")]
    [InlineData("Mon, ", "2026")]
    [InlineData("http://", "/")]
    [InlineData("a-", "")]
    [InlineData("%", "%")]
    [InlineData("a@", "(")]
    [InlineData("../", "")]
    [InlineData("--", "->")]
    [InlineData("]]", "]]>")]
    public void X19_no_field_makes_a_reader_go_back_and_forth(string repeated, string end)
    {
        var text = Times(repeated, 60_000 / repeated.Length) + end;
        var quoted = text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("]]>", "]]&gt;", StringComparison.Ordinal);
        string[] rss = ["title", "link", "guid", "description", "pubDate", "author", "category", "source", "dc:creator", "dc:date", "dc:language", "dc:rights", "content:encoded"];
        string[] json = ["id", "url", "title", "content_html", "content_text", "summary", "date_published", "date_modified", "language", "image", "external_url"];

        Bounded(60 * Megabyte, Feeds.Rss(string.Concat(rss.Select(name => $"<item><guid>{name}</guid><{name}>{quoted}</{name}></item>")) + $"<item><enclosure url=\"{quoted}\" type=\"{quoted}\" length=\"{quoted}\"/></item>"));
        Bounded(60 * Megabyte, Feeds.JsonFeed(string.Join(',', json.Select(name => $$"""{"id": "1", "{{name}}": {{System.Text.Json.JsonSerializer.Serialize(text)}}}"""))));
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 0x14, 0x00 })]
    [InlineData(new byte[] { 0x1F, 0x8B, 0x08, 0x00 })]
    [InlineData(new byte[] { 0x42, 0x5A, 0x68, 0x39 })]
    [InlineData(new byte[] { 0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00 })]
    public void X20_a_feed_inside_a_package_is_no_feed(byte[] magic)
    {
        byte[] bytes = [.. magic, .. new byte[600], .. "<rss><channel><item><guid>1</guid></item></channel></rss>"u8];

        var document = Feeds.Open(bytes);

        Assert.Empty(document.Cuts);
        Assert.Null(document.Format);
        Assert.Contains(IncidentCodes.NotAFeed, document.Incidents.Select(incident => incident.Code));
    }

    /// <summary>Opens the document and reads every item of it, within a bound of memory.</summary>
    private static List<ItemReading> Bounded(long bytes, string document)
    {
        var delivered = Encoding.UTF8.GetBytes(document);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = Feeds.Open(delivered);
        var readings = opened.Cuts.Select((_, index) => opened.Read(index)).ToList();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(allocated <= bytes, $"{allocated / Megabyte} MB were allocated for {delivered.Length / Megabyte} MB");
        return readings;
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
