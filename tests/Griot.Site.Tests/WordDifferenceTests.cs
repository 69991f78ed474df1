using CsCheck;

namespace Griot.Site.Tests;

public sealed class WordDifferenceTests
{
    private static readonly string[] Vocabulary = ["eau", "barrage", "vanne", "la", "\n\n", "hectares\u00A0", "4\u202F200", "水坝开了", "น้ำกลับมา", "السد", "ሰላም፡", "ለዓለም፡", "፡፡", "。", "𠀀𠀁", " ", "  ", "\n", "\t", "e\u0301", "👩‍👧"];
    private static readonly string[] Betweens = ["", " ", "\n", "\n\n"];
    private static readonly Gen<string> Texts = Gen.Select(Gen.Int[0, Vocabulary.Length - 1], Gen.Int[0, Betweens.Length - 1]).Select((word, between) => Vocabulary[word] + Betweens[between]).Array[0, 60].Select(string.Concat);

    [Fact]
    public void The_runs_are_the_later_text_without_the_cut_ones_and_the_earlier_without_the_added_ones_to_the_letter() =>
        Gen.Select(Texts, Texts).Sample((before, after) =>
        {
            var runs = WordDifference.Of(before, after);

            Assert.Equal(after, Joined(runs, Fate.Cut));
            Assert.Equal(before, Joined(runs, Fate.Added));
        });

    [Fact]
    public void Only_what_differs_is_marked()
    {
        var runs = WordDifference.Of("Selon lui, 4 200 hectares de rizières.", "Selon elle, 4 200 hectares de rizières seront irrigués.");

        Assert.Equal(
            [(Fate.Kept, "Selon "), (Fate.Cut, "lui,"), (Fate.Added, "elle,"), (Fate.Kept, " 4 200 hectares de "), (Fate.Cut, "rizières."), (Fate.Added, "rizières seront irrigués.")],
            runs.Select(run => (run.Fate, run.Text)));
    }

    [Fact]
    public void A_last_word_that_changed_does_not_part_its_sentence_or_its_paragraph() => Assert.Equal(
        [(Fate.Kept, "Il a signé "), (Fate.Cut, "lundi."), (Fate.Added, "mardi."), (Fate.Kept, "\n\nÀ "), (Fate.Cut, "Bamako."), (Fate.Added, "Ségou."), (Fate.Kept, "\n\n")],
        WordDifference.Of("Il a signé lundi.\n\nÀ Bamako.\n\n", "Il a signé mardi.\n\nÀ Ségou.\n\n").Select(run => (run.Fate, run.Text)));

    [Fact]
    public void Texts_that_share_nothing_are_replaced_whole_and_quickly()
    {
        var before = string.Join(' ', Enumerable.Range(0, 40_000).Select(number => $"a{number}"));
        var after = string.Join(' ', Enumerable.Range(0, 40_000).Select(number => $"b{number}"));

        Assert.Equal([Fate.Cut, Fate.Added], WordDifference.Of(before, after).Select(run => run.Fate));
    }

    [Fact]
    public void Where_too_much_differs_paragraphs_that_stayed_are_still_found()
    {
        static string Paragraph(string word, int number) => string.Join(' ', Enumerable.Range(0, 50).Select(place => $"{word}{number}.{place}"));
        var before = string.Join("\n\n", Enumerable.Range(0, 60).Select(number => Paragraph(number % 2 == 0 ? "stays" : "old", number)));
        var after = string.Join("\n\n", Enumerable.Range(0, 60).Select(number => Paragraph(number % 2 == 0 ? "stays" : "new", number)));

        var runs = WordDifference.Of(before, after);

        Assert.Equal(after, Joined(runs, Fate.Cut));
        Assert.Equal(before, Joined(runs, Fate.Added));
        Assert.Equal(30, runs.Count(run => run.Fate == Fate.Kept));
        Assert.Equal(30, runs.Count(run => run.Fate == Fate.Cut));
        Assert.All(runs.Where(run => run.Fate == Fate.Kept), run => Assert.StartsWith("stays", run.Text.TrimStart(), StringComparison.Ordinal));
    }

    [Fact]
    public void Within_a_paragraph_that_changed_little_words_are_still_marked_though_much_else_differs()
    {
        var many = string.Join(' ', Enumerable.Range(0, 2_000).Select(number => $"a{number}"));
        var others = string.Join(' ', Enumerable.Range(0, 2_000).Select(number => $"b{number}"));

        var runs = WordDifference.Of($"Le barrage ouvre.\n\nLa vanne.\n\n{many}", $"Le barrage rouvre.\n\nLa vanne.\n\n{others}");

        Assert.Equal([(Fate.Kept, "Le barrage "), (Fate.Cut, "ouvre."), (Fate.Added, "rouvre."), (Fate.Kept, "\n\nLa vanne.\n\n"), (Fate.Cut, many), (Fate.Added, others)], runs.Select(run => (run.Fate, run.Text)));
    }

    [Theory]
    [InlineData("水坝重新开放", "水坝今天重新开放", "今天")]
    [InlineData("เขื่อนเปิดอีกครั้ง", "เขื่อนเปิดแล้วอีกครั้ง", "แล้ว")]
    public void Scripts_without_spaces_are_compared_by_their_characters(string before, string after, string added) =>
        Assert.Equal([added], WordDifference.Of(before, after).Where(run => run.Fate != Fate.Kept).Select(run => run.Text));

    [Fact]
    public void Amharic_is_compared_by_words_where_its_own_sign_parts_them() =>
        Assert.Equal(
            [(Fate.Kept, "ፕሬዚዳንቱ፡"), (Fate.Cut, "ዛሬ"), (Fate.Added, "ትናንት"), (Fate.Kept, "፡ተናገሩ")],
            WordDifference.Of("ፕሬዚዳንቱ፡ዛሬ፡ተናገሩ", "ፕሬዚዳንቱ፡ትናንት፡ተናገሩ").Select(run => (run.Fate, run.Text)));

    [Fact]
    public void Half_a_megabyte_of_words_that_differ_everywhere_is_bounded_in_work_and_memory()
    {
        // Repeated words are the dearest: much of them may be kept, wherever one looks.
        var random = new Random(7);
        string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => random.Next(3) switch { 0 => "a", 1 => "b", _ => "c\n" }));
        var (before, after) = (Text(250_000), Text(250_000));
        var started = GC.GetAllocatedBytesForCurrentThread();

        var runs = WordDifference.Of(before, after);

        Assert.Equal(after, Joined(runs, Fate.Cut));
        Assert.Equal(before, Joined(runs, Fate.Added));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - started, 1, 400_000_000);
    }

    [Fact]
    public void A_paragraph_added_at_the_end_does_not_mark_the_word_before_it() =>
        Assert.Equal([(Fate.Kept, "Fin."), (Fate.Added, "\n\nCorrection.")], WordDifference.Of("Fin.", "Fin.\n\nCorrection.").Select(run => (run.Fate, run.Text)));

    [Fact]
    public void A_changed_no_break_space_is_a_change() =>
        Assert.Equal(2, WordDifference.Of("4\u202F200", "4 200").Count);

    private static string Joined(IReadOnlyList<Run> runs, Fate without) =>
        string.Concat(runs.Where(run => run.Fate != without).Select(run => run.Text));
}
