using System.Text;
using System.Text.Json;
using CsCheck;
using Griot.Formats.Atom;
using Griot.Formats.JsonFeed;
using Griot.Formats.Outgoing;
using Griot.Formats.Rss;

namespace Griot.Formats.Tests.Writing;

/// <summary>Strangers' texts in every field: the feeds stay valid, and the texts stay what they were.</summary>
public sealed class HostileTextTests
{
    private static readonly Gen<(string Text, OutgoingFeed Feed)> Feeds = Outgoing.AnyText.Select(text => (text, Everywhere(text)));

    [Fact]
    public void H11_atom_carries_any_text_in_any_field() => Feeds.Sample((text, feed) =>
    {
        var (root, carried) = (Outgoing.Parse(AtomWriter.Write(feed)), Outgoing.Carried(text));
        var entry = root.Element(Outgoing.Atom + "entry")!;

        Assert.Equal(carried, entry.Element(Outgoing.Atom + "title")!.Value);
        Assert.Equal(carried, entry.Element(Outgoing.Atom + "content")!.Value);
        Assert.Equal(carried, entry.Element(Outgoing.Atom + "author")!.Element(Outgoing.Atom + "name")!.Value);
        Assert.Equal(carried, entry.Element(Outgoing.Atom + "source")!.Element(Outgoing.Atom + "title")!.Value);
        Assert.Equal(carried, entry.Element(Outgoing.Atom + "category")!.Attribute("term")!.Value);
        Assert.Equal(carried, root.Element(Outgoing.Tombstones + "deleted-entry")!.Element(Outgoing.Tombstones + "comment")!.Value);
    });

    [Fact]
    public void H11_rss_carries_any_text_in_any_field() => Feeds.Sample((text, feed) =>
    {
        var (item, carried) = (Outgoing.Parse(RssWriter.Write(feed)).Element("channel")!.Element("item")!, Outgoing.Carried(text));

        Assert.Equal(carried, item.Element("title")!.Value);
        Assert.Equal(carried, item.Element("source")!.Value);
        Assert.Equal(carried, System.Net.WebUtility.HtmlDecode(item.Element("description")?.Value ?? ""));
        Assert.DoesNotContain("<", item.Element("description")?.Value ?? "");
    });

    [Fact]
    public void A_description_in_rss_is_escaped_once_for_html_and_its_letters_stand_as_they_are()
    {
        var feed = Outgoing.Feed(Outgoing.Entry() with { Summary = "L’été « à l'eau » : 3 < 4 & \"rien\"" });

        Assert.Equal("L’été « à l'eau » : 3 &lt; 4 &amp; &quot;rien&quot;", Outgoing.Parse(RssWriter.Write(feed)).Element("channel")!.Element("item")!.Element("description")!.Value);
    }

    [Fact]
    public void H11_json_feed_carries_any_text_in_any_field() => Feeds.Sample((text, feed) =>
    {
        var bytes = JsonFeedWriter.Write(feed);
        var (item, carried) = (JsonDocument.Parse(bytes).RootElement.GetProperty("items")[0], Outgoing.Carried(text));

        Assert.Equal(carried, item.GetProperty("title").GetString());
        Assert.Equal(carried, item.GetProperty("content_html").GetString());
        Assert.Equal(carried, item.GetProperty("authors")[0].GetProperty("name").GetString());
        Assert.DoesNotContain('\u2028', Encoding.UTF8.GetString(bytes));
    });

    [Fact]
    public void H11_no_feed_holds_a_control_character() => Feeds.Sample((_, feed) =>
    {
        foreach (var write in (Func<OutgoingFeed, byte[]>[])[AtomWriter.Write, RssWriter.Write, JsonFeedWriter.Write])
            Assert.DoesNotContain(Encoding.UTF8.GetString(write(feed)), letter => char.IsControl(letter) && letter != '\n' && letter != '\t');
    });

    private static OutgoingFeed Everywhere(string text)
    {
        var source = Outgoing.Source(text) with { Country = text, Kind = text, Capacity = [text] };
        return Outgoing.Feed(Outgoing.Entry(text) with
        {
            By = [text],
            Summary = text,
            ContentHtml = text,
            Language = text,
            Rights = text,
            Categories = [new OutgoingCategory(text, text, text)],
            Source = source,
        }) with
        {
            Title = text,
            Operator = text,
            Language = text,
            Tombstones = [Outgoing.Tombstone(text) with { By = text, Source = source }],
        };
    }
}
