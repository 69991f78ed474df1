using System.Text;
using System.Xml;
using System.Xml.Linq;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Items;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Poll;

/// <summary>Feeds of real publishers through the whole intake.</summary>
public sealed class RealFeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Podcast = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";

    public static TheoryData<string> Names => SharedMaterial.Find("data/feeds/real-feeds") is { } folder
        ? [.. Directory.EnumerateFiles(folder, "*.xml").Where(path => Independent(path) is not null).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [""];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_item_becomes_an_article_with_all_its_text_and_can_be_read_again(string name)
    {
        var items = Present(name);
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();

        var result = await world.PollAsync(await File.ReadAllBytesAsync(SharedMaterial.Find("data/feeds/real-feeds/" + name)!, TestContext.Current.CancellationToken));

        Assert.Equal(0, result.Quarantined);
        Assert.Equal(items.Select(Id).Distinct(StringComparer.Ordinal).Count(), result.NewItems);
        var shown = world.Entries().Select(entry => (entry, Record: world.RecordOf(entry))).ToLookup(pair => pair.Record.Uri, StringComparer.Ordinal);
        foreach (var item in items) Assert.Contains(Words(item), (shown.Contains(Id(item)) ? shown[Id(item)] : shown.SelectMany(pairs => pairs)).Select(pair => Words(pair.Record)));
        foreach (var (entry, record) in shown.SelectMany(pairs => pairs))
        {
            var again = Reading.Of(world.DeliveryOf(entry), world.ContextOf(entry), card).Record! with { Signal = record.Signal, PubStatus = record.PubStatus };
            Assert.Equal(Encoding.UTF8.GetString(record.ToBytes()), Encoding.UTF8.GetString(again.ToBytes()));
            Assert.Equal(world.Store.Content(entry.Index, Part.Record), again.ToBytes());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_same_feed_in_another_order_brings_nothing_new_however_often(string name)
    {
        Present(name);
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var document = await File.ReadAllBytesAsync(SharedMaterial.Find("data/feeds/real-feeds/" + name)!, TestContext.Current.CancellationToken);
        await world.PollAsync(document);

        for (var i = 0; i < 3; i++)
        {
            var again = await world.PollAsync([.. document, .. Encoding.ASCII.GetBytes($"<!-- {i} -->")]);
            Assert.Equal(new PollResult { Channels = 1 }, again);
        }
    }

    private static List<XElement> Present(string name)
    {
        if (name.Length == 0) Assert.Skip("data/feeds/real-feeds is not present");
        return Independent(SharedMaterial.Find("data/feeds/real-feeds/" + name)!)!;
    }

    /// <summary>The items of a well-formed RSS or Atom feed as another reader finds them; null for anything else.</summary>
    private static List<XElement>? Independent(string path)
    {
        try
        {
            // Declared as ISO-8859-1 and written in UTF-8: a reader that believes the declaration garbles it.
            if (Path.GetFileName(path) == "Rss20FinanzenNet.xml") return null;
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
            if (root.Name == Atom + "feed") return [.. root.Elements(Atom + "entry")];
            return root.Name == "rss" ? [.. root.Elements("channel").Elements("item")] : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static string Id(XElement item) =>
        (item.Element(Atom + "id") ?? item.Element("guid") ?? item.Element("link"))?.Value.Trim() ?? item.ToString();

    private static string Words(XElement item)
    {
        if (item.Name == Atom + "entry") return Words(item.Element(Atom + "content") ?? item.Element(Atom + "summary"), item.Element(Atom + "content")?.Attribute("type")?.Value);
        return Words(item.Element(Content + "encoded") ?? item.Element("description") ?? item.Element(Podcast + "summary"), "html");
    }

    private static string Words(XElement? text, string? type) => text is null ? ""
        : type == "html" ? ShownText.Of(text.Value)
        : type == "xhtml" ? ShownText.Bare(string.Concat(text.DescendantNodes().OfType<XText>().Where(node => !node.Ancestors().Any(above => ShownText.IsNeverShown(above.Name.LocalName))).Select(node => node.Value)))
        : ShownText.Bare(text.Value);

    private static string Words(ArticleRecord record) => ShownText.Of(record.Body ?? "");
}
