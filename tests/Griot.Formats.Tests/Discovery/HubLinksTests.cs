using CsCheck;
using Griot.Formats.Discovery;

namespace Griot.Formats.Tests.Discovery;

/// <summary>Which hub a feed names, and under which name that knows it (WebSub, section 4).</summary>
public sealed class HubLinksTests
{
    private static readonly Uri Here = new("https://kayes.example/fr/feed?page=1");

    private static HubLinks Of(FeedDocument document, string? header = null) => HubLinks.Of(document.Feed, header, Here);

    private static FeedDocument Open(string text) => Feeds.Open(text, new DocumentHints(null, Here.AbsoluteUri));

    [Fact]
    public void Atom_names_hubs_and_itself()
    {
        var links = Of(Open(Feeds.Atom("", """<link rel="hub" href="https://hub.example/"/><link rel="hub" href="/own-hub"/><link rel="self" href="feed.atom"/>""")));

        Assert.Equal(["https://hub.example/", "https://kayes.example/own-hub"], links.Hubs);
        Assert.Equal("https://kayes.example/fr/feed.atom", links.Topic);
    }

    [Fact]
    public void Rss_names_them_by_the_elements_of_atom()
    {
        var links = Of(Open(Feeds.Rss("", """<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="https://kayes.example/feed" type="application/rss+xml"/>""")));

        Assert.Equal(["https://hub.example/"], links.Hubs);
        Assert.Equal("https://kayes.example/feed", links.Topic);
    }

    [Fact]
    public void Json_feed_names_them_in_hubs_and_feed_url_and_other_kinds_of_hub_are_none()
    {
        var links = Of(Open("""
            {"version":"https://jsonfeed.org/version/1.1","title":"Kayes","feed_url":"https://kayes.example/feed.json",
             "hubs":[{"type":"rssCloud","url":"https://cloud.example/"},{"type":"WebSub","url":"https://hub.example/"},7,{"type":"WebSub"}],"items":[]}
            """));

        Assert.Equal(["https://hub.example/"], links.Hubs);
        Assert.Equal("https://kayes.example/feed.json", links.Topic);
    }

    [Theory]
    [InlineData("""<https://hub2.example/>; rel="hub", </feed2>; rel="self" """, "https://hub2.example/", "https://kayes.example/feed2")]
    [InlineData("""<https://hub2.example/>; rel="nofollow HUB" """, "https://hub2.example/", "https://kayes.example/feed")]
    [InlineData("""</feed2>; rel=self""", "https://hub.example/", "https://kayes.example/feed2")]
    [InlineData("""<javascript:alert(1)>; rel="hub", <mailto:a@b.example>; rel="self" """, "https://hub.example/", "https://kayes.example/feed")]
    [InlineData("""<https://hub2.example/""", "https://hub.example/", "https://kayes.example/feed")]
    public void What_the_header_says_stands_above_the_document(string header, string hub, string topic)
    {
        var document = Open(Feeds.Rss("", """<atom:link rel="hub" href="https://hub.example/"/><atom:link rel="self" href="https://kayes.example/feed"/>"""));

        Assert.Equal(hub, Assert.Single(Of(document, header).Hubs));
        Assert.Equal(topic, Of(document, header).Topic);
    }

    [Fact]
    public void A_feed_that_names_thousands_of_hubs_names_ten_and_what_is_no_web_address_is_none()
    {
        var many = string.Concat(Enumerable.Range(0, 5_000).Select(number => $"""<link rel="hub" href="https://h{number}.example/"/>"""));
        var odd = Open(Feeds.Atom("", """<link rel="hub" href="file:///etc/passwd"/><link rel="hub" href=""/><link rel="self" href="tag:x"/>"""));

        Assert.Equal(10, Of(Open(Feeds.Atom("", many))).Hubs.Count);
        Assert.Empty(Of(odd).Hubs);
        Assert.Null(Of(odd).Topic);
    }

    [Fact]
    public void Any_header_is_survived() => Gen.String.Sample(header =>
    {
        var links = HubLinks.Of(Open(Feeds.Atom("")).Feed, header, Here);
        return links.Hubs.Count <= 10 && links.Hubs.All(hub => Uri.TryCreate(hub, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
    });
}
