using CsCheck;
using Griot.Enrichment.Search;

namespace Griot.Enrichment.Tests.Search;

/// <summary>The forms of a word are its own, whether they are known from before or worked out now.</summary>
public sealed class WordFormsTests
{
    private static readonly string[] Words =
        ["l'école", "avions", "été", "Goïta", "ministers", "الوزراء", "والكتب", "ɓarawo", "running", "RUNNING", "d’Ivoire", "coração", "corações", "ኃይለ", "東京", "2026", "ß", "x's", "l'", "Myanmar", "Burma", "Siam", "thailand"];

    // What stemmers take off, so that words share stems.
    private static readonly string[] Endings = ["", "s", "es", "ing", "ation", "ações", "ement", "ies", "é"];

    private static readonly Gen<string> Written = Gen.OneOf(
        Gen.Int[0, Words.Length - 1].Select(which => Words[which]),
        Gen.Select(Gen.Char['a', 'c'].Array[1, 4], Gen.Int[0, Endings.Length - 1].Select(which => Endings[which]), (letters, ending) => new string(letters) + ending));

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

    [Fact]
    public void What_is_sought_is_met_in_a_text_as_if_every_word_of_it_were_looked_at() =>
        Gen.Select(Written.Array[1, 20], Written, Gen.Int[0, WordAnalyzer.All.Count - 1].Select(which => WordAnalyzer.All[which])).Sample((words, typed, analyzer) =>
        {
            var (text, sought) = (string.Join(" , ", words.Append(typed)), new SoughtForms([new Sought(typed, isPhrase: false), new Sought(words[0], isPhrase: true)]));
            Assert.Equal(Cut.Of(text, analyzer).Where(cut => sought.Have(cut.Term)), Cut.Of(text, analyzer, sought));
        }, iter: 3000);

    [Theory]
    [InlineData("pont", "ville", false)]
    [InlineData("pont", "pirogue", true)]
    [InlineData("Élection", "election", true)]
    [InlineData("élection", "à", true)]
    [InlineData("burma", "myanmar", true)]
    [InlineData("pont", "myanmar", false)]
    public void A_word_that_begins_otherwise_is_passed_over(string typed, string word, bool isLookedAt) =>
        Assert.Equal(isLookedAt, new SoughtForms([new Sought(typed, isPhrase: false)]).MayHave(word));

    [Fact]
    public void Words_that_begin_as_was_typed_are_met() =>
        Assert.Equal(["kayes", "kayesiens"], Cut.Of("Kayes, cayes et Kayésiens", WordAnalyzer.For(null), new SoughtForms([new Sought("kay", isPhrase: false) { Prefix = "kay" }])).Select(cut => cut.Term));

    [Fact]
    public void Which_stems_begin_otherwise_than_the_words_that_a_stemmer_knows_is_known()
    {
        // The only stemmer with a list of exceptions, which is not to be had otherwise.
        var list = (System.Collections.IEnumerable)System.Reflection.Assembly.Load("Lucene.Net.Analysis.Common").GetType("Lucene.Net.Analysis.En.KStemmer", throwOnError: true)!
            .GetField("dict_ht", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.GetValue(null)!;
        var words = list.Cast<object>().Select(pair => (string)pair.GetType().GetProperty("Key")!.GetValue(pair)!).Where(word => word.All(char.IsAsciiLetterLower)).ToList();
        Assert.True(words.Count > 10_000, $"{words.Count}");
        var others = WordAnalyzer.All.SelectMany(analyzer => words.SelectMany(word => Terms(word, analyzer).Where(form => form.TrimStart(WordAnalyzer.StemMark)[0] != word[0]).Select(form => (form[1..], word))));
        Assert.Equal(WordForms.Othernamed.Order(), others.Order());
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
