using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Griot.Formats;
using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Providers;
using Griot.Newsroom.Links;
using Griot.Record;

namespace Griot.Newsroom.Tests.Links;

public sealed partial class LinkPageTests : IAsyncLifetime
{
    private static readonly (string, string)[] Piece = [("lang", "fr"), ("act", "deliver"), ("headline", "Le fleuve monte"), ("text", "Il monte.\n\nEt il monte encore."), ("by", "Awa Koné")];

    private LinkHouse house = null!;

    public async ValueTask InitializeAsync() => house = await LinkHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Looking_and_previewing_keep_nothing_and_sending_seals_just_what_was_posted()
    {
        var token = await house.LinkAsync();
        Assert.Equal(HttpStatusCode.OK, (await house.GetAsync(token)).Status);
        var preview = await house.PostAsync(token, [.. Piece, ("step", "preview")]);
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Empty(house.Entries());

        // What a browser would send: the fields that the preview holds, and the button that is pressed.
        var fields = LinkHouse.Parse(preview.Page).QuerySelectorAll("form input[type=hidden]").Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!));
        using var form = new FormUrlEncodedContent([.. fields, KeyValuePair.Create("step", "deliver")]);
        var bytes = await form.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, (await house.PostAsync(token, form)).Status);

        var entry = Assert.Single(house.Entries());
        Assert.Equal(bytes, house.Ledger.Content(entry.Index, Part.Delivery));
        Assert.Equal((house.Card.Id, ChannelKind.Form, Evidence.Authenticated), (entry.Entry.Provider, house.Ledger.Card(house.Card.Id)!.Channel(entry.Entry.Channel!)!.Kind, entry.Entry.Evidence!.Value));
        var record = house.Record(entry);
        Assert.Equal(("Le fleuve monte", "<p>Il monte.</p><p>Et il monte encore.</p>", "Awa Koné", "fr"), (record.Headline, record.Body!.TrimEnd(), record.By, record.Language));
        Assert.Contains(record.Body!, preview.Page, StringComparison.Ordinal);
        Assert.DoesNotContain(token, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_once_and_for_a_day()
    {
        var token = await house.LinkAsync();
        var ended = await house.LinkAsync();
        await house.PostAsync(token, [.. Piece, ("step", "deliver")]);
        var (status, page) = await house.PostAsync(token, [("act", "deliver"), ("text", "Autre chose."), ("step", "deliver")]);
        Assert.Equal(HttpStatusCode.Gone, status);
        Assert.Contains("déjà servi", page, StringComparison.Ordinal);
        Assert.Single(house.Entries());
        house.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.Gone, (await house.GetAsync(ended)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await house.PostAsync(ended, [.. Piece, ("step", "deliver")])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.GetAsync("nobodys")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await house.PostAsync(new string('x', 5_000), [.. Piece, ("step", "deliver")])).Status);
        Assert.Single(house.Entries());
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_at_once_is_one_piece()
    {
        var token = await house.LinkAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => house.PostAsync(token, [.. Piece, ("step", "deliver")])));
        Assert.Single(house.Entries());
        var item = house.Entries()[0].Entry.Item!;
        var other = await house.LinkAsync(item);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => house.PostAsync(other, ("act", n == 3 ? "withdraw" : "deliver"), ("text", $"Texte {n}."), ("step", "deliver"))));
        Assert.Equal(2, house.Entries().Count);
    }

    [Fact]
    public async Task An_update_of_an_embargoed_piece_keeps_its_embargo_unless_it_is_taken_out()
    {
        await house.PostAsync(await house.LinkAsync(), [.. Piece, ("embargo", "2026-11-24T06:00"), ("step", "deliver")]);
        var form = LinkHouse.Parse((await house.GetAsync(await house.LinkAsync(house.Entries()[0].Entry.Item))).Page);
        Assert.Equal("2026-11-24T06:00", form.QuerySelector("#p-embargo")!.GetAttribute("value"));
        var unreadable = await house.PostAsync(await house.LinkAsync(), [.. Piece, ("embargo", "demain"), ("step", "deliver")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unreadable.Status);
        Assert.Single(house.Entries());
    }

    [Fact]
    public async Task An_empty_field_does_not_lift_an_embargo_that_has_no_date()
    {
        var channel = Assert.IsType<RegisterOutcome.Registered>(await house.Register.AddDoorAsync(house.Card.Id, ChannelKind.Push, null, default)).Card.Channels[^1].Id;
        await new HandedDoor(house.Ledger, house.Time).TakeAsync(
            new Handover(house.Card.Id, channel, Evidence.Authenticated, new Envelope { Received = house.Time.GetUtcNow() }),
            """{"version":"https://jsonfeed.org/version/1.1","title":"K","items":[{"id":"a","title":"Le fleuve","content_html":"<p>Il monte.</p>","_griot":{"embargoedUntil":""}}]}"""u8.ToArray(), new DocumentHints("application/feed+json"), default);
        var item = house.Entries()[0].Entry.Item!;

        var silent = await house.PostAsync(await house.LinkAsync(item), ("act", "deliver"), ("headline", "Le fleuve"), ("text", "Il monte encore."), ("step", "deliver"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.Status);
        Assert.Single(house.Entries());
        await house.PostAsync(await house.LinkAsync(item), ("act", "deliver"), ("headline", "Le fleuve"), ("text", "Il monte encore."), ("embargo", "2026-11-30T06:00"), ("step", "deliver"));
        Assert.Equal(PubStatus.Embargoed, house.Entries()[^1].Entry.Status);
        Assert.Equal(2, house.Entries().Count);
    }

    [Fact]
    public async Task What_a_feed_goes_on_saying_does_not_undo_what_its_provider_corrected_here()
    {
        var channel = Assert.IsType<RegisterOutcome.Registered>(await house.Register.AddDoorAsync(house.Card.Id, ChannelKind.Push, null, default)).Card.Channels[^1].Id;
        var door = new HandedDoor(house.Ledger, house.Time);
        Task Feed(string text) => door.TakeAsync(
            new Handover(house.Card.Id, channel, Evidence.Authenticated, new Envelope { Received = house.Time.GetUtcNow() }),
            Encoding.UTF8.GetBytes($$"""{"version":"https://jsonfeed.org/version/1.1","title":"K","items":[{"id":"a","title":"Le fleuve","content_html":"{{text}}"}]}"""), new DocumentHints("application/feed+json"), default);
        await Feed("<p>Il monte de 3 m.</p>");
        await house.PostAsync(await house.LinkAsync(house.Entries()[0].Entry.Item), ("act", "correct"), ("headline", "Le fleuve"), ("text", "Il monte de 2 m."), ("step", "deliver"));
        await Feed("<p>Il  monte  de 3 m.</p>");
        Assert.Equal([EntryKind.Article, EntryKind.Correction], house.Entries().Select(entry => entry.Entry.Kind));
        await Feed("<p>Il monte de 4 m.</p>");
        Assert.Equal(EntryKind.Update, house.Entries()[^1].Entry.Kind);
    }

    [Fact]
    public async Task A_piece_is_corrected_by_its_own_link_and_stays_the_same_piece()
    {
        var item = await house.DeliverAsync("Le fleuve monte", "Il monte de 3 m.");
        var token = await house.LinkAsync(item);
        var form = LinkHouse.Parse((await house.GetAsync(token)).Page);
        Assert.Equal("Il monte de 3 m.", form.QuerySelector("textarea")!.TextContent.Trim());
        Assert.Equal(["deliver", "correct", "withdraw"], form.QuerySelectorAll("input[name=act]").Select(input => input.GetAttribute("value")));
        await house.PostAsync(token, ("act", "correct"), ("headline", "Le fleuve monte"), ("text", "Il monte de 2 m."), ("step", "deliver"));
        var entry = house.Entries()[^1];
        Assert.Equal((EntryKind.Correction, item, 2), (entry.Entry.Kind, entry.Entry.Item, entry.Entry.Version!.Value));
        Assert.Equal(house.Record(house.Entries()[0]).Uri, house.Record(entry).Uri);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_piece_is_withdrawn_with_its_reason_and_its_text_stays_where_its_provider_says_so(bool keep)
    {
        var item = await house.DeliverAsync();
        var token = await house.LinkAsync(item);
        (string, string)[] fields = [("act", "withdraw"), ("reason", "Les <chiffres> étaient faux."), .. keep ? [("keep", "yes")] : ((string, string)[])[]];
        Assert.Contains("Les &lt;chiffres&gt; étaient faux.", (await house.PostAsync(token, [.. fields, ("step", "preview")])).Page, StringComparison.Ordinal);
        await house.PostAsync(token, [.. fields, ("step", "deliver")]);
        var shown = new Shelf(house.Ledger).Take(item)!;
        Assert.Equal((Standing.Withdrawn, "Les <chiffres> étaient faux."), (shown.Tombstone!.Standing, shown.Tombstone.Reason));
        Assert.Equal(keep, new Shelf(house.Ledger).Take(item, 1)!.Answer == Answer.Whole);
    }

    [Fact]
    public async Task Who_let_the_text_stand_can_take_it_back_by_withdrawing_again_for_the_same_reason()
    {
        var item = await house.DeliverAsync();
        (string, string)[] fields = [("act", "withdraw"), ("reason", "Les chiffres étaient faux."), ("step", "deliver")];
        await house.PostAsync(await house.LinkAsync(item), [.. fields, ("keep", "yes")]);
        await house.PostAsync(await house.LinkAsync(item), fields);

        Assert.Equal(Answer.Gone, new Shelf(house.Ledger).Take(item, 1)!.Answer);
    }

    [Fact]
    public async Task What_the_operator_handed_over_neither_corrects_nor_withdraws()
    {
        Assert.Null(await house.Links.MakeAsync(house.Card.Id, await house.DeliverAsync(), Evidence.Entered, default));
        var token = await house.LinkAsync(evidence: Evidence.Entered);
        Assert.Contains("saisi à la main", (await house.GetAsync(token)).Page, StringComparison.Ordinal);
        foreach (var act in (string[])["correct", "withdraw", "delete"])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await house.PostAsync(token, ("act", act), ("text", "Faux."), ("step", "deliver"))).Status);
        Assert.Single(house.Entries());
        await house.PostAsync(token, [.. Piece, ("step", "deliver")]);
        Assert.Equal((EntryKind.Article, Evidence.Entered), (house.Entries()[^1].Entry.Kind, house.Entries()[^1].Entry.Evidence!.Value));
    }

    [Fact]
    public async Task A12_whose_and_which_piece_it_is_nobody_says_by_the_form()
    {
        var other = await house.AddAsync("Une autre");
        var item = await house.DeliverAsync();
        Assert.Null(await house.Links.MakeAsync(other.Id, item, Evidence.Authenticated, default));
        Assert.Null(await house.Links.MakeAsync(OpaqueId.New(), null, Evidence.Authenticated, default));
        await house.PostAsync(await house.LinkAsync(), [.. Piece, ("provider", other.Id), ("item", item), ("uri", house.Record(house.Entries()[0]).Uri), ("step", "deliver")]);
        Assert.Equal((house.Card.Id, 1), (house.Entries()[^1].Entry.Provider, house.Entries()[^1].Entry.Version!.Value));
        Assert.NotEqual(item, house.Entries()[^1].Entry.Item);
    }

    [Fact]
    public async Task H01_markup_that_is_typed_is_text()
    {
        var preview = await house.PostAsync(await house.LinkAsync(), ("act", "deliver"), ("headline", "<script>alert(1)</script>"), ("text", "<img src=x onerror=alert(1)> & <b>gras</b>"), ("step", "preview"));
        Assert.Equal("<img src=x onerror=alert(1)> & <b>gras</b>", LinkHouse.Parse(preview.Page).QuerySelector("article .body")!.TextContent.Trim());
        Assert.Equal("<script>alert(1)</script>", LinkHouse.Parse(preview.Page).QuerySelector("article h1")!.TextContent);
    }

    [Fact]
    public async Task An_embargo_is_kept_and_told()
    {
        var done = await house.PostAsync(await house.LinkAsync(), [.. Piece, ("embargo", "2026-11-24T06:00"), ("step", "deliver")]);
        Assert.Contains("2026-11-24 06:00", done.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/fr/", done.Page, StringComparison.Ordinal);
        Assert.Equal(PubStatus.Embargoed, Assert.Single(house.Entries()).Entry.Status);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero), house.Record(house.Entries()[0]).EmbargoedUntil);
    }

    [Fact]
    public async Task What_is_missing_or_too_long_is_said_and_nothing_typed_is_lost()
    {
        var token = await house.LinkAsync();
        var empty = await house.PostAsync(token, ("act", "deliver"), ("headline", "Un titre"), ("text", "  "), ("step", "deliver"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Un titre"), (empty.Status, LinkHouse.Parse(empty.Page).QuerySelector("#p-headline")!.GetAttribute("value")));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await house.PostAsync(token, ("text", new string('a', 2_100_000)), ("step", "deliver"))).Status);
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await house.PostAsync(token, json)).Status);
        Assert.Empty(house.Entries());
        Assert.Equal(HttpStatusCode.OK, (await house.GetAsync(token)).Status);
    }

    [Theory]
    [InlineData("fr", "[SANS EMBARGO]")]
    [InlineData("en", "[NO EMBARGO]")]
    [InlineData("ar", "محظور النشر حتى")]
    [InlineData("pt", "[SEM EMBARGO]")]
    [InlineData("sw", "[BILA EMBARGO]")]
    public async Task Words_of_embargo_that_are_not_sure_are_refused_in_the_page_s_language_and_a_sure_moment_is_shown_and_kept(string code, string words)
    {
        var token = await house.LinkAsync();
        var (status, page) = await house.PostAsync(token, ("lang", code), ("act", "deliver"), ("headline", "Budget"), ("text", "SOUS EMBARGO\n\nLe texte."), ("step", "deliver"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Empty(house.Entries());

        (string, string)[] sure = [("lang", code), ("act", "deliver"), ("headline", "Budget"), ("text", "SOUS EMBARGO jusqu'au 3 décembre 2026 à 18h00 GMT\n\nLe texte.")];
        Assert.Contains("2026-12-03 18:00", (await house.PostAsync(token, [.. sure, ("step", "preview")])).Page, StringComparison.Ordinal);
        Assert.Contains("2026-12-03 18:00", (await house.PostAsync(token, [.. sure, ("step", "deliver")])).Page, StringComparison.Ordinal);
        Assert.Equal((PubStatus.Embargoed, true), (house.Entries()[0].Entry.Status, house.Record(house.Entries()[0]).Body!.Contains("SOUS EMBARGO", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("fr", "plus de vingt fois")]
    [InlineData("ar", "أكثر من عشرين مرة")]
    [InlineData("sw", "mara ishirini")]
    public async Task What_the_house_lays_aside_is_told_in_the_page_s_language(string code, string words)
    {
        var item = await house.DeliverAsync();
        for (var i = 0; i < 19; i++) await house.PostAsync(await house.LinkAsync(item), ("act", "deliver"), ("text", $"Texte {i}."), ("step", "deliver"));

        var (status, page) = await house.PostAsync(await house.LinkAsync(item), ("lang", code), ("act", "deliver"), ("text", "Encore un."), ("step", "deliver"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_of_a_provider_that_is_gone_opens_nothing()
    {
        var token = await house.OrphanAsync();

        Assert.Equal(HttpStatusCode.Gone, (await house.GetAsync(token)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await house.PostAsync(token, [.. Piece, ("step", "deliver")])).Status);
    }

    [Fact]
    public async Task The_page_is_kept_by_nobody_and_tells_nobody_where_it_stands()
    {
        using var answer = await house.Client.GetAsync(NewsroomRoom.PathOf(await house.LinkAsync()));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.DoesNotContain("<script", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "ltr")]
    [InlineData("en", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("pt", "ltr")]
    [InlineData("sw", "ltr")]
    public async Task It_speaks_five_languages(string code, string direction)
    {
        var texts = LinkTexts.All.Single(one => one.Code == code);
        Assert.Equal(LinkTexts.All[0].Keys.Order(StringComparer.Ordinal), texts.Keys.Order(StringComparer.Ordinal));
        Assert.All(texts.Keys, key => Assert.Equal(Places(LinkTexts.All[0][key]), Places(texts[key])));
        var page = LinkHouse.Parse((await house.GetAsync(await house.LinkAsync(), $"?lang={code}")).Page);
        Assert.Equal((code, direction, texts["title.new"]), (page.DocumentElement.GetAttribute("lang"), page.DocumentElement.GetAttribute("dir"), page.QuerySelector("h1")!.TextContent));
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex("\\{[0-9]\\}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
