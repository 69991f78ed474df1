using System.Xml;
using Griot.Testing;

namespace Griot.Formats.Tests;

/// <summary>Feeds of real publishers, from beside the checkout.</summary>
public sealed class RealFeedTests
{
    [Fact]
    public void Every_item_that_an_xml_reader_finds_in_a_real_feed_is_cut_and_readable()
    {
        if (SharedMaterial.Find("data/feeds/real-feeds") is not { } folder)
        {
            Assert.Skip("data/feeds/real-feeds is not present");
            return;
        }

        var read = 0;
        foreach (var path in Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(path);
            if (Count(bytes) is not { } expected) continue;
            var document = Feeds.Open(bytes);
            var faults = document.Cuts.Select((_, index) => document.Read(index)).Where(reading => reading.Item is null).SelectMany(reading => reading.Incidents);

            Assert.True(expected == document.Cuts.Count, $"{Path.GetFileName(path)}: {document.Cuts.Count} cuts of {expected}");
            Assert.True(!faults.Any(), $"{Path.GetFileName(path)}: {faults.FirstOrDefault()}");
            read++;
        }

        Assert.True(read > 20, $"Only {read} feeds were well-formed.");
    }

    /// <summary>Items as an independent reader counts them; null for ill-formed documents and other formats.</summary>
    private static int? Count(byte[] bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            reader.MoveToContent();
            var (name, depth) = (reader.LocalName, reader.LocalName == "rss" ? 2 : 1);
            if (name != "rss" && (name != "feed" || reader.NamespaceURI != "http://www.w3.org/2005/Atom")) return null;
            var count = 0;
            while (reader.Read())
                if (reader.NodeType == XmlNodeType.Element && reader.Depth == depth && reader.LocalName == (name == "rss" ? "item" : "entry")) count++;
            return count;
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
