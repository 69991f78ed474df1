using System.Text;
using CsCheck;
using Griot.Formats.Discovery;
using Griot.Testing;

namespace Griot.Formats.Tests.Discovery;

public sealed class FeedFinderTests
{
    private const string Page = "https://lequai.example/fr/une.html";

    private static FoundFeeds Find(string html, string? address = Page, string? link = null, string? type = null) => FeedFinder.Find(Encoding.UTF8.GetBytes(html), type, address, link);

    private static string[] Addresses(FoundFeeds found) => [.. found.Candidates.Select(candidate => candidate.Address)];

    [Theory]
    [InlineData("""<html><head><link rel="alternate" type="application/rss+xml" href="https://lequai.example/feed.xml">""")]
    [InlineData("""<HTML><HEAD><LINK REL=Alternate TYPE=Application/RSS+XML HREF=/feed.xml>""")]
    [InlineData("""<html><link href='../feed.xml' type='application/atom+xml' rel='nofollow alternate'/>""")]
    [InlineData("""<html><link rel="alternate" type="application/feed+json" href="/feed.xml"></html>""")]
    [InlineData("""<html><link rel="alternate" type="application/rdf+xml; charset=utf-8" href="//lequai.example/feed.xml"></html>""")]
    [InlineData("""<html><link rel="alternate" type="text/xml" href="/feed.xml#top"></html>""")]
    [InlineData("""<html><link rel="feed" href="/feed.xml"></html>""")]
    [InlineData("""<html><link rel=alternate href=/feed.xml></html>""")]
    [InlineData("""<html><base href="https://lequai.example/"><link rel="alternate" type="application/rss+xml" href="feed.xml">""")]
    [InlineData("""<html><link rel="alternate" type="application/rss+xml" href="feed.xml"><base target=_top><base href="/">""")]
    [InlineData("""<html><body><a href="/feed.xml">RSS</a>""")]
    [InlineData("""<html><body><a class=x href=/feed.xml>RSS</a>""")]
    [InlineData("""<html><body><A type="application/rss+xml" href=" /feed.xml ">x</A>""")]
    [InlineData("""<html><body><a href="feed:https://lequai.example/feed.xml">x</a>""")]
    [InlineData("""<html><!-- <link rel="alternate" type="application/rss+xml" href="/old.xml"> --><script>'<link rel="alternate" type="application/rss+xml" href="/js.xml">'</script><link rel=alternate type=application/rss+xml href=/feed.xml>""")]
    [InlineData("""<html><script>var unclosed; <link rel=alternate type=application/rss+xml href=/feed.xml>""")]
    [InlineData("""<html><!-- unclosed <link rel=alternate type=application/rss+xml href=/feed.xml>""")]
    [InlineData("""<html><meta content="a "quoted" word"><link title="> <" rel=alternate type=application/rss+xml href=/feed.xml>""")]
    [InlineData("""<html><link title="open rel="alternate" type="application/rss+xml" href="/feed.xml">""")]
    public void A_feed_is_found_however_the_page_names_it(string html)
    {
        var found = Find(html);

        Assert.True(found.IsPage);
        Assert.Equal("https://lequai.example/feed.xml", Assert.Single(found.Candidates).Address);
    }

    [Theory]
    [InlineData("javascript:alert(1)"), InlineData("JaVa&#9;script:alert(1)//feed.xml"), InlineData("file:///etc/passwd"), InlineData("data:text/xml,<rss/>"), InlineData("ftp://lequai.example/feed.xml")]
    [InlineData("feed:javascript:alert(1)"), InlineData("feed:file:///feed.xml"), InlineData("\\\\lequai.example\\feed.xml"), InlineData("https://"), InlineData("http://[/feed.xml"), InlineData("")]
    public void What_is_no_web_address_is_dropped(string href)
    {
        var found = Find($"<html><link rel=\"alternate\" type=\"application/rss+xml\" href=\"{href}\"><a href=\"{href}\" type=\"application/rss+xml\">x</a>");

        Assert.True(found.IsPage);
        Assert.Empty(found.Candidates);
    }

    [Theory]
    [InlineData("""<link rel="alternate stylesheet" type="text/css" href="/rss.xml">""")]
    [InlineData("""<link rel="alternate" hreflang="en" type="text/html" href="/en/feed/">""")]
    [InlineData("""<link rel="alternate" hreflang="en" href="/en/une.html">""")]
    [InlineData("""<link rel="alternate" type="application/json+oembed" href="/wp-json/oembed/1.0/embed?url=x">""")]
    [InlineData("""<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">""")]
    [InlineData("""<link rel="EditURI" type="application/rsd+xml" href="/xmlrpc.php?rsd">""")]
    [InlineData("""<a href="/feedback">x</a><a href="/presse">x</a><a href="/express">x</a>""")]
    public void What_is_no_feed_is_left_alone(string element) => Assert.Empty(Find($"<html>{element}").Candidates);

    [Fact]
    public void The_sites_own_feed_comes_before_those_of_sections_and_comments()
    {
        var found = Find("""
            <html><head>
            <link rel="alternate" type="application/rss+xml" title="Le Quai &raquo; Comments Feed" href="/comments/feed/">
            <link rel="alternate" type="application/rss+xml" title="Le Quai &raquo; Sport" href="/category/sport/feed/">
            <link rel="alternate" type="application/json" href="/data.json">
            <link rel="alternate" type="application/rss+xml" title="Le Quai &raquo; Comment pêcher &raquo; Flux des commentaires" href="/2026/comment-pecher/feed/">
            <link rel="alternate" type="application/rss+xml" title="Le Quai &raquo; Flux" hreflang="fr" href="/feed/">
            </head><body><a href="https://autre.example/rss.xml">Un ami</a><a href="/rss.xml">RSS</a>
            """, link: "</feed/atom/>; rel=\"alternate\"; type=\"application/atom+xml\"; title=\"Atom, du quai\", </style.css>; rel=preload");

        Assert.Equal(
            ["/feed/", "/feed/atom/", "/rss.xml", "/data.json", "/category/sport/feed/", "/comments/feed/", "/2026/comment-pecher/feed/"],
            found.Candidates.Take(7).Select(candidate => new Uri(candidate.Address).PathAndQuery));
        Assert.Equal("https://autre.example/rss.xml", found.Candidates[^1].Address);
        Assert.Equal(("Le Quai » Flux", "application/rss+xml", "fr", FeedEvidence.LinkElement), (found.Candidates[0].Title, found.Candidates[0].Type, found.Candidates[0].Language, found.Candidates[0].How));
        Assert.Equal(("Atom, du quai", FeedEvidence.LinkHeader), (found.Candidates[1].Title, found.Candidates[1].How));
    }

    [Theory]
    [InlineData("iso-8859-1", """<html><meta charset="iso-8859-1">""", null)]
    [InlineData("windows-1256", """<html><meta http-equiv=Content-Type content="text/html; charset=windows-1256">""", null)]
    [InlineData("utf-16", "<html>", null)]
    [InlineData("windows-1251", "<html>", "text/html; charset=windows-1251")]
    public void Titles_are_read_in_the_encoding_of_the_page(string encoding, string begin, string? type)
    {
        var title = encoding switch { "windows-1256" => "صحيفة", "windows-1251" => "Газета", _ => "Été" };
        var letters = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var page = letters.GetBytes($"{begin}<link rel=alternate type=application/rss+xml href=/feed title='{title}'>");

        Assert.Equal(title, Assert.Single(FeedFinder.Find(page, type, Page, null).Candidates).Title);
    }

    [Theory]
    [InlineData("<rss version='2.0'><channel><title>x</title></channel></rss>"), InlineData("<opml><body/></opml>"), InlineData("{}"), InlineData(""), InlineData("<"), InlineData("une phrase"), InlineData("<rdf:RDF><channel><title>t</title></channel></rdf:RDF>")]
    public void What_is_no_page_is_not_searched(string document) => Assert.False(Find(document).IsPage);

    [Fact]
    public void A_page_whose_address_is_not_known_tells_how_much_it_could_not_resolve()
    {
        var found = Find("<html><link rel=alternate type=application/rss+xml href=/feed><link rel=alternate type=application/rss+xml href=https://lequai.example/atom>", address: null);

        Assert.Equal(["https://lequai.example/atom"], Addresses(found));
        Assert.Equal(1, found.Unresolved);
        Assert.Equal(["https://lequai.example/feed"], Addresses(Find("<html><link rel=canonical href=https://lequai.example/fr/><link rel=alternate type=application/rss+xml href=/feed>", address: null)));
    }

    [Fact]
    public void No_password_of_the_pages_address_goes_into_what_it_names() =>
        Assert.Equal("https://lequai.example/feed", Assert.Single(Find("<html><link rel=alternate type=application/rss+xml href=/feed>", "https://user:secret@lequai.example/?key=1").Candidates).Address);

    [Fact]
    public void Common_places_lie_on_the_pages_own_host_and_its_software_tells_which_comes_first()
    {
        Assert.Equal("https://lequai.example/spip.php?page=backend", Find("<html><meta name=generator content='SPIP 4.1'>").Places[0]);
        Assert.Equal("https://lequai.example/fr/feed/", Find("<html>", "https://lequai.example/fr/").Places[0]);
        var places = Find("<html>").Places;
        Assert.All(places, place => Assert.Equal("lequai.example", new Uri(place).Host));
        Assert.InRange(places.Count, 5, 15);
        Assert.Equal(places, places.Distinct());
    }

    [Fact]
    public void A_page_of_a_hundred_thousand_links_is_bounded()
    {
        var html = new StringBuilder("<html>");
        for (var i = 0; i < 100_000; i++) html.Append($"<link rel=alternate type=application/rss+xml title='{i}' href=/feed/{i}><a href=/{i}/feed>x</a>");

        var found = Find(html.ToString());

        Assert.Equal(200, found.Candidates.Count);
        Assert.Equal("https://lequai.example/feed/0", found.Candidates[0].Address);
    }

    [Theory]
    [InlineData("<a x=\""), InlineData("<link rel='"), InlineData("<script>"), InlineData("<!--"), InlineData("<![CDATA["), InlineData("</"), InlineData("<a x=\"<a x='"), InlineData("<title"), InlineData("<a href=a b="), InlineData("\"'"), InlineData("<a =\" ")]
    public void A_page_that_nothing_ends_is_passed_in_one_walk(string part)
    {
        var found = Find("<html>" + string.Concat(Enumerable.Repeat(part, 1_500_000 / part.Length)));

        Assert.True(found.IsPage);
        Assert.True(found.Candidates.Count <= 200);
    }

    [Fact]
    public void Any_bytes_are_survived() =>
        Gen.OneOf(
            Gen.Byte.Array[0, 300],
            Gen.Int[0, Parts.Length - 1].Select(i => Parts[i]).Array[0, 40].Select(parts => Encoding.UTF8.GetBytes("<html>" + string.Concat(parts))))
        .Sample(bytes =>
        {
            foreach (var candidate in FeedFinder.Find(bytes, "text/html", Page, Encoding.Latin1.GetString(bytes)).Candidates)
                Assert.True(new Uri(candidate.Address).Scheme is "http" or "https");
        }, iter: 3000);

    private static readonly string[] Parts =
        ["<", ">", "<link ", "<a ", "<base ", "rel=alternate ", "type='application/rss+xml' ", "href=", "\"", "'", "/feed", "javascript:", "//x.y/rss", "<!--", "-->", "<script>", "</script>", "=", " ", "&amp;", "&#0;", "\0", "é", "%zz", "http://", ":99999/feed", "feed:", "\\"];

    [Fact]
    public void Real_pages_that_stand_where_a_feed_should_are_survived()
    {
        if (SharedMaterial.Find("data/feeds") is not { } folder)
        {
            Assert.Skip("data/feeds is not present");
            return;
        }

        var pages = 0;
        foreach (var path in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Where(path => path.EndsWith(".html", StringComparison.Ordinal) || path.EndsWith(".xml", StringComparison.Ordinal)))
            pages += FeedFinder.Find(File.ReadAllBytes(path), null, Page, null).IsPage ? 1 : 0;
        Assert.True(pages > 0);
    }
}
