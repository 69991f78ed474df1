using System.Text;
using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>What an agency says in ninjs, in the record that is sealed.</summary>
public sealed class NinjsIntakeTests
{
    private const string Piece = """
        {"uri": "urn:amap:1", "type": "text", "version": "2", "versionCreated": "2026-11-22T09:00:00Z", "firstCreated": "2026-11-22T08:00:00Z", "language": "fr",
         "headlines": [{"value": "Le pont rouvre"}], "bodies": [{"contentType": "text/html", "value": "<p>Enfin.</p>"}], "edNote": "rien que pour vous", "usageTerms": "Mali seulement",
         "by": "A. Diarra", "people": [{"name": "I. Keita", "rel": "about", "uri": "https://p.example/1"}], "located": "Kayes",
         "genres": [{"name": "Analyse", "uri": "http://cv.iptc.org/newscodes/genre/Analysis"}], "subjects": [{"name": "pont", "literal": "p", "creator": "desk"}],
         "places": [{"name": "Kayes", "uri": "https://places.example/k"}], "infoSources": [{"name": "AFP", "uri": "https://afp.example/"}],
         "digitalSourceType": {"uri": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"},
         "associations": [{"name": "photo", "uri": "urn:f", "type": "picture", "descriptions": [{"role": "caption", "value": "Vu du sud"}, {"role": "alternativeText", "value": "Un pont"}], "renditions": [{"name": "main", "href": "https://amap.example/p.jpg", "contentType": "image/jpeg"}]}]}
        """;

    [Fact]
    public async Task The_record_carries_what_a_reader_needs_and_no_note_for_editors()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Piece);

        var entry = Assert.Single(world.Versions("urn:amap:1"));
        var record = world.RecordOf(entry);
        Assert.Equal(("Kayes", "2", "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"), (record.Located, record.Version, record.DigitalSourceType));
        Assert.Equal([new Subject("http://cv.iptc.org/newscodes/genre/Analysis", null, "Analyse")], record.Genres);
        Assert.Equal([new Subject("p", null, "pont", "desk")], record.Subjects);
        Assert.Equal([new InfoSource("AFP", "https://afp.example/")], record.InfoSources);
        Assert.Equal([new Place("Kayes", null, "https://places.example/k")], record.Places);
        Assert.Equal([new Association("https://amap.example/p.jpg", "image/jpeg", null, null, "Vu du sud", null, "Un pont")], record.Associations);
        Assert.Equal([new Person("A. Diarra"), new Person("I. Keita", "about", "https://p.example/1")], record.People);
        Assert.Equal(["A. Diarra"], Summary.Parse(world.Store.Content(entry.Index, Part.Summary)).By);
        Assert.DoesNotContain("rien que pour vous", Encoding.UTF8.GetString(record.ToBytes()), StringComparison.Ordinal);
        Assert.Equal(Piece.Trim(), Encoding.UTF8.GetString(world.DeliveryOf(entry)));
    }

    [Fact]
    public async Task A_canceled_piece_is_withdrawn_with_its_reason_and_without_its_old_text()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Piece);
        await world.PollAsync("""{"uri": "urn:amap:1", "pubStatus": "canceled", "versionCreated": "2026-11-23T09:00:00Z", "descriptions": [{"role": "reason", "contentType": "text/plain", "value": "Erreur."}], "bodies": [{"value": "l'ancien texte"}]}""");

        var last = world.Versions("urn:amap:1")[^1];
        Assert.Equal((EntryKind.Withdrawal, Standing.Withdrawn), (last.Entry.Kind, ItemState.Fold(world.Store.History(world.Item("urn:amap:1")))!.Standing));
        Assert.Equal("Erreur.", Summary.Parse(world.Store.Content(last.Index, Part.Summary)).Reason);
        Assert.Empty(world.RecordOf(last).Bodies);
    }

    [Fact]
    public async Task A_withheld_piece_and_one_under_an_empty_embargo_are_sealed_and_shown_to_nobody()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync("""[{"uri": "urn:1", "headline": "a", "body_text": "x", "pubstatus": "withheld"}, {"uri": "urn:2", "headline": "b", "body_text": "y", "embargoed": ""}, {"uri": "urn:3", "headline": "c", "body_text": "z"}]""");
        world.Time.Advance(TimeSpan.FromDays(4000));
        await world.ReleaseAsync();

        Assert.Equal([Standing.Withheld, Standing.Embargoed, Standing.Visible], new[] { "urn:1", "urn:2", "urn:3" }.Select(uri => ItemState.Fold(world.Store.History(world.Item(uri)))!.Standing));
    }

    [Fact]
    public async Task The_parts_of_a_package_are_items_that_know_their_place_in_it()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync("""{"uri": "urn:p", "type": "composite", "headline": "P", "associations": {"main": {"uri": "urn:m", "headline": "M", "body_text": "m"}, "side": {"uri": "urn:s", "headline": "S", "body_text": "s"}}}""");

        Assert.Equal(2, world.Entries().Count);
        Assert.Equal([new Relation("partOf", "urn:p", null, "side", 2)], world.RecordOf(world.Versions("urn:s")[0]).Relations);
        Assert.Equal(new Griot.Formats.PackagePlace("urn:p", "main", 1), world.ContextOf(world.Versions("urn:m")[0]).Package);
    }

    [Fact]
    public async Task A_text_that_a_server_sends_instead_of_a_feed_is_no_piece()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync("/feed.txt");
        world.Server["/feed.txt"] = new Page("Please log in.\n\nThank you."u8.ToArray(), "text/plain");
        await world.PollAsync();

        Assert.Empty(world.Entries());
    }
}
