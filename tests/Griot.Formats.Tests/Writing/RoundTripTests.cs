using CsCheck;
using Griot.Formats.Atom;
using Griot.Formats.JsonFeed;
using Griot.Formats.Outgoing;
using Griot.Formats.Rss;

namespace Griot.Formats.Tests.Writing;

/// <summary>What the house writes, the house's own readers read back: the same pieces, with the same words.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.String["abcéßЖعم漢字'\"&<>;]-"], Gen.String["abc"]).Where(word => word.Length > 0).Array[1, 6].Select(words => string.Join(' ', words));

    // A title of RSS or JSON Feed may be read as HTML: only what is the same either way comes back for certain.
    private static readonly Gen<string> PlainWords = Words.Select(text => text.Replace('<', 'x').Replace('&', 'x'));

    private static readonly Gen<DateTimeOffset> Dates =
        Gen.Select(Gen.Long[946684800, 1795000000], Gen.Int[-48, 48], (seconds, quarters) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromMinutes(15 * quarters)));

    private static readonly Gen<OutgoingEntry> Entries =
        from title in Words
        from dates in Gen.Select(Dates, Dates)
        from authors in PlainWords.Array[1, 3].Select(names => names.Distinct().ToArray())
        from summary in Words
        from body in Words
        from language in Gen.Int[0, 2].Select(pick => new[] { "fr", "sw-KE", null }[pick])
        from category in PlainWords
        select Outgoing.Entry(title) with
        {
            Published = dates.Item1,
            Updated = dates.Item2,
            By = authors,
            Summary = summary,
            ContentHtml = $"<p>{System.Net.WebUtility.HtmlEncode(body)}</p>",
            Language = language,
            Categories = [new OutgoingCategory(category, "https://kayes.example/rubriques")],
        };

    [Fact]
    public void Atom_comes_back() => Entries.Sample(entry =>
    {
        var item = Feeds.Open(AtomWriter.Write(Outgoing.Feed(entry) with { Language = null })).Item();

        AssertSame(entry, item);
        Assert.Equal(entry.Title, item.Headline);
        Assert.Equal(entry.By, item.Byline);
        Assert.Equal(entry.Updated, item.Updated);
        Assert.Equal(new ItemSource("urn:griot:provider:kayes0000000000000000000ab", "Kayes Hebdo", "https://griot.example/fr/kayes-hebdo"), item.Source);
    });

    [Fact]
    public void Rss_comes_back() => Gen.Select(Entries, PlainWords).Sample((entry, title) =>
    {
        var item = Feeds.Open(RssWriter.Write(Outgoing.Feed(entry with { Title = title }) with { Language = null })).Item();

        AssertSame(entry, item);
        Assert.Equal(title, item.Headline);
        Assert.Equal(entry.By, item.Byline);
        Assert.Equal(entry.Updated, item.Updated);
        Assert.Equal(new ItemSource(null, "Kayes Hebdo", "https://griot.example/fr/kayes-hebdo"), item.Source);
    });

    [Fact]
    public void Json_feed_comes_back() => Gen.Select(Entries, PlainWords).Sample((entry, title) =>
    {
        var item = Feeds.Open(JsonFeedWriter.Write(Outgoing.Feed(entry with { Title = title }) with { Language = null })).Item();

        AssertSame(entry, item);
        Assert.Equal(title, item.Headline);
        Assert.Equal([.. entry.By, "Kayes Hebdo"], item.Byline);
        Assert.Equal(entry.Updated, item.Updated);
    });

    [Fact]
    public void A_tombstone_comes_back_as_a_withdrawal_of_the_same_entry()
    {
        var item = Feeds.Open(AtomWriter.Write(Outgoing.Feed() with { Tombstones = [Outgoing.Tombstone("Erreur <b>")] })).Item();

        Assert.Equal(("withdrawal", "canceled"), (item.Signal, item.Status));
        Assert.Equal(Outgoing.Tombstone().Ref, item.Id);
        Assert.Equal(Outgoing.Tombstone().Link, item.Link);
        Assert.Equal("Erreur &lt;b&gt;", item.SummaryHtml);
    }

    private static void AssertSame(OutgoingEntry entry, FeedItem item)
    {
        Assert.Equal(entry.Id, item.Id);
        Assert.Equal(entry.Link, item.Link);
        Assert.Equal(entry.Published, item.Published);
        Assert.Equal(entry.ContentHtml, item.BodyHtml);
        Assert.Equal(entry.Summary, System.Net.WebUtility.HtmlDecode(item.SummaryHtml));
        Assert.Equal(entry.Language, item.Language);
        Assert.Equal(entry.Categories[0].Term, item.Categories[0].Term);
    }
}
