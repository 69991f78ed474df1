using System.Text.Json;
using Griot.Testing;

namespace Griot.Formats.Tests.Ninjs;

/// <summary>IPTC's examples and test suites and agencies' own documents, from beside the checkout.</summary>
public sealed class NinjsSampleTests
{
    [Fact]
    public void Every_document_that_is_valid_is_known_and_read()
    {
        if (SharedMaterial.Find("samples/ninjs") is not { } folder) { Assert.Skip("samples/ninjs is not present"); return; }
        var read = 0;
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(file => !file.Contains("should_fail", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(file);
            if (Json(bytes) is not { } json) continue;
            var document = Feeds.Open(bytes);
            var reading = document.Read();

            Assert.True(document.Format == "ninjs" && document.Incidents.Count == 0, file);
            Assert.True(reading.Item is not null, $"{file}: {string.Join("; ", reading.Incidents)}");
            Assert.Equal(json.GetProperty("uri").GetString(), reading.Item.Id);
            AssertWhole(json, reading.Item, file);
            read++;
        }

        Assert.True(read > 80, $"Only {read} documents were read.");
    }

    [Fact]
    public void What_iptc_calls_invalid_breaks_nothing()
    {
        if (SharedMaterial.Find("samples/ninjs/suite") is not { } folder) { Assert.Skip("samples/ninjs/suite is not present"); return; }
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Where(file => file.Contains("should_fail", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(file);
            var document = Feeds.Open(bytes);

            if (document.Format is null) Assert.NotEmpty(document.Incidents);
            else if (Json(bytes) is null) Assert.Equal(IncidentCodes.UnreadableItem, document.Read().Code());
            else Assert.NotNull(document.Read().Item);
        }
    }

    [Fact]
    public void An_agencys_article_is_read_as_its_agency_wrote_it()
    {
        if (SharedMaterial.Find("samples/ninjs/real/3.0/ntb_text.json") is not { } file) { Assert.Skip("samples/ninjs is not present"); return; }
        var item = Feeds.Open(File.ReadAllBytes(file)).Item();

        Assert.Equal(("Google har kjøpt giganttomt i Skien", "nb-NO", "6"), (item.Headline, item.Language, item.Version));
        Assert.StartsWith("IT-giganten Google har", item.BodyHtml);
        Assert.Equal((null, null, "NTB"), (item.Rights, item.UsageTerms, item.CopyrightHolder));
        Assert.Equal(["NTB"], item.Byline);
        Assert.Contains(new Category("13010000", null, "Teknologi"), item.Categories);
        Assert.Equal(["Telemark"], item.Places.Select(place => place.Name));
    }

    // A headline or a text that the document has under any name is in what was read.
    private static void AssertWhole(JsonElement json, FeedItem item, string file)
    {
        var names = json.EnumerateObject().Where(member => member.Value.ValueKind is not JsonValueKind.Array || member.Value.GetArrayLength() > 0).Select(member => member.Name.ToLowerInvariant()).ToList();
        if (names.Exists(name => name.StartsWith("headline", StringComparison.Ordinal) || name == "title")) Assert.False(string.IsNullOrEmpty(item.Headline), file);
        if (names.Exists(name => name == "bodies" || name.StartsWith("body_", StringComparison.Ordinal))) Assert.False(string.IsNullOrEmpty(item.BodyHtml), file);
        if (names.Contains("by") || names.Contains("byline")) Assert.NotEmpty(item.Byline);
        if (names.Contains("renditions") && json.GetProperty("renditions").ToString().Contains("href", StringComparison.Ordinal)) Assert.NotEmpty(item.Media);
    }

    private static JsonElement? Json(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
