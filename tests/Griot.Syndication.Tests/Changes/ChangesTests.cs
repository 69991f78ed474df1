using System.Net;
using System.Text.Json;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests.Changes;

public sealed class ChangesTests
{
    private readonly PaperLedger ledger = new();
    private readonly string item = OpaqueId.New();

    [Fact]
    public async Task A_change_says_what_was_sealed_and_shows_the_piece_as_it_stands_now()
    {
        var card = ledger.Register(Some.Provider());
        var first = ledger.Deliver(card, item, Some.Piece("eins"));
        ledger.Deliver(card, item, Some.Piece("zwei", Signal.Correction));
        await using var site = await Site.Open(ledger);

        var changes = await Changes(site);

        Assert.Equal(["provider", "new", "correction"], Kinds(changes));
        var change = changes[1];
        Assert.Equal(first.Index, change.GetProperty("entry").GetInt64());
        Assert.Equal(first.Entry.Time, change.GetProperty("time").GetDateTimeOffset());
        Assert.Equal(item, change.GetProperty("item").GetString());
        Assert.Equal(1, change.GetProperty("version").GetInt32());
        Assert.Equal(card.Id, change.GetProperty("provider").GetProperty("id").GetString());
        Assert.Equal("visible", change.GetProperty("standing").GetString());
        var piece = change.GetProperty("piece");
        Assert.Equal("2", piece.GetProperty("version").GetString());
        Assert.Equal("zwei", piece.GetProperty("headlines")[0].GetProperty("value").GetString());
        Assert.Equal("https://kayes.example/pont", piece.GetProperty("renditions")[1].GetProperty("href").GetString());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(ledger.Content(2, Part.Record)!)), piece.GetProperty("altIds")[0].GetProperty("value").GetString());
    }

    [Fact]
    public async Task A_card_is_a_change_and_says_to_read_its_pieces_again_only_where_they_show_it()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Register(card with { Channels = [], About = "Depuis 1991." });
        ledger.Register(card with { Terms = Terms.Link });
        await using var site = await Site.Open(ledger);

        var changes = await Changes(site);

        Assert.Equal([false, false, true], changes.Select(change => change.TryGetProperty("replay", out _)));
        Assert.Equal($"https://griot.example/changes?after=0&limit=500&provider={card.Id}", changes[2].GetProperty("replay").GetString());
        Assert.All(changes, change => Assert.Equal("link", change.GetProperty("card").GetProperty("terms").GetString()));
    }

    [Fact]
    public async Task An_old_change_of_a_piece_that_was_taken_back_shows_its_tombstone()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal(), PubStatus.Canceled);
        await using var site = await Site.Open(ledger);

        var text = await site.Client.GetStringAsync("/changes");
        var changes = JsonDocument.Parse(text).RootElement.GetProperty("changes");

        Assert.Equal(["new", "withdrawal"], Kinds([.. changes.EnumerateArray().Skip(1)]));
        Assert.DoesNotContain("pont", text);
        foreach (var change in changes.EnumerateArray().Skip(1))
        {
            Assert.Equal("withdrawn", change.GetProperty("standing").GetString());
            Assert.Equal("canceled", change.GetProperty("piece").GetProperty("pubStatus").GetString());
        }
    }

    [Fact]
    public async Task Of_an_embargo_nothing_is_seen_but_that_the_cursor_goes_on_until_it_ends()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece("geheim"), PubStatus.Embargoed);
        ledger.Say(EntryKind.Media, item, 1);
        ledger.Say(EntryKind.Hold, item);
        ledger.Say(EntryKind.Restore, item);
        await using var site = await Site.Open(ledger);

        var text = await site.Client.GetStringAsync("/changes?after=1");
        Assert.Equal("""{"changes":[],"next":5,"size":5}""", text);
        ledger.Say(EntryKind.Release, item, 1);
        var changes = await Changes(site, after: 5);

        Assert.Equal(["release"], Kinds(changes));
        Assert.Equal("geheim", changes[0].GetProperty("piece").GetProperty("headlines")[0].GetProperty("value").GetString());
        Assert.Equal(["provider", "release"], Kinds(await Changes(site)));
    }

    [Fact]
    public async Task An_embargoed_version_of_a_public_piece_is_not_heard_of_and_not_when_it_is_removed()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece("offen"));
        var secret = ledger.Deliver(card, item, Some.Piece("geheim", Signal.Update), PubStatus.Embargoed);
        ledger.Say(EntryKind.Media, item, 2);
        ledger.Say(EntryKind.Removal, item, 2, new Notice { Reason = "court-order" });
        ledger.Lose(secret);
        ledger.Deliver(card, item, Some.Piece("offen 3", Signal.Correction));
        await using var site = await Site.Open(ledger);

        var text = await site.Client.GetStringAsync("/changes");

        Assert.Equal(["provider", "new", "correction"], Kinds([.. JsonDocument.Parse(text).RootElement.GetProperty("changes").EnumerateArray()]));
        Assert.DoesNotContain("geheim", text);
        Assert.DoesNotContain("prev", text);
        // What a correction corrects is the version before it that may be read.
        Assert.Contains($"/items/{item}/1\"", text);
        Assert.DoesNotContain($"/items/{item}/2", text);
    }

    [Fact]
    public async Task What_is_lost_is_no_tombstone()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Lose(ledger.Deliver(card, item, Some.Piece()));
        await using var site = await Site.Open(ledger);

        var change = (await Changes(site))[1];

        Assert.Equal("lost", change.GetProperty("standing").GetString());
        Assert.False(change.TryGetProperty("piece", out _));
    }

    [Theory]
    [InlineData(Terms.Full, true, true)]
    [InlineData(Terms.Excerpt, false, true)]
    [InlineData(Terms.Link, false, false)]
    public async Task The_terms_of_now_say_how_much_of_a_piece_is_in_a_change(Terms terms, bool body, bool excerpt)
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Register(card with { Terms = terms });
        await using var site = await Site.Open(ledger);

        var piece = (await Changes(site))[1].GetProperty("piece");

        Assert.Equal((body, excerpt), (piece.TryGetProperty("bodies", out _), piece.TryGetProperty("descriptions", out _)));
        Assert.Equal(body ? "full" : "partial", piece.GetProperty("representationType").GetString());
    }

    [Fact]
    public async Task Every_cursor_from_nought_to_beyond_the_end_is_answered()
    {
        var card = ledger.Register(Some.Provider());
        for (var i = 0; i < 9; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece(), i % 3 == 0 ? PubStatus.Embargoed : PubStatus.Usable);
        await using var site = await Site.Open(ledger);

        for (var after = 0; after < 14; after++)
        {
            var page = await Mirror.Ask(site, $"/changes?after={after}&limit=2");
            var next = page.GetProperty("next").GetInt64();
            Assert.True(after >= 10 ? next == after : next > after, $"{after}: {next}");
            Assert.All(page.GetProperty("changes").EnumerateArray(), change => Assert.InRange(change.GetProperty("entry").GetInt64(), after, next - 1));
        }
    }

    [Fact]
    public async Task The_changes_of_one_provider_have_the_same_cursor()
    {
        var (one, other) = (ledger.Register(Some.Provider()), ledger.Register(Some.Provider(slug: "segou-info")));
        for (var i = 0; i < 6; i++) ledger.Deliver(i % 2 == 0 ? one : other, OpaqueId.New(), Some.Piece());
        await using var site = await Site.Open(ledger);

        var page = await Mirror.Ask(site, $"/changes?provider={other.Id}&limit=3");

        Assert.Equal([1, 3, 5], page.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("entry").GetInt64()));
        Assert.Equal(6, page.GetProperty("next").GetInt64());
    }

    [Theory]
    [InlineData("after=-1", "bad-cursor")]
    [InlineData("after=x", "bad-cursor")]
    [InlineData("after=1&after=2", "bad-cursor")]
    [InlineData("after=99999999999999999999", "bad-cursor")]
    [InlineData("limit=0", "bad-parameter")]
    [InlineData("limit=501", "bad-parameter")]
    [InlineData("wait=61", "bad-parameter")]
    [InlineData("wait=-1", "bad-parameter")]
    [InlineData("provider=nobody", "bad-parameter")]
    public async Task What_cannot_be_understood_is_a_problem_with_a_name(string query, string type)
    {
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get("/changes?" + query);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains($"\"urn:griot:problem:{type}\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_page_leads_to_the_next_and_nothing_is_taken_from_a_cache_unasked()
    {
        var card = ledger.Register(Some.Provider());
        for (var i = 0; i < 3; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece());
        await using var site = await Site.Open(ledger);

        using var full = await site.Get("/changes?limit=2");
        using var last = await site.Get("/changes?after=2");
        using var known = await site.Get("/changes?after=2", ("If-None-Match", last.Headers.ETag!.ToString()));

        Assert.Equal("<https://griot.example/changes?after=2&limit=2>; rel=\"next\"", full.Headers.GetValues("Link").Single());
        Assert.Equal("no-cache", full.Headers.CacheControl!.ToString());
        Assert.Equal("no-cache", last.Headers.CacheControl!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        ledger.Say(EntryKind.Hold, ledger.At(3)!.Entry.Item!, notice: new Notice { Reason = "legal" });
        using var changed = await site.Get("/changes?after=2", ("If-None-Match", last.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task A_page_of_long_pieces_ends_early_and_leads_on()
    {
        var card = ledger.Register(Some.Provider());
        var text = "<p>" + new string('a', 900_000) + "</p>";
        for (var i = 0; i < 9; i++) ledger.Deliver(card, OpaqueId.New(), Some.Piece() with { Bodies = [new TextValue(text, ContentType: "text/html")] });
        await using var site = await Site.Open(ledger);

        var mirror = new Mirror(site);
        await mirror.Read(500);
        Assert.InRange(mirror.Pieces.Count, 4, 6);
        await mirror.Catch(500);
        Assert.Equal(9, mirror.Pieces.Count);
    }

    private static async Task<JsonElement[]> Changes(Site site, long after = 0) =>
        [.. (await Mirror.Ask(site, $"/changes?after={after}")).GetProperty("changes").EnumerateArray()];

    private static IEnumerable<string> Kinds(JsonElement[] changes) => changes.Select(change => change.GetProperty("kind").GetString()!);
}
