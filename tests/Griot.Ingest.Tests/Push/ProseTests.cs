using Griot.Record;

namespace Griot.Ingest.Tests.Push;

/// <summary>A door that takes single pieces takes texts, too.</summary>
public sealed class ProseTests
{
    [Theory]
    [InlineData("text/plain", "Le pont rouvre\n\nEnfin, après deux mois.\n\nLa route aussi.", "Le pont rouvre", "<p>Enfin, après deux mois.</p><p>La route aussi.</p>")]
    [InlineData("text/markdown; charset=utf-8", "---\nid: p-1\nlang: fr\n---\n# Le pont *rouvre*\n\nEnfin.", "Le pont rouvre", "<p>Enfin.</p>")]
    public async Task A_text_is_one_piece(string type, string text, string headline, string body)
    {
        await using var door = await Door.OpenAsync();
        var piece = Assert.Single(await door.DeliverAsync(text, type));

        var entry = door.World.Store.At(piece["entry"]!.GetValue<long>())!;
        Assert.Equal("accepted", Door.Result(piece));
        Assert.Equal((headline, body), (door.World.RecordOf(entry).Headline, door.World.RecordOf(entry).Body?.Trim()));
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(door.World.DeliveryOf(entry)));
        Assert.Equal("unchanged", Door.Result(Assert.Single(await door.DeliverAsync(text, type))));
    }

    [Fact]
    public async Task A_later_text_under_the_id_of_its_front_matter_is_a_new_version()
    {
        await using var door = await Door.OpenAsync();
        await door.DeliverAsync("---\nid: p-1\n---\nUn.", "text/markdown");
        await door.DeliverAsync("---\nid: p-1\nsignal: correction\n---\nDeux.", "text/markdown");

        Assert.Equal([Signal.New, Signal.Correction], door.World.Versions("p-1").Select(version => door.World.RecordOf(version).Signal));
    }

    [Fact]
    public async Task A_text_that_says_so_in_its_first_line_is_under_embargo_or_held()
    {
        await using var door = await Door.OpenAsync();
        var sure = Assert.Single(await door.DeliverAsync("Budget\n\nEMBARGOED UNTIL 3 December 2026, 18:00 GMT\n\nText.", "text/plain"));
        var vague = Assert.Single(await door.DeliverAsync("# Autre budget\n\nSOUS EMBARGO\n\nTexte.", "text/markdown"));

        var entry = door.World.Store.At(sure["entry"]!.GetValue<long>())!;
        Assert.Equal((PubStatus.Embargoed, new DateTimeOffset(2026, 12, 3, 18, 0, 0, TimeSpan.Zero)), (entry.Entry.Status, door.World.RecordOf(entry).EmbargoedUntil));
        Assert.Equal("quarantined", Door.Result(vague));
        Assert.Contains("embargo-unclear", vague["problem"]!.ToJsonString(), StringComparison.Ordinal);
    }
}
