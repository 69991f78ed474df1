using Griot.Enrichment.Search;
using Griot.Record;

namespace Griot.Enrichment.Tests.Search;

/// <summary>Lists by label: newest first, page by page, and only what the public sees.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private readonly SearchHouse house = new();
    private ProviderCard card = null!;

    public async ValueTask InitializeAsync() => card = await house.RegisterAsync();

    [Fact]
    public async Task Pages_lead_to_the_first_piece_and_what_arrives_meanwhile_shifts_nothing()
    {
        for (var number = 0; number < 23; number++) await house.DeliverAsync(card, $"Pièce {number}");
        house.Follow();
        var (seen, cursor) = (new List<string>(), (long?)null);
        do
        {
            var page = house.Search.List(new SearchRequest { Country = "ML" }, cursor, 5);
            Assert.Equal(23 + (cursor is null ? 0 : 1), page.Count);
            seen.AddRange(page.Pieces.Select(piece => piece.Summary!.Headline));
            if (cursor is null) await house.DeliverAsync(card, "Pendant ce temps");
            house.Follow();
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(Enumerable.Range(0, 23).Reverse().Select(number => $"Pièce {number}"), seen);
    }

    [Fact]
    public async Task A_correction_keeps_its_place_and_what_is_held_is_neither_listed_nor_counted()
    {
        var first = await house.DeliverAsync(card, "Première");
        var held = await house.DeliverAsync(card, "Deuxième");
        await house.DeliverAsync(card, "Troisième");
        house.Follow();
        await house.DeliverAsync(card, SearchHouse.Piece("Première, corrigée", signal: Signal.Correction), first);
        await house.NoteAsync(card, held, EntryKind.Hold, new Notice { Reason = "legal" }.ToBytes());
        var unread = house.Search.List(new SearchRequest { Language = "fr" }, null, 10);
        Assert.Equal(("Troisième", 1), (Assert.Single(unread.Pieces).Summary!.Headline, unread.Count));
        house.Follow();
        var list = house.Search.List(new SearchRequest { Language = "fr" }, null, 10);
        Assert.Equal(["Troisième", "Première, corrigée"], list.Pieces.Select(piece => piece.Summary!.Headline));
        Assert.Equal((2, 2), (list.Count, house.Search.CountAll()!.Languages["fr"]));
    }

    [Fact]
    public async Task Days_lead_to_the_nearest_ones_that_have_pieces()
    {
        await house.DeliverAsync(card, "Dimanche");
        house.Time.Advance(TimeSpan.FromDays(3));
        var held = await house.DeliverAsync(card, "Mercredi");
        house.Time.Advance(TimeSpan.FromDays(2));
        await house.DeliverAsync(card, "Vendredi");
        house.Follow();
        var (sunday, wednesday, friday) = (new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 25), new DateOnly(2026, 11, 27));
        Assert.Equal((wednesday, wednesday), (house.Search.NearestDay(sunday, isBefore: false), house.Search.NearestDay(friday, isBefore: true)));
        Assert.Null(house.Search.NearestDay(sunday, isBefore: true));
        Assert.Null(house.Search.NearestDay(friday, isBefore: false));
        await house.NoteAsync(card, held, EntryKind.Hold, new Notice { Reason = "legal" }.ToBytes());
        house.Follow();
        Assert.Equal((friday, sunday), (house.Search.NearestDay(sunday, isBefore: false), house.Search.NearestDay(friday, isBefore: true)));
        Assert.Equal([sunday, friday], house.Search.CountAll()!.Days.Keys.Order());
    }

    [Fact]
    public async Task Documents_are_pieces_that_are_one_by_their_genre()
    {
        await house.DeliverAsync(card, SearchHouse.Piece("Le décret") with { Genres = [new Subject("genre:Document")] });
        await house.DeliverAsync(card, "La nouvelle");
        house.Follow();
        Assert.Equal("Le décret", Assert.Single(house.Search.List(new SearchRequest { WithDocuments = true }, null, 10).Pieces).Summary!.Headline);
    }

    [Fact]
    public async Task What_many_speak_of_is_counted_by_different_providers_and_not_by_pieces()
    {
        foreach (var (name, country) in ((string, string)[])[("Un", "ML"), ("Deux", "SN"), ("Trois", "NE"), ("Quatre", "GH")])
        {
            var speaker = await house.RegisterAsync(SearchHouse.Card(name) with { Country = country });
            await house.DeliverAsync(speaker, SearchHouse.Piece("Le match de " + name) with { Subjects = [new Subject("Football")], Places = [new Place("Bamako", Uri: "iso3166-1a2:ML")] });
        }

        for (var number = 0; number < 9; number++) await house.DeliverAsync(card, SearchHouse.Piece($"Riz {number}") with { Subjects = [new Subject("Agriculture")] });
        house.Follow();
        var recent = house.Search.Recent(500);
        Assert.Equal([("20001065", false, 4), ("ML", true, 3)], recent.Common.Select(topic => (topic.Value, topic.IsCountry, topic.Providers)));
        Assert.Equal(("ML", 13), (recent.Countries[0].Value, recent.Countries[0].Count));
        Assert.Equal(["04000000", "15000000"], recent.Subjects.Select(subject => subject.Value));
        Assert.Equal(2, house.Search.Recent(2).Count);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
