using System.Text;

namespace Griot.Formats.Tests.Encodings;

public sealed class EncodingTests
{
    private const string Text = "Où l’été finit — “ça” €";

    private static readonly string Feed = Feeds.Rss($"<item><guid>1</guid><title>{Text}</title></item> <item><guid>2</guid><title>é</title></item>")
        .Replace("<?xml version=\"1.0\"?>", "", StringComparison.Ordinal).TrimStart();

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    [InlineData("utf-32", true)]
    [InlineData("utf-32", false)]
    [InlineData("utf-32BE", true)]
    [InlineData("utf-32BE", false)]
    public void X10_a_feed_reads_as_its_utf8_twin_with_and_without_a_mark(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("<!-- \U0001F4F0 -->" + Feed)];

        var document = Feeds.Open(bytes);

        Assert.Empty(document.Incidents);
        AssertSame(document, bytes);
        Assert.Equal(encoding.WebName, document.Cuts[0].Context.Encoding);
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("iso-8859-1")]
    [InlineData("shift_jis")]
    [InlineData("gb18030")]
    [InlineData("euc-jp")]
    [InlineData("iso-2022-jp")]
    [InlineData("koi8-r")]
    [InlineData("big5")]
    [InlineData("ibm037")]
    public void A_declared_charset_is_used_and_each_cut_is_exact(string name)
    {
        var encoding = name == "iso-8859-1" ? Encoding.GetEncoding(1252) : Encoding.GetEncoding(name);
        var text = name is "windows-1252" or "iso-8859-1" ? Text : encoding.GetString(encoding.GetBytes(name == "koi8-r" ? "Вести" : name == "ibm037" ? "News" : "日本語の記事"));
        var bytes = encoding.GetBytes(Feed.Replace(Text, text, StringComparison.Ordinal).Replace('é', 'e'));

        var document = Feeds.Open(bytes, new DocumentHints($"application/rss+xml; charset=\"{name}\""));

        Assert.Equal(name is "windows-1252" or "iso-8859-1" ? text.Replace('é', 'e') : text, document.Item().Headline);
        Assert.Equal("2", document.Item(1).Id);
        Assert.All(document.Cuts, cut => Assert.True(bytes.AsSpan(cut.Offset, cut.Length).SequenceEqual(cut.Bytes.Span)));
        Assert.All(document.Cuts, cut => Assert.Matches("^<item>.*</item>$", encoding.GetString(cut.Bytes.Span)));
    }

    [Fact]
    public void X09_the_mark_wins_over_the_header_and_the_header_over_the_declaration()
    {
        var utf8 = "<?xml version='1.0' encoding='windows-1252'?>" + Feed;
        byte[] marked = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(utf8)];

        AssertSame(Feeds.Open(marked, new DocumentHints("text/xml; charset=iso-8859-2")), marked);
        AssertSame(Feeds.Open(utf8, new DocumentHints("text/xml; charset=UTF-8")), Encoding.UTF8.GetBytes(utf8));
        var declared = Encoding.GetEncoding(1252).GetBytes(utf8);
        AssertSame(Feeds.Open(declared), declared);
    }

    [Fact]
    public void Undeclared_bytes_that_are_no_utf8_are_windows_1252_and_that_is_told()
    {
        var bytes = Encoding.GetEncoding(1252).GetBytes(Feed);

        var document = Feeds.Open(bytes);

        AssertSame(document, bytes);
        Assert.Equal(IncidentCodes.WrongEncoding, Assert.Single(document.Incidents).Code);
    }

    [Fact]
    public void A_declaration_that_the_bytes_contradict_is_passed_over()
    {
        var bytes = Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='utf-16'?>" + Feed);

        var document = Feeds.Open(bytes);

        AssertSame(document, bytes);
        Assert.Equal(IncidentCodes.WrongEncoding, Assert.Single(document.Incidents).Code);
    }

    [Theory]
    [InlineData("utf-8", null, 1252)]
    [InlineData(null, "utf-8", 1252)]
    [InlineData("utf-8", "windows-1252", 1252)]
    [InlineData("iso-8859-1", "utf-8", 65001)]
    [InlineData("us-ascii", "windows-1252", 1252)]
    [InlineData("us-ascii", null, 65001)]
    [InlineData("windows-1251", null, 65001)]
    [InlineData(null, "iso-8859-15", 65001)]
    [InlineData("no-such-thing", "cp1252", 1252)]
    [InlineData("no-such-thing", "win-1252", 1252)]
    public void A_declaration_that_the_letters_contradict_gives_way_to_the_next(string? header, string? declaration, int codePage)
    {
        var bytes = Encoding.GetEncoding(codePage).GetBytes((declaration is null ? "" : $"<?xml version='1.0' encoding='{declaration}'?>") + Feed);

        AssertSame(Feeds.Open(bytes, new DocumentHints(header is null ? null : $"text/xml; charset={header}")), bytes);
    }

    [Theory]
    [InlineData("ar", 1256, "الماء في النهر")]
    [InlineData("ru-RU", 1251, "Вода в реке")]
    [InlineData("tr", 1254, "Şehirde yağmur")]
    [InlineData("ja", 932, "川の水についての記事")]
    public void Where_nothing_is_declared_the_feeds_language_tells_the_old_encoding(string language, int codePage, string text)
    {
        var bytes = Encoding.GetEncoding(codePage).GetBytes($"<rss><channel><language>{language}</language><item><title>{text}</title></item></channel></rss>");

        Assert.Equal(text, Feeds.Open(bytes).Item().Headline);
    }

    [Theory]
    [InlineData("cp037")]
    [InlineData("ibm500")]
    [InlineData("IBM-1047")]
    public void The_encoding_of_old_machines_is_found_by_its_own_declaration(string name)
    {
        var encoding = Encoding.GetEncoding(name == "cp037" ? 37 : name == "ibm500" ? 500 : 1047);
        var bytes = encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?><rss><channel><item><title>News é</title></item></channel></rss>");

        Assert.Equal("News é", Feeds.Open(bytes).Item().Headline);
    }

    [Theory]
    [InlineData("latin-1")]
    [InlineData("ISO8859-15")]
    [InlineData("iso8859_15")]
    [InlineData("cp1252")]
    [InlineData("windows1252")]
    [InlineData("CP_1252")]
    public void Encodings_are_known_by_the_names_that_other_systems_give_them(string name)
    {
        var bytes = Encoding.GetEncoding(1252).GetBytes("<rss><channel><item><title>où</title></item></channel></rss>");

        var document = Feeds.Open(bytes, new DocumentHints($"text/xml; charset={name}"));

        Assert.Equal("où", document.Item().Headline);
        Assert.Empty(document.Incidents);
    }

    [Fact]
    public void A_server_that_calls_everything_latin_does_not_stand_above_the_document_s_own_word()
    {
        var bytes = Encoding.GetEncoding(1256).GetBytes("<?xml version='1.0' encoding='windows-1256'?><rss><channel><item><title>الماء في النهر</title></item></channel></rss>");

        Assert.Equal("الماء في النهر", Feeds.Open(bytes, new DocumentHints("text/xml; charset=ISO-8859-1")).Item().Headline);
    }

    [Fact]
    public void A_few_broken_characters_among_good_ones_do_not_change_the_encoding()
    {
        var bytes = Encoding.UTF8.GetBytes(Feed.Replace("finit", "f?nit", StringComparison.Ordinal));
        bytes[bytes.AsSpan().IndexOf((byte)'?')] = 0xE9;

        Assert.Equal(Text.Replace("finit", "f\uFFFDnit", StringComparison.Ordinal), Feeds.Open(bytes).Item().Headline);
    }

    [Fact]
    public void X11_utf7_is_refused_and_what_it_hides_is_text()
    {
        var document = Feeds.Open(Feeds.Rss("<item><guid>1</guid><title>+ADw-script+AD4-</title></item>"), new DocumentHints("text/xml; charset=utf-7"));

        Assert.Equal(IncidentCodes.UnsupportedEncoding, Assert.Single(document.Incidents).Code);
        Assert.Equal("+ADw-script+AD4-", document.Item().Headline);
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public void X12_invalid_utf8_is_shown_as_replacement_and_the_bytes_stay(byte[] wrong)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("<?xml version='1.0' encoding='UTF-8'?><rss><channel><item><guid>1</guid><title>a"), .. wrong,
            .. Encoding.UTF8.GetBytes("b</title></item></channel></rss>")];

        var document = Feeds.Open(bytes);

        Assert.Matches("^a\uFFFD+b$", document.Item().Headline);
        Assert.True(document.Cuts[0].Bytes.Span.IndexOf(wrong) > 0);
    }

    [Fact]
    public void A_transfer_that_broke_inside_a_character_does_not_change_the_encoding()
    {
        var whole = Encoding.UTF8.GetBytes(Feed);
        var cut = whole.AsSpan(0, whole.AsSpan().LastIndexOf("é"u8) + 1).ToArray();

        var document = Feeds.Open(cut);

        Assert.Equal(Text, document.Item().Headline);
        Assert.Equal([IncidentCodes.Truncated], document.Incidents.Select(incident => incident.Code));
    }

    [Fact]
    public void X10_a_second_mark_and_one_inside_the_text_do_no_harm()
    {
        var document = Feeds.Open("\uFEFF\uFEFF<rss><channel><item><guid>1</guid><title>a\uFEFFb</title></item></channel></rss>");

        Assert.Equal("a\uFEFFb", document.Item().Headline);
    }

    private static void AssertSame(FeedDocument document, byte[] bytes)
    {
        Assert.Equal([Text, "é"], document.Cuts.Select((_, index) => document.Item(index).Headline));
        Assert.All(document.Cuts, cut => Assert.True(bytes.AsSpan(cut.Offset, cut.Length).SequenceEqual(cut.Bytes.Span)));
    }
}
