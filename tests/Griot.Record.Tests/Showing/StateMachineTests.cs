using Griot.Testing;

namespace Griot.Record.Tests.Showing;

/// <summary>The machine as a table, and its drawing in docs/states.md.</summary>
public sealed class StateMachineTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(SharedMaterial.Checkout(), "docs", "states.md"));

    private static readonly ItemStatus[] Own = [.. Enum.GetValues<ItemStatus>().Where(status => status != ItemStatus.Held)];

    [Fact]
    public void The_document_draws_the_machine_as_it_is()
    {
        var events = Enum.GetValues<ItemEvent>();
        string[] drawn =
        [
            $"| | {string.Join(" | ", events.Select(Word.Of))} |",
            .. Own.Select(status => Row(Word.Of(status) + (status == ItemStatus.Removed ? " (every version)" : ""), new ItemSituation(status))),
            Row("removed (the item)", new ItemSituation(ItemStatus.Usable, IsRemoved: true)),
        ];

        Assert.All(drawn, line => Assert.Contains(line + "\n", Document, StringComparison.Ordinal));
        Assert.Equal(Enum.GetValues<ItemStatus>().Length, Enum.GetValues<ItemStatus>().Count(status => Document.Contains($"\n| {Word.Of(status)} | ", StringComparison.Ordinal)));

        string Row(string name, ItemSituation before) => $"| {name} | {string.Join(" | ", events.Select(happened => Word.Of(StateMachine.After(before, happened).Status)))} |";
    }

    [Fact]
    public void Under_a_hold_the_provider_s_word_goes_on_and_a_restore_shows_where_it_came_to()
    {
        foreach (var own in Own)
            foreach (var happened in Enum.GetValues<ItemEvent>().Where(happened => happened is not (ItemEvent.Hold or ItemEvent.Restore)))
            {
                var held = StateMachine.After(new ItemSituation(own, IsHeld: true), happened);

                Assert.Equal(happened == ItemEvent.Removal ? ItemStatus.Removed : ItemStatus.Held, held.Status);
                Assert.Equal(StateMachine.After(new ItemSituation(own), happened), StateMachine.After(held, ItemEvent.Restore));
            }

        Assert.Contains("| held | held | held | held | held | held | held | held | held | held | *beneath* | removed |", Document, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_lifts_the_lid_of_the_law()
    {
        foreach (var own in Own)
            foreach (var happened in Enum.GetValues<ItemEvent>())
                Assert.Equal(ItemStatus.Removed, StateMachine.After(new ItemSituation(own, IsRemoved: true), happened).Status);
    }

    [Fact]
    public void An_embargo_never_brings_anything_to_light()
    {
        foreach (var own in Own) Assert.Equal(own, StateMachine.After(new ItemSituation(own), ItemEvent.Embargo).Own);
    }

    [Fact]
    public void The_words_of_subject_lines_stand_in_the_document()
    {
        foreach (var language in SignalWords.All.Select(word => word.Language).Distinct())
            Assert.Contains($"| {language} | {Of(language, Signal.Correction)} | {Of(language, Signal.Withdrawal)} |", Document, StringComparison.Ordinal);

        static string Of(string language, Signal signal) => string.Join(", ", SignalWords.All.Where(word => word.Language == language && word.Signal == signal).Select(word => word.Word));
    }
}
