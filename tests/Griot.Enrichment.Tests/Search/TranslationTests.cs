using Griot.Enrichment.Search;
using Griot.Record;

namespace Griot.Enrichment.Tests.Search;

/// <summary>Which pieces are translations of one another: what their provider says, and nothing more.</summary>
public sealed class TranslationTests
{
    [Fact]
    public async Task From_whichever_piece_one_comes_the_same_are_found()
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync();
        var original = await house.DeliverAsync(card, "Le barrage");
        var english = await house.DeliverAsync(card, From("The dam", IdOf("Le barrage")));
        // A translation of the translation, which names the page.
        await house.DeliverAsync(card, SearchHouse.Piece("Autre") with { Link = "https://provider.example/autre" });
        var portuguese = await house.DeliverAsync(card, From("A barragem", IdOf("The dam")));
        house.Follow();

        Assert.Equal(["The dam", "A barragem"], Found(house, original));
        Assert.Equal(["Le barrage", "A barragem"], Found(house, english));
        Assert.Equal(["Le barrage", "The dam"], Found(house, portuguese));
    }

    [Fact]
    public async Task A_page_is_a_name_too_and_so_is_the_name_that_the_house_gave()
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync();
        var original = await house.DeliverAsync(card, SearchHouse.Piece("Le barrage") with { Link = "https://provider.example/barrage" });
        await house.DeliverAsync(card, SearchHouse.Piece("The dam") with { Relations = [new Relation("translatedFrom", null, "https://provider.example/barrage")] });
        await house.DeliverAsync(card, From("A barragem", Relation.UriOf(original)));
        house.Follow();

        Assert.Equal(["The dam", "A barragem"], Found(house, original));
    }

    [Fact]
    public async Task Two_of_an_original_that_is_not_here_are_translations_of_one_text()
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync();
        var one = await house.DeliverAsync(card, From("The dam", "urn:elsewhere:1"));
        await house.DeliverAsync(card, From("A barragem", "urn:elsewhere:1"));
        house.Follow();

        Assert.Equal(["A barragem"], Found(house, one));
    }

    [Fact]
    public async Task Another_provider_is_never_meant()
    {
        await using var house = new SearchHouse();
        var (one, other) = (await house.RegisterAsync(), await house.RegisterAsync("Le Gué"));
        var original = await house.DeliverAsync(one, "Le barrage");
        var foreign = await house.DeliverAsync(other, From("The dam", IdOf("Le barrage")));
        var named = await house.DeliverAsync(other, From("A barragem", Relation.UriOf(original)));
        house.Follow();

        Assert.All([original, foreign, named], item => Assert.Empty(Found(house, item)));
    }

    [Fact]
    public async Task A_name_that_two_bear_names_neither()
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync();
        var one = await house.DeliverAsync(card, SearchHouse.Piece("Le barrage") with { Uri = "17" });
        await house.DeliverAsync(card, SearchHouse.Piece("Le marché") with { Uri = "17" });
        var english = await house.DeliverAsync(card, From("The dam", "17"));
        house.Follow();

        Assert.All([one, english], item => Assert.Empty(Found(house, item)));
    }

    [Theory]
    [InlineData("evolvedFrom")]
    [InlineData("translated")]
    [InlineData("seeAlso")]
    public async Task Other_relations_say_nothing_of_it(string relation)
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync();
        var original = await house.DeliverAsync(card, "Le barrage");
        await house.DeliverAsync(card, SearchHouse.Piece("The dam") with { Relations = [new Relation(relation, IdOf("Le barrage"), null)] });
        house.Follow();

        Assert.Empty(Found(house, original));
    }

    [Fact]
    public async Task What_is_made_of_two_texts_translates_neither_and_nobody_translates_himself()
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync();
        var one = await house.DeliverAsync(card, From("Le barrage", IdOf("Le barrage")));
        var other = await house.DeliverAsync(card, "Le marché");
        await house.DeliverAsync(card, SearchHouse.Piece("Both") with { Relations = [new Relation("translatedFrom", IdOf("Le barrage"), null), new Relation("irel:translatedFrom", IdOf("Le marché"), null)] });
        house.Follow();

        Assert.All([one, other], item => Assert.Empty(Found(house, item)));
    }

    [Fact]
    public async Task A_version_that_names_another_original_goes_over_to_that()
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync();
        var (one, other) = (await house.DeliverAsync(card, "Le barrage"), await house.DeliverAsync(card, "Le marché"));
        var english = await house.DeliverAsync(card, From("The dam", IdOf("Le barrage")));
        house.Follow();
        await house.DeliverAsync(card, From("The market", IdOf("Le marché")) with { Signal = Signal.Update }, english);

        // Before the index has read it, the shelf says already that it is none any more.
        Assert.Empty(Found(house, one));
        house.Follow();
        Assert.Empty(Found(house, one));
        Assert.Equal(["The market"], Found(house, other));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flood_of_translations_names_nobody_and_costs_no_more_than_a_few(bool isChain)
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync();
        var last = await house.DeliverAsync(card, "Le barrage");
        var items = new List<string> { last };
        for (var number = 1; number <= PieceTranslations.Most; number++) items.Add(await house.DeliverAsync(card, From($"No {number}", Relation.UriOf(isChain ? items[^1] : last))));
        house.Follow();
        Assert.All([items[0], items[12], items[^1]], item => Assert.Empty(Found(house, item)));

        await house.NoteAsync(card, items[^1], EntryKind.Hold, new Notice { Reason = "legal" }.ToBytes());
        house.Follow();
        Assert.Equal(PieceTranslations.Most - 1, Found(house, items[0]).Count);
        Assert.Equal(PieceTranslations.Most - 1, Found(house, items[12]).Count);
    }

    [Fact]
    public async Task Of_a_text_under_excerpt_terms_the_relations_are_kept_back_like_the_text()
    {
        await using var house = new SearchHouse();
        var card = await house.RegisterAsync("Le Pont", Terms.Excerpt);
        var original = await house.DeliverAsync(card, SearchHouse.Piece("Le barrage") with { Terms = Terms.Excerpt });
        await house.DeliverAsync(card, From("The dam", IdOf("Le barrage")) with { Terms = Terms.Excerpt });
        house.Follow();

        Assert.Empty(Found(house, original));
    }

    private static string IdOf(string headline) => SearchHouse.Piece(headline).Uri;

    private static ArticleRecord From(string headline, string original) => SearchHouse.Piece(headline, language: "en") with { Relations = [new Relation("translatedFrom", original, null)] };

    private static IReadOnlyList<string> Found(SearchHouse house, string item) => [.. house.Translations.Of(house.Shelf.Take(item)!).Select(piece => piece.Summary!.Headline)];
}
