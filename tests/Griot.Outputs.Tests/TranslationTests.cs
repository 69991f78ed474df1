using System.Text.Json;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>Translations, from the door to the page.</summary>
public sealed class TranslationTests
{
    [Fact]
    public async Task Pieces_that_are_handed_over_as_translations_name_each_other_as_long_as_both_can_be_read()
    {
        await using var house = await House.OpenAsync();
        var card = await house.AddAsync(new ProviderDetails { Name = "Le Fleuve", Kind = ProviderKind.Press, Languages = ["fr"] }, "fleuve");
        var (door, other) = (await house.AddDoorAsync(card.Id), await house.AddDoorAsync(card.Id));
        var french = await PushAsync(house, card, door, "urn:fleuve:17", "fr", "Le barrage rouvre");
        // By another channel of the same provider.
        var english = await PushAsync(house, card, other, "urn:fleuve:18", "en", "The dam reopens", """ "associations": [{"name": "original", "rel": "irel:translatedFrom", "uri": "urn:fleuve:17"}],""");
        house.Follow();

        foreach (var path in (string[])[$"/fr/le-fleuve/{french}", $"/en/le-fleuve/{english}", $"/sw/le-fleuve/{english}"])
        {
            var page = (await house.GetAsync(path)).Text;
            Assert.Contains($"""<link rel="alternate" hreflang="fr" href="https://griot.example/fr/le-fleuve/{french}" />""", page, StringComparison.Ordinal);
            Assert.Contains($"""<link rel="alternate" hreflang="en" href="https://griot.example/en/le-fleuve/{english}" />""", page, StringComparison.Ordinal);
        }

        var ninjs = (await house.GetAsync($"/items/{english}/1/ninjs")).Text;
        Assert.Contains(JsonDocument.Parse(ninjs).RootElement.GetProperty("associations").EnumerateArray(), one => one.GetProperty("uri").GetString() == "urn:fleuve:17");

        await house.PushAsync(card.Id, door, Piece("urn:fleuve:17", "fr", "Le barrage rouvre", "", "canceled"), "application/json");
        Assert.DoesNotContain("rel=\"alternate\" hreflang", (await house.GetAsync($"/en/le-fleuve/{english}")).Text, StringComparison.Ordinal);
    }

    private static async Task<string> PushAsync(House house, ProviderCard card, string door, string uri, string language, string headline, string more = "")
    {
        await house.PushAsync(card.Id, door, Piece(uri, language, headline, more, "usable"), "application/json");
        return house.Store.Arrivals(card.Id, long.MaxValue, 1)[0].Entry.Item!;
    }

    private static string Piece(string uri, string language, string headline, string more, string status) =>
        $$"""
        {"uri": "{{uri}}", "standard": {"name": "ninjs", "version": "3.1"}, "type": "text", "language": "{{language}}", "pubStatus": "{{status}}",{{more}}
         "headlines": [{"role": "main", "value": "{{headline}}"}], "bodies": [{"role": "main", "contentType": "text/html", "value": "<p>{{headline}}.</p>"}]}
        """;
}
