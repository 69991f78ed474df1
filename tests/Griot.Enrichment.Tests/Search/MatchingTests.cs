using CsCheck;
using Griot.Enrichment.Search;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Griot.Enrichment.Tests.Search;

/// <summary>What is passed over, kept and laid out to find quickly finds what going over every piece would.</summary>
public sealed class MatchingTests
{
    private static readonly Gen<uint[]> Indexes = Gen.UInt.Array[4700, 6000];
    private static readonly Gen<uint[]> Questions = Gen.UInt.Array[60];

    [Fact]
    public void Whatever_is_asked_the_newest_are_found_and_all_are_counted() => Gen.Select(Indexes, Questions).Sample((numbers, questions) =>
    {
        using var index = new InventedIndex(numbers);
        // The same again: what was laid out and kept the first time is used the second.
        foreach (var number in questions.Concat(questions)) Ask(index, Asked.Of(number), isWhole: number % 2 == 0);
    }, iter: 4, threads: 1);

    [Fact]
    public void Where_enough_have_matched_older_parts_are_passed_over_and_none_of_the_newest_is_missing() => Gen.Select(Indexes, Questions).Sample((numbers, questions) =>
    {
        using var index = new InventedIndex(numbers);
        foreach (var asked in questions.Select(Asked.Of))
        {
            var matching = new Matching(index.View, SearchOrder.Time, 20, null, TimeProvider.System, isWhole: true, enough: 3);
            var (found, expected) = (Found(index, matching, asked), asked.Of(index.Pieces));
            Assert.Equal(expected.Take(20).Select(piece => piece.Item), found);
            Assert.True(matching.IsMore ? matching.Count is >= 20 && matching.Count <= expected.Count : matching.Count == expected.Count);
        }
    }, iter: 2, threads: 1);

    [Fact]
    public void Where_not_all_is_looked_at_it_is_the_newest_though_they_were_put_in_first() => Indexes.Sample(numbers =>
    {
        using var index = new InventedIndex(numbers, isReadAnew: true);
        var question = new QueryMaker(null!, index.View, new SearchRequest { Text = "w0", Order = SearchOrder.Relevance }).Make([]);
        var matching = new Matching(index.View, SearchOrder.Relevance, 20, null, TimeProvider.System, enough: 1);
        var found = matching.Run(question).Select(document => HitIds.Of(index.View, document)![1..]);
        Assert.All(found, item => Assert.True(int.Parse(item, System.Globalization.CultureInfo.InvariantCulture) >= numbers.Length * 9 / 10));
        Assert.True(matching.IsMore);
    }, iter: 3, threads: 1);

    [Fact]
    public void A_phrase_is_looked_for_in_fewer_pieces_than_its_words_and_the_newest_are_found_all_the_same() => Indexes.Sample(numbers =>
    {
        using var index = new InventedIndex(numbers);
        var (words, phrase) = (Looked(index, "w0 w1"), Looked(index, "\"w0 w1\""));
        var expected = index.Pieces.Where(piece => piece.Words.Zip(piece.Words.Skip(1)).Contains(("w0", "w1"))).OrderByDescending(piece => piece.Rank).ToList();

        Assert.Equal((false, true), (words.Matching.IsMore, phrase.Matching.IsMore));
        Assert.Equal(expected.Take(20).Select(piece => piece.Item), phrase.Found);
        Assert.InRange(phrase.Matching.Count, 100, expected.Count - 1);
    }, iter: 3, threads: 1);

    // More than the newest parts hold, and less than the places of these cost.
    private static (Matching Matching, IEnumerable<string?> Found) Looked(InventedIndex index, string text)
    {
        var question = new QueryMaker(null!, index.View, new SearchRequest { Text = text }).Make([]);
        var matching = new Matching(index.View, SearchOrder.Time, 20, null, TimeProvider.System, isWhole: true, mostLooked: 1000);
        return (matching, [.. matching.Run(question).Select(document => HitIds.Of(index.View, document))]);
    }

    [Fact]
    public void The_best_are_those_that_weighing_every_piece_finds() => Gen.Select(Indexes, Questions).Sample((numbers, questions) =>
    {
        using var index = new InventedIndex(numbers);
        foreach (var (one, other) in questions.Select(number => ($"w{number % 6}", $"w{number / 6 % 6}")).Distinct())
        {
            AssertBest(index, $"{one} {other}", All([Best(IndexFields.Text, one), Best(IndexFields.Text, other)], Best(IndexFields.Headline, one), Best(IndexFields.Headline, other)));
            AssertBest(index, $"\"{one} {other}\" {one}", All([Phrase(one, other), Best(IndexFields.Text, one)], Best(IndexFields.Headline, one)));
            AssertBest(index, $"headline:{one} {other}", All([Best(IndexFields.Headline, one), Best(IndexFields.Text, other)], Best(IndexFields.Headline, other)));
        }
    }, iter: 2, threads: 1);

    // Lucene's own walk weighs the same: what is found weighs as much as the best do, the best first.
    private static void AssertBest(InventedIndex index, string text, Query plain)
    {
        var maker = new QueryMaker(null!, index.View, new SearchRequest { Text = text, Order = SearchOrder.Relevance });
        var found = new Matching(index.View, SearchOrder.Relevance, 20, null, TimeProvider.System, isWhole: true).Run(maker.Make([]));
        var weights = index.View.Searcher.Search(plain, 10_000).ScoreDocs.ToDictionary(hit => hit.Doc, hit => hit.Score);
        Assert.Equal(weights.Values.Order().Reverse().Take(20).Select(weight => Math.Round(weight, 3)), found.Select(document => Math.Round(weights[document], 3)));
    }

    private static void Ask(InventedIndex index, Asked asked, bool isWhole)
    {
        var facets = new FacetCounts();
        var matching = new Matching(index.View, SearchOrder.Time, asked.Wanted, facets, TimeProvider.System, asked.Before, isWhole);
        var (found, expected) = (Found(index, matching, asked), asked.Of(index.Pieces));
        if (matching.IsMore || !matching.IsCounted) return;
        Assert.Equal(expected.Where(piece => piece.Rank < asked.Before).Take(asked.Wanted).Select(piece => piece.Item), found);
        Assert.Equal(expected.Count, matching.Count);
        Assert.Equal(Counted(expected, piece => [piece.Provider]), facets.Of(IndexFields.Provider).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(Counted(expected, piece => [piece.Language]), facets.Of(IndexFields.Language).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(Counted(expected, piece => piece.Countries), facets.Of(IndexFields.Country).OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    private static List<string> Found(InventedIndex index, Matching matching, Asked asked) => [.. matching.Run(asked.Question()).Select(document => HitIds.Of(index.View, document)!)];

    private static IEnumerable<KeyValuePair<string, int>> Counted(IEnumerable<InventedPiece> pieces, Func<InventedPiece, IEnumerable<string>> values) =>
        pieces.SelectMany(values).CountBy(value => value).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static BooleanQuery All(IEnumerable<Query> needed, params IEnumerable<Query> headlines)
    {
        var all = new BooleanQuery();
        foreach (var one in needed) all.Add(one, Occur.MUST);
        foreach (var one in headlines)
        {
            one.Boost = 2;
            all.Add(one, Occur.SHOULD);
        }

        return all;
    }

    private static PhraseQuery Phrase(string one, string other) => [new Term(IndexFields.Text, one), new Term(IndexFields.Text, other)];

    private static DisjunctionMaxQuery Best(string field, string word) => new(0) { new TermQuery(new Term(field, word)), new TermQuery(new Term(field, WordAnalyzer.StemMark + word)) };

    /// <summary>What a number asks: values, days, words, a phrase, with or without each.</summary>
    private sealed record Asked(string? Provider, string? Language, string? Country, string? NotCountry, int From, int To, IReadOnlyList<string> Any, string? Without, (string, string)? Phrase, int Wanted, long Before)
    {
        internal static Asked Of(uint number) => new(
            (number % 7) switch { 0 => "common", 1 => $"p{number % 400}", _ => null }, (number / 7 % 3) switch { 0 => "fr", 1 => "sw", _ => null }, number / 21 % 3 == 0 ? "ML" : null, number / 63 % 4 == 0 ? "GH" : null,
            number / 252 % 3 == 0 ? (int)(number >> 8) % 600 : 0, number / 756 % 3 == 0 ? (int)(number >> 10) % 600 : 10_000,
            [.. Enumerable.Range(0, (int)(number / 2268 % 4) * 3).Select(one => $"w{(number >> 3) % 9 + one}")], number / 9072 % 5 == 0 ? "w1" : null, number / 45_360 % 4 == 0 ? ("w0", $"w{number % 4}") : null,
            number % 3 == 0 ? 1 : 20, number / 11 % 4 == 0 ? (long)(number % 6000) * (InventedPiece.Day / 10) << 24 : long.MaxValue);

        internal Question Question()
        {
            var words = new BooleanQuery();
            if (Any.Count > 0) words.Add(new ConstantScoreQuery(new AnyWord(IndexFields.Text, Any)), Occur.MUST);
            if (Phrase is var (one, other)) words.Add(MatchingTests.Phrase(one, other), Occur.MUST);
            if (Any.Count == 0 && Phrase is null) words.Add(new MatchAllDocsQuery(), Occur.MUST);
            if (Without is not null) words.Add(new TermQuery(new Term(IndexFields.Text, Without)), Occur.MUST_NOT);
            var values = ((string Field, string? Value)[])[(IndexFields.Provider, Provider), (IndexFields.Language, Language), (IndexFields.Country, Country)];
            var wanted = values.Where(one => one.Value is not null).Select(one => (one.Field, one.Value!)).ToList();
            var limits = new Limits(wanted, NotCountry is null ? [] : [(IndexFields.Country, NotCountry)], From == 0 ? long.MinValue : RankOf(From), To == 10_000 ? long.MaxValue : RankOf(To));
            var isOnlyLimits = Any.Count == 0 && Phrase is null && Without is null && !limits.AreOpen;
            return new Question(isOnlyLimits ? null : words, [], limits, IsNothing: false);
        }

        internal List<InventedPiece> Of(IEnumerable<InventedPiece> pieces) => [.. pieces.Where(Matches).OrderByDescending(piece => piece.Rank)];

        private bool Matches(InventedPiece piece) =>
            (Provider is null || piece.Provider == Provider) && (Language is null || piece.Language == Language) && (Country is null || piece.Countries.Contains(Country)) && (NotCountry is null || !piece.Countries.Contains(NotCountry))
            && (From == 0 || piece.Rank >= RankOf(From)) && (To == 10_000 || piece.Rank < RankOf(To)) && (Any.Count == 0 || Any.Intersect(piece.Words).Any()) && (Without is null || !piece.Words.Contains(Without))
            && (Phrase is not var (one, other) || piece.Words.Zip(piece.Words.Skip(1)).Contains((one, other)));

        private static long RankOf(int day) => (long)day * InventedPiece.Day << 24;
    }
}
