using CsCheck;

namespace Griot.Site.Tests;

public sealed class WordDifferenceTests
{
    private static readonly string[] Vocabulary = ["eau", "barrage", "vanne", "la", "\n\n", "hectares\u00A0", "4\u202F200"];
    private static readonly Gen<string> Texts = Gen.Int[0, 6].Select(word => Vocabulary[word]).Array[0, 60].Select(words => string.Join(' ', words));

    [Fact]
    public void The_runs_are_the_later_text_without_the_cut_ones_and_the_earlier_without_the_added_ones() =>
        Gen.Select(Texts, Texts).Sample((before, after) =>
        {
            var runs = WordDifference.Of(before, after);

            Assert.Equal(after, Joined(runs, Fate.Cut));
            // Behind a kept word stands the later text's white space.
            Assert.Equal(Collapsed(before), Collapsed(Joined(runs, Fate.Added)));
        });

    [Fact]
    public void Only_what_differs_is_marked()
    {
        var runs = WordDifference.Of("Selon lui, 4 200 hectares de rizières.", "Selon elle, 4 200 hectares de rizières seront irrigués.");

        Assert.Equal(
            [(Fate.Kept, "Selon "), (Fate.Cut, "lui, "), (Fate.Added, "elle, "), (Fate.Kept, "4 200 hectares de "), (Fate.Cut, "rizières."), (Fate.Added, "rizières seront irrigués.")],
            runs.Select(run => (run.Fate, run.Text)));
    }

    [Fact]
    public void Texts_that_share_nothing_are_replaced_whole_and_quickly()
    {
        var before = string.Join(' ', Enumerable.Range(0, 40_000).Select(number => $"a{number}"));
        var after = string.Join(' ', Enumerable.Range(0, 40_000).Select(number => $"b{number}"));

        Assert.Equal([Fate.Cut, Fate.Added], WordDifference.Of(before, after).Select(run => run.Fate));
    }

    [Fact]
    public void A_paragraph_added_at_the_end_does_not_mark_the_word_before_it() =>
        Assert.Equal([(Fate.Kept, "Fin.\n\n"), (Fate.Added, "Correction.")], WordDifference.Of("Fin.", "Fin.\n\nCorrection.").Select(run => (run.Fate, run.Text)));

    [Fact]
    public void A_changed_no_break_space_is_a_change() =>
        Assert.Equal(2, WordDifference.Of("4\u202F200", "4 200").Count);

    private static string Collapsed(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    private static string Joined(IReadOnlyList<Run> runs, Fate without) =>
        string.Concat(runs.Where(run => run.Fate != without).Select(run => run.Text));
}
