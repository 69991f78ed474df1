using CsCheck;
using Griot.Enrichment.Search;
using Griot.Record;

namespace Griot.Enrichment.Tests.Search;

/// <summary>A11: nothing that is typed breaks a search or gets more than it asks for.</summary>
public sealed class HostileQueryTests : IAsyncLifetime
{
    private static readonly string[] Signs = ["\"", "-", "*", ":", " ", "pont", "le", "«", "headline:", "kind:press", "mal", "\u00A0", "é", " OR ", " AND ", " NOT ", "|"];

    private readonly SearchHouse house = new();

    public async ValueTask InitializeAsync()
    {
        var card = await house.RegisterAsync();
        for (var i = 0; i < 20; i++) await house.DeliverAsync(card, $"Le pont {i}", $"La rivière monte, dit-on, au pont numéro {i}; NEAR et AND y sont des mots.");
        var secret = await house.DeliverAsync(card, "Le dossier retenu");
        await house.NoteAsync(card, secret, EntryKind.Hold, new Notice { Reason = "legal" }.ToBytes());
        house.Follow();
    }

    public static TheoryData<string> Attacks => new(
        "\"", "\"\"\"", "NEAR", "pont NEAR rivière", "pont NEAR/5 rivière", "*", "*:*", "*:* OR 1=1", "item:*", "text:pont", "provider:*", "rank:[0 TO 9]", "pont) OR (item:x", "pont~2", "pont^9999999", "/po.*/", "[a TO z]",
        "'; DROP TABLE entries; --", "pont AND NOT rivière OR", "\\", "\\\\\"", "+-+-", "--", "-", "- -", ":", "::", "kind:", ":kind", "\u0000\u0001\u202E", "\uD800", "a*", "?*", "**", "***pont***", "&&||!(){}[]^\"~*?:\\/", "%00", "<script>alert(1)</script>",
        string.Concat(Enumerable.Repeat("a* ", 1000)), string.Concat(Enumerable.Repeat("le* ", 1000)), new string('a', 10_240), new string('"', 10_240), new string('-', 10_240), new string('*', 10_240), string.Concat(Enumerable.Repeat("pont ", 2048)),
        string.Concat(Enumerable.Repeat("\u0301", 5000)), string.Concat(Enumerable.Repeat("😀", 3000)), string.Concat(Enumerable.Repeat("a'", 3000)), string.Concat(Enumerable.Repeat("ก", 3000)));

    [Theory, MemberData(nameof(Attacks))]
    public void A11_signs_of_query_languages_are_words_or_gaps_and_nothing_more(string typed)
    {
        var answer = house.Search.Find(new SearchRequest { Text = typed });
        Assert.DoesNotContain(answer.Hits, hit => hit.Piece.Summary!.Headline.Contains("retenu", StringComparison.Ordinal));
        Assert.InRange(answer.Count, 0, 20);
    }

    [Fact]
    public void A11_no_text_at_all_makes_a_search_fail() =>
        Gen.Select(Gen.String, Gen.Enum<SearchOrder>(), Gen.OneOf(Gen.Const(""), Gen.String)).Sample((typed, order, more) =>
            Assert.InRange(house.Search.Find(new SearchRequest { Text = typed + more, Order = order }).Count, 0, 20), iter: 2000);

    [Fact]
    public void A11_signs_in_any_order_are_read_and_what_is_read_stands_where_it_was_typed() =>
        Gen.Int[0, Signs.Length - 1].Select(which => Signs[which]).Array[0, 40].Select(string.Concat).Sample(typed =>
        {
            foreach (var clause in Clause.Read(typed, out _)) Assert.Equal(clause.Text, typed.Substring(clause.Start, clause.Text.Length));
            house.Search.Find(new SearchRequest { Text = typed });
        }, iter: 3000);

    [Fact]
    public void A_text_is_cut_into_words_that_stand_in_it_whatever_it_is() =>
        Gen.Select(Gen.String, Gen.Int[0, WordAnalyzer.All.Count - 1].Select(which => WordAnalyzer.All[which])).Sample((text, analyzer) =>
            Assert.All(Cut.Of(text, analyzer), cut => Assert.True(cut.Start >= 0 && cut.Start <= cut.End && cut.End <= text.Length)), iter: 5000);

    [Fact]
    public void What_was_not_searched_since_it_was_too_much_is_said()
    {
        Assert.True(house.Search.Find(new SearchRequest { Text = new string('a', 1001) }).IsCut);
        Assert.True(house.Search.Find(new SearchRequest { Text = string.Concat(Enumerable.Range(0, 33).Select(i => $"m{i} ")) }).IsCut);
        Assert.True(house.Search.Find(new SearchRequest { Text = "pon* riv* num* mon* dit*" }).IsCut);
        Assert.True(house.Search.Find(new SearchRequest { Text = "pon* OR riv* OR num* OR mon* OR dit*" }).IsCut);
        Assert.True(house.Search.Find(new SearchRequest { Text = "p*" }).IsCut);
        Assert.False(house.Search.Find(new SearchRequest { Text = "pon* riv*" }).IsCut);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
