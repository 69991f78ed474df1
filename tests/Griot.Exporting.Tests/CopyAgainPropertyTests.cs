using CsCheck;

namespace Griot.Exporting.Tests;

/// <summary>A copy that is brought up to date asks only for what may have changed, and is the one that would be made anew.</summary>
public sealed class CopyAgainPropertyTests
{
    private static readonly Gen<(Act Act, int Choice)[]> Stories = Gen.Select(Gen.Frequency((3, Gen.Const(Act.Deliver)), (3, Gen.Const(Act.Translate)), (10, Gen.Enum<Act>())), Gen.Int[0, 1000]).Array[3, 5];

    [Fact]
    public Task Whatever_happens_the_copy_is_byte_for_byte_the_one_that_is_made_anew() => Stories.SampleAsync(async story =>
    {
        await using var world = await CopyWorld.OpenAsync();
        await world.CompareAsync("the beginning");
        foreach (var (act, choice) in story)
            if (await world.DoAsync(act, choice)) await world.CompareAsync($"{act} {choice} of {string.Join(' ', story.Select(one => one.Act))}");
    }, iter: 4, threads: 1);

    // No entry is about the piece that is translated, and its page names the translation.
    [Fact]
    public async Task A_piece_that_a_new_one_names_as_its_original_leads_to_it_in_the_next_copy()
    {
        await using var world = await CopyWorld.OpenAsync();
        await world.CompareAsync("the beginning");
        await world.DoAsync(Act.Deliver, 1);
        await world.CompareAsync("another piece");
        foreach (var _ in (int[])[1, 2])
        {
            await world.DoAsync(Act.Translate, 0);
            await world.CompareAsync("a translation");
        }
    }

    [Fact]
    public async Task What_is_put_beside_a_piece_and_what_its_category_counts_as_is_in_the_next_copy()
    {
        await using var world = await CopyWorld.OpenAsync();
        await world.CompareAsync("the beginning");
        foreach (var (act, choice) in ((Act, int)[])[(Act.Answer, 0), (Act.Map, 0), (Act.Map, 1), (Act.Answer, 0)])
        {
            await world.DoAsync(act, choice);
            await world.CompareAsync($"{act} {choice}");
        }
    }

    // Ten minutes ago for whoever signs: longer than readers are left untold.
    [Fact]
    public async Task A_notice_that_comes_to_the_foot_of_pages_while_they_are_copied_stays_in_none_when_it_goes()
    {
        await using var world = await CopyWorld.OpenAsync(new Earlier());
        await world.DeliverMeanwhileAsync();
        await world.CompareAsync("signed again");
    }

    private sealed class Earlier : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(-10);
    }
}
