using System.Net;
using System.Text.Json;
using CsCheck;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests;

public sealed class ItemsTests
{
    private readonly PaperLedger ledger = new();
    private readonly string item = OpaqueId.New();

    [Fact]
    public async Task An_item_is_json_to_a_program_and_its_page_to_a_reader()
    {
        var card = ledger.Register(Some.Provider());
        var entry = ledger.Deliver(card, item, Some.Piece());
        await using var site = await Site.Open(ledger);

        using var program = await site.Get($"/items/{item}");
        using var reader = await site.Get($"/items/{item}", ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));

        Assert.Equal(HttpStatusCode.OK, program.StatusCode);
        Assert.Equal("application/json", program.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Accept", program.Headers.Vary.Single());
        var json = (await JsonDocument.ParseAsync(await program.Content.ReadAsStreamAsync())).RootElement;
        Assert.Equal($"urn:griot:item:{item}", json.GetProperty("uri").GetString());
        Assert.Equal("usable", json.GetProperty("pubStatus").GetString());
        Assert.Equal("Kayes Hebdo", json.GetProperty("provider").GetProperty("name").GetString());
        Assert.Equal("independent", json.GetProperty("provider").GetProperty("capacity")[0].GetString());
        Assert.Contains("le pont rouvre", json.GetProperty("safeHtml").GetString());
        var version = json.GetProperty("versions")[0];
        Assert.Equal(entry.Index, version.GetProperty("entry").GetInt64());
        Assert.Equal($"https://griot.example/items/{item}/1/record", version.GetProperty("record").GetString());
        Assert.Equal(HttpStatusCode.SeeOther, reader.StatusCode);
        Assert.Equal($"https://griot.example/fr/kayes-hebdo/{item}", reader.Headers.Location!.ToString());
        Assert.Equal("Accept", reader.Headers.Vary.Single());
    }

    [Theory]
    [InlineData("text/html", true)]
    [InlineData("text/html;q=0.9, application/json;q=0.1", true)]
    [InlineData("*/*", false)]
    [InlineData("", false)]
    [InlineData("application/json", false)]
    [InlineData("application/json, text/html;q=0.5", false)]
    [InlineData("text/html, application/json", false)]
    [InlineData("text/html;q=0, */*", false)]
    [InlineData("text/html;q=0.1, */*", false)]
    [InlineData(";;;,q=,text/", false)]
    public async Task Who_asks_for_html_by_name_is_led_to_the_page(string accept, bool page)
    {
        ledger.Deliver(ledger.Register(Some.Provider()), item, Some.Piece());
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get($"/items/{item}", ("Accept", accept));

        Assert.Equal(page ? HttpStatusCode.SeeOther : HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_delivery_comes_back_byte_for_byte_whatever_it_is()
    {
        var card = ledger.Register(Some.Provider());
        await using var site = await Site.Open(ledger);
        await Gen.Byte.Array[0, 5000].SampleAsync(async bytes =>
        {
            var piece = OpaqueId.New();
            lock (ledger) ledger.Deliver(card, piece, Some.Piece(), delivery: bytes);
            using var answer = await site.Get($"/items/{piece}/1/delivery");
            return (await answer.Content.ReadAsByteArrayAsync()).SequenceEqual(bytes);
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task A_delivery_can_do_nothing_in_a_browser()
    {
        ledger.Deliver(ledger.Register(Some.Provider()), item, Some.Piece(), delivery: "<script>alert(1)</script>"u8.ToArray());
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get($"/items/{item}/1/delivery");

        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(TimeSpan.FromSeconds(60), answer.Headers.CacheControl!.MaxAge);
        Assert.DoesNotContain("immutable", answer.Headers.CacheControl.ToString());
    }

    [Fact]
    public async Task Record_and_summary_are_exactly_what_was_sealed()
    {
        var entry = ledger.Deliver(ledger.Register(Some.Provider()), item, Some.Piece());
        await using var site = await Site.Open(ledger);

        Assert.Equal(ledger.Content(entry.Index, Part.Record), await site.Client.GetByteArrayAsync($"/items/{item}/1/record"));
        Assert.Equal(ledger.Content(entry.Index, Part.Summary), await site.Client.GetByteArrayAsync($"/items/{item}/1/summary"));
    }

    [Fact]
    public async Task A_withdrawn_piece_leaves_a_tombstone_that_says_who_when_and_why()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        var withdrawal = ledger.Deliver(card, item, Some.Withdrawal());
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get($"/items/{item}");

        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var json = (await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync())).RootElement;
        Assert.Equal("urn:griot:problem:gone", json.GetProperty("type").GetString());
        Assert.Equal("canceled", json.GetProperty("pubStatus").GetString());
        Assert.Equal("withdrawn", json.GetProperty("standing").GetString());
        Assert.Equal("Kayes Hebdo", json.GetProperty("by").GetString());
        Assert.Equal("Publié par erreur.", json.GetProperty("reason").GetString());
        Assert.Equal(withdrawal.Entry.Time, json.GetProperty("when").GetDateTimeOffset());
        Assert.DoesNotContain("pont", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_text_that_its_provider_keeps_readable_is_read_at_its_version_only()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal(keepsText: true));
        await using var site = await Site.Open(ledger);

        using var newest = await site.Get($"/items/{item}");
        using var old = await site.Get($"/items/{item}/1");
        using var withdrawal = await site.Get($"/items/{item}/2");
        using var never = await site.Get($"/items/{item}/3");

        Assert.Equal(
            [HttpStatusCode.Gone, HttpStatusCode.OK, HttpStatusCode.Gone, HttpStatusCode.NotFound],
            [newest.StatusCode, old.StatusCode, withdrawal.StatusCode, never.StatusCode]);
        Assert.Contains($"/items/{item}/1/record", await newest.Content.ReadAsStringAsync());
        Assert.Contains("\"pubStatus\":\"canceled\"", await old.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_reader_of_a_withdrawn_piece_is_led_to_its_tombstone()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        ledger.Deliver(card, item, Some.Withdrawal());
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get($"/items/{item}/1", ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal($"https://griot.example/fr/kayes-hebdo/{item}/1", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_copy_is_confirmed_only_as_long_as_the_piece_is_shown()
    {
        var card = ledger.Register(Some.Provider());
        ledger.Deliver(card, item, Some.Piece());
        await using var site = await Site.Open(ledger);
        string[] paths = [$"/items/{item}", $"/items/{item}/1/delivery", $"/items/{item}/1/record"];
        var tags = new List<string>();
        foreach (var path in paths)
        {
            using var first = await site.Get(path);
            tags.Add(first.Headers.ETag!.ToString());
            using var known = await site.Get(path, ("If-None-Match", tags[^1]));
            Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        }

        ledger.Say(EntryKind.Hold, item);

        foreach (var (path, tag) in paths.Zip(tags))
        {
            using var answer = await site.Get(path, ("If-None-Match", tag));
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_answer_holds_letters_as_themselves_and_nothing_that_acts()
    {
        var card = ledger.Register(Some.Provider() with { Name = "صوت </script><script>alert(1)</script>\u0000\u2028" });
        ledger.Deliver(card, item, Some.Piece("<img src=x onerror=alert(1)>"));
        await using var site = await Site.Open(ledger);

        var text = await site.Client.GetStringAsync($"/items/{item}");

        Assert.Contains("صوت", text);
        Assert.DoesNotContain('<', text);
        Assert.DoesNotContain('\u2028', text);
        Assert.Equal("<img src=x onerror=alert(1)>", JsonDocument.Parse(text).RootElement.GetProperty("headline").GetString());
    }

    [Theory]
    [InlineData("/items/x")]
    [InlineData("/items/00000000000000000000000000")]
    [InlineData("/items/00000000000000000000000000/1")]
    [InlineData("/items/00000000000000000000000000/1/record")]
    [InlineData("/items/00000000000000000000000000/-1/record")]
    [InlineData("/items/00000000000000000000000000/01/delivery")]
    [InlineData("/items/..%2f..%2fetc%2fpasswd/1/delivery")]
    [InlineData("/items/00000000000000000000000000/99999999999999999999/summary")]
    public async Task What_is_not_there_is_a_problem_with_a_name(string path)
    {
        await using var site = await Site.Open(ledger);

        using var answer = await site.Get(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"type\":\"urn:griot:problem:not-found\"", await answer.Content.ReadAsStringAsync());
    }
}
