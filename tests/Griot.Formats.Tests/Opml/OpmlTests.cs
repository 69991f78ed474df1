using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Griot.Formats.Opml;
using Griot.Testing;

namespace Griot.Formats.Tests.Opml;

public sealed partial class OpmlTests
{
    private static OpmlDocument Read(string text) => OpmlReader.Read(Encoding.UTF8.GetBytes(text));

    private static OpmlOutline Only(string attributes) => Assert.Single(Read($"<opml version=\"1.0\"><body><outline {attributes}/></body></opml>").Outlines);

    [Theory]
    [InlineData("xmlUrl=\"https://lequai.example/feed\""), InlineData("XMLURL='https://lequai.example/feed'"), InlineData("xmlurl=https://lequai.example/feed"), InlineData("xmlURL = \" https://lequai.example/feed \"")]
    [InlineData("type=\"rss\" url=\"https://lequai.example/feed\""), InlineData("type='Atom' URL='https://lequai.example/feed'"), InlineData("xmlUrl=\"feed:https://lequai.example/feed\"")]
    [InlineData("text=\"A & B <c>\" xmlUrl=\"https://lequai.example/feed\""), InlineData("text=\"open xmlUrl=\"https://lequai.example/feed\""), InlineData("text=\"a \"quoted\" word\" xmlUrl=\"https://lequai.example/feed\"")]
    [InlineData("text=\"x=\" xmlUrl=\"https://lequai.example/feed\""), InlineData("text= xmlUrl=\"https://lequai.example/feed\"")]
    public void The_feed_is_found_however_it_is_spelt(string attributes) => Assert.Equal("https://lequai.example/feed", Only(attributes).Feed);

    [Fact]
    public void Everything_that_an_outline_says_is_read_as_text()
    {
        var outline = Only("""text="L&apos;Écho &amp; Cie &#8212; &eacute;t&eacute;" title="other" type="RSS" xmlUrl="https://lecho.example/?a=1&amp;b=2" htmlUrl="https://lecho.example/" language="fr_SN" description="Deux&#10;lignes" griot:kind="press" """);

        Assert.Equal(("L'Écho & Cie — été", "rss", "https://lecho.example/?a=1&b=2"), (outline.Text, outline.Type, outline.Feed));
        Assert.Equal(("https://lecho.example/", "fr-SN", "Deux\nlignes"), (outline.Home, outline.Language, outline.Description));
        Assert.Equal("press", outline.Said["kind"]);
    }

    [Fact]
    public void Groups_and_their_depth_are_told_by_place_and_each_line_by_its_number()
    {
        var read = Read("<opml>\n<body>\n<outline text='Afrique'>\n <outline text='Mali'>\n  <outline xmlUrl='https://a.example/'/>\n </outline>\n <outline xmlUrl='https://b.example/'></outline>\n</outline>\n<outline xmlUrl='https://c.example/'/>\n</body></opml>");

        Assert.Equal([null, 0, 1, 0, null], read.Outlines.Select(outline => outline.Parent));
        Assert.Equal([3, 4, 5, 7, 9], read.Outlines.Select(outline => outline.Line));
        Assert.Equal([false, false, true, true, true], read.Outlines.Select(outline => outline.IsFeed));
    }

    [Theory]
    [InlineData("<outline xmlUrl='https://a.example/'/>")]
    [InlineData("<opml><head><outline xmlUrl='https://a.example/'/></head><body/></opml>")]
    [InlineData("<opml><body/><outline xmlUrl='https://a.example/'></opml>")]
    [InlineData("<opml><body><outline text='x'></body></outline><outline xmlUrl='https://a.example/'/>")]
    [InlineData("<opml><body><outline xmlUrl='https://a.example/'")]
    [InlineData("<opml><body><outline xmlUrl='https://a.example/' <outline text='b'/>")]
    [InlineData("<opml><!-- a list <body><outline xmlUrl='https://a.example/'/>")]
    [InlineData("<!DOCTYPE opml [<!ENTITY a 'b'>]><OPML><BODY><OUTLINE XMLURL='https://a.example/'/></BODY></OPML>")]
    [InlineData("<opml><title>A & B < C</title><body><outline xmlUrl='https://a.example/'/></body>")]
    public void What_is_ill_formed_around_an_outline_costs_none(string text)
    {
        var read = Read(text);

        Assert.True(read.IsOpml);
        if (text.EndsWith('\'')) Assert.Equal(IncidentCodes.Truncated, Assert.Single(read.Incidents).Code);
        else Assert.Equal("https://a.example/", Assert.Single(read.Outlines, outline => outline.Feed is not null).Feed);
    }

    [Fact]
    public void The_encoding_is_minded()
    {
        const string List = "<?xml version=\"1.0\" encoding=\"ENCODING\"?><opml><body><outline text=\"Été\" xmlUrl=\"https://a.example/\"/></body></opml>";
        foreach (var name in (string[])["iso-8859-1", "utf-8", "utf-16"])
            Assert.Equal("Été", Assert.Single(OpmlReader.Read(Encoding.GetEncoding(name).GetBytes(List.Replace("ENCODING", name, StringComparison.Ordinal))).Outlines).Text);
    }

    [Fact]
    public void What_is_no_list_is_told_apart() => Assert.All((string[])["", "<rss><channel/></rss>", "name,kind", "{}"], text => Assert.False(Read(text).IsOpml));

    [Theory]
    [InlineData("<outline>"), InlineData("<outline text='"), InlineData("<outline a=\"<outline b='"), InlineData("</outline>"), InlineData("<outline a a= a=' ")]
    public void A_list_that_nothing_ends_is_bounded(string part)
    {
        var read = Read("<opml>" + string.Concat(Enumerable.Repeat(part, 2_000_000 / part.Length)));

        Assert.True(read.Outlines.Count <= 100_000);
        if (part == "<outline>") Assert.Equal(IncidentCodes.TooLarge, Assert.Single(read.Incidents).Code);
    }

    [Fact]
    public void Any_bytes_are_survived() => Gen.Byte.Array[0, 400].Sample(bytes => { OpmlReader.Read((byte[])[.. "<opml><outline "u8, .. bytes]); }, iter: 3000);

    [Fact]
    public void What_is_written_is_read_back_equal() =>
        Gen.Select(Text, Text, Text, Gen.Int[0, 3]).Array[0, 8].Sample(rows =>
        {
            var written = rows.Select((row, index) => new OpmlProvider(
                "n" + row.Item1, row.Item2.Length == 0 ? null : $"https://{index}.example/?{Uri.EscapeDataString(row.Item2)}", ["fr", "wo"], row.Item3.Trim().Length == 0 ? null : row.Item3.Trim(),
                [.. Enumerable.Range(0, row.Item4).Select(feed => $"https://{index}.example/{feed}?a=1&b='\"")], [KeyValuePair.Create("contact", (string?)"a@b.example")])).ToList();

            var read = OpmlReader.Read(OpmlWriter.Write("Ma maison & Cie", written));

            Assert.Empty(read.Incidents);
            var providers = read.Outlines.Where(outline => outline.Parent is null).ToList();
            Assert.Equal(written.Count, providers.Count);
            for (var i = 0; i < written.Count; i++)
            {
                Assert.Equal(written[i].Name.Trim(' '), providers[i].Text);
                Assert.Equal((written[i].Home, written[i].Description, "fr"), (providers[i].Home, providers[i].Description, providers[i].Language));
                Assert.Equal(("fr wo", "a@b.example"), (providers[i].Said["languages"], providers[i].Said["contact"]));
                var place = read.Outlines.ToList().IndexOf(providers[i]);
                var feeds = providers[i].Feed is { } feed ? [feed] : read.Outlines.Where(outline => outline.Parent == place).Select(outline => outline.Feed!);
                Assert.Equal(written[i].Feeds, feeds);
            }
        }, iter: 500);

    private static readonly Gen<string> Text = Gen.OneOf("a", "é", "<", ">", "\"", "'", "&", "&amp;", "\n", "\r", " ", "😀", "=", "/>", "ن", "&#10;", " xmlUrl=").Array[0, 12].Select(parts => string.Concat(parts).Replace("\n", "\u00A0", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal));

    [Fact]
    public void A_counter_of_tags_finds_no_more_feeds_in_the_lists_of_others()
    {
        var folders = ((string[])["samples/feeds/opml", "data/feeds/feedvalidator/opml", "data/places/opml"]).Select(SharedMaterial.Find).OfType<string>().ToList();
        if (folders.Count == 0) Assert.Skip("no lists of others are present");
        var lists = 0;
        foreach (var path in folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.opml", SearchOption.AllDirectories)))
        {
            var bytes = File.ReadAllBytes(path);
            var counted = Tag().Count(Encoding.Latin1.GetString(bytes));
            Assert.True(counted == OpmlReader.Read(bytes).Outlines.Count(outline => outline.Feed is not null), path);
            lists++;
        }

        Assert.True(lists > 20);
    }

    [GeneratedRegex("xmlUrl\\s*=\\s*[\"'][^\"']", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
