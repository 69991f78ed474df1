using System.Text.Json;
using Griot.Formats.Atom;
using Griot.Formats.JsonFeed;
using Griot.Formats.Outgoing;
using Griot.Formats.Rss;

namespace Griot.Formats.Tests.Writing;

/// <summary>Feeds that leave the house, as another reader finds them (feedsmith).</summary>
public sealed class SecondReaderTests
{
    private static readonly OutgoingEntry[] Entries =
    [
        Outgoing.Entry("Le pont & la route") with { Summary = "Après <deux> mois.", ContentHtml = "<p>Le pont ]]&gt; rouvre &amp; voilà.</p>", By = ["A. Diarra"], Categories = [new("Transports")] },
        Outgoing.Entry("الجسر") with { Id = "urn:griot:item:2", ContentHtml = "<p>ب</p>", Language = "ar" },
    ];

    [Fact]
    public void Another_reader_finds_the_same_pieces_in_each_form()
    {
        if (Judges.Missing("feedsmith") is { } missing) { Assert.Skip(missing); return; }
        var feed = Outgoing.Feed(Entries) with { Tombstones = [Outgoing.Tombstone()] };

        var atom = Read(AtomWriter.Write(feed), "atom", "entries");
        var rss = Read(RssWriter.Write(feed), "rss", "items");
        var json = Read(JsonFeedWriter.Write(feed), "json", "items");

        foreach (var (entries, id) in ((JsonElement[] Entries, Func<JsonElement, string?> Id)[])[(atom, one => one.GetProperty("id").GetString()), (rss, one => one.GetProperty("guid").GetProperty("value").GetString()), (json, one => one.GetProperty("id").GetString())])
        {
            Assert.Equal(Entries.Select(entry => entry.Id), entries.Select(id));
            Assert.Equal(Entries.Select(entry => entry.Title), entries.Select(Title));
        }

        Assert.Equal(Entries.Select(entry => entry.ContentHtml), rss.Select(one => one.GetProperty("content").GetProperty("encoded").GetString()));
        Assert.Equal(Entries.Select(entry => entry.ContentHtml), json.Select(one => one.GetProperty("content_html").GetString()));
        Assert.All(rss, one => Assert.Equal("Kayes Hebdo", one.GetProperty("source").GetProperty("title").GetString()));
    }

    private static string? Title(JsonElement entry) => entry.GetProperty("title") is { ValueKind: JsonValueKind.Object } title ? title.GetProperty("value").GetString() : entry.GetProperty("title").GetString();

    private static JsonElement[] Read(byte[] feed, string format, string entries)
    {
        using var read = JsonDocument.Parse(Judges.Run("feeds.mjs", feed));
        Assert.Equal(format, read.RootElement.GetProperty("format").GetString());
        return [.. read.RootElement.GetProperty("feed").GetProperty(entries).EnumerateArray().Select(entry => entry.Clone())];
    }
}
