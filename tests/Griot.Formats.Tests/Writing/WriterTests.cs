using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Griot.Formats.Atom;
using Griot.Formats.JsonFeed;
using Griot.Formats.Outgoing;
using Griot.Formats.Rss;
using Griot.Testing;

namespace Griot.Formats.Tests.Writing;

public sealed class WriterTests
{
    private static readonly OutgoingEntry Whole = Outgoing.Entry() with
    {
        By = ["A. Diarra", "F. Keita"],
        Summary = "Après deux mois.",
        ContentHtml = "<p>Après deux mois, le pont rouvre.</p>",
        Language = "fr",
        Rights = "Reproduction avec mention de la source.",
        Original = "https://kayes.example/pont",
        Categories = [new OutgoingCategory("Transports", "https://kayes.example/rubriques")],
    };

    [Fact]
    public void Atom_has_all_that_the_standard_asks_for()
    {
        var feed = Outgoing.Parse(AtomWriter.Write(Outgoing.Feed(Whole)));
        var entry = feed.Element(Outgoing.Atom + "entry")!;

        foreach (var (parent, name) in new[] { feed, entry }.SelectMany(parent => new[] { "id", "title", "updated", "author" }.Select(name => (parent, name))))
            Assert.NotNull(parent.Element(Outgoing.Atom + name));
        Assert.Equal("2026-11-22T16:00:00Z", entry.Element(Outgoing.Atom + "published")!.Value);
        Assert.Equal(["A. Diarra", "F. Keita"], entry.Elements(Outgoing.Atom + "author").Select(author => author.Value.Trim()));
        Assert.Equal("urn:griot:provider:kayes0000000000000000000ab", entry.Element(Outgoing.Atom + "source")!.Element(Outgoing.Atom + "id")!.Value);
        Assert.Equal("12", entry.Element(Outgoing.Seal + "seal")!.Attribute("entry")!.Value);
        Assert.Equal(["alternate", "self", "next"], feed.Elements(Outgoing.Atom + "link").Select(link => link.Attribute("rel")!.Value));
    }

    [Fact]
    public void Without_a_byline_the_provider_is_the_author()
    {
        var entry = Outgoing.Parse(AtomWriter.Write(Outgoing.Feed(Outgoing.Entry()))).Element(Outgoing.Atom + "entry")!;

        Assert.Equal("Kayes Hebdo", entry.Element(Outgoing.Atom + "author")!.Value.Trim());
    }

    [Theory]
    [InlineData("Kayes Hebdo")]
    [InlineData("KAYES HEBDO")]
    public void A_byline_that_is_the_providers_name_is_said_once(string by)
    {
        var feed = Outgoing.Feed(Outgoing.Entry() with { By = [by] }, Outgoing.Entry() with { By = [by, "F. Keita"] });

        var json = JsonDocument.Parse(JsonFeedWriter.Write(feed)).RootElement.GetProperty("items").EnumerateArray().ToList();
        var atom = Outgoing.Parse(AtomWriter.Write(feed)).Elements(Outgoing.Atom + "entry").Select(entry => entry.Elements(Outgoing.Atom + "author").Select(author => author.Value.Trim()));
        var rss = Outgoing.Parse(RssWriter.Write(feed)).Descendants("item").Select(item => item.Elements().Where(element => element.Name.LocalName == "creator").Select(creator => creator.Value));

        Assert.Equal([["Kayes Hebdo"], ["F. Keita", "Kayes Hebdo"]], json.Select(item => item.GetProperty("authors").EnumerateArray().Select(author => author.GetProperty("name").GetString())));
        Assert.Equal([["Kayes Hebdo"], ["F. Keita"]], atom);
        Assert.Equal([[], ["F. Keita"]], rss);
        Assert.Equal(by, json[0].GetProperty("_griot").GetProperty("by")[0].GetString());
    }

    [Fact]
    public void A_scheme_or_a_language_that_is_none_is_left_out()
    {
        var entry = Whole with { Language = "le français", Categories = [new OutgoingCategory("x", "mes rubriques")] };

        var xml = Outgoing.Parse(AtomWriter.Write(Outgoing.Feed(entry))).Element(Outgoing.Atom + "entry")!;

        Assert.Null(xml.Attribute(System.Xml.Linq.XNamespace.Xml + "lang"));
        Assert.Null(xml.Element(Outgoing.Atom + "category")!.Attribute("scheme"));
    }

    [Fact]
    public void Every_json_item_has_a_content_and_never_more_than_the_terms_allow()
    {
        var items = JsonDocument.Parse(JsonFeedWriter.Write(Outgoing.Feed(Whole, Whole with { ContentHtml = null }, Outgoing.Entry()))).RootElement.GetProperty("items");

        Assert.Equal("<p>Après deux mois, le pont rouvre.</p>", items[0].GetProperty("content_html").GetString());
        Assert.Equal("Après deux mois.", items[1].GetProperty("content_text").GetString());
        Assert.Equal("", items[2].GetProperty("content_text").GetString());
        Assert.False(items[2].TryGetProperty("summary", out _));
    }

    [Fact]
    public void Atom_stands_before_the_schema_of_its_standard()
    {
        if (SharedMaterial.Find("schemas/atom/atom.rng") is not { } schema) { Assert.Skip("schemas/atom/atom.rng is not present"); return; }
        if (XmlLint() is not { } xmllint) { Assert.Skip("xmllint is not present: the Atom output is not checked against its RELAX NG schema"); return; }
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("feed.atom"), AtomWriter.Write(Outgoing.Feed(Whole, Outgoing.Entry("<b>&amp;</b>")) with { Tombstones = [Outgoing.Tombstone()] }));

        using var process = Process.Start(new ProcessStartInfo(xmllint, ["--nonet", "--noout", "--relaxng", schema, folder.File("feed.atom")]) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.True(process.ExitCode == 0, said);
    }

    [Fact]
    public void The_bytes_are_utf_8_without_a_mark_at_the_start()
    {
        foreach (var write in (Func<OutgoingFeed, byte[]>[])[AtomWriter.Write, RssWriter.Write, JsonFeedWriter.Write])
            Assert.Equal((byte)(write == JsonFeedWriter.Write ? '{' : '<'), write(Outgoing.Feed(Whole))[0]);
        Assert.Contains("Après", Encoding.UTF8.GetString(JsonFeedWriter.Write(Outgoing.Feed(Whole))));
    }

    private static string? XmlLint() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "xmllint")).FirstOrDefault(File.Exists);
}
