using CsCheck;
using Griot.Enrichment.Search;

namespace Griot.Enrichment.Tests.Search;

/// <summary>The forms of a word are its own, whether they are known from before or worked out now.</summary>
public sealed class WordFormsTests
{
    private static readonly string[] Words =
        ["l'école", "avions", "été", "Goïta", "ministers", "الوزراء", "والكتب", "ɓarawo", "running", "RUNNING", "d’Ivoire", "coração", "corações", "ኃይለ", "東京", "2026", "ß", "x's", "l'"];

    [Fact]
    public void A_word_has_the_same_forms_wherever_it_stands() =>
        Gen.Select(Gen.OneOf(Gen.Int[0, Words.Length - 1].Select(which => Words[which]), Gen.Char['a', 'z'].Array[1, 6].Select(letters => new string(letters))).Array[1, 20], Gen.Int[0, WordAnalyzer.All.Count - 1].Select(which => WordAnalyzer.All[which]))
            .Sample((words, analyzer) => Assert.Equal(words.SelectMany(word => Terms(word, analyzer)), Terms(string.Join(" , ", words), analyzer)), iter: 3000);

    [Fact]
    public void More_words_than_are_kept_have_their_forms_too()
    {
        var numbers = Enumerable.Range(0, 25_000).Select(number => $"élu{number}").ToList();
        foreach (var analyzer in WordAnalyzer.All) Assert.Equal(numbers.Select(word => word.Replace('é', 'e')), Terms(string.Join(' ', numbers), analyzer));
        Assert.Contains(WordAnalyzer.All, analyzer => Terms("élections", analyzer).SequenceEqual(["elections", WordAnalyzer.StemMark + "election"]));
    }

    [Theory]
    [InlineData("École", "ÉCOLE", "E\u0301cole", "éco\u00ADle", "école")]
    [InlineData("l’Été", "L'ÉTÉ", "lʼété", "l'été")]
    [InlineData("ﻛﺘﺎﺏ", "كتاب")]
    [InlineData("ＵＥＭＯＡ", "Uemoa", "UEMOA", "uemoa")]
    public void However_a_word_is_written_it_is_one(params string[] spellings)
    {
        foreach (var analyzer in WordAnalyzer.All)
            Assert.All(spellings, spelling => Assert.Equal(Terms(spellings[^1], analyzer), Terms(spelling, analyzer)));
    }

    private static IEnumerable<string> Terms(string text, WordAnalyzer analyzer) => Cut.Of(text, analyzer).Select(cut => cut.Term);
}
