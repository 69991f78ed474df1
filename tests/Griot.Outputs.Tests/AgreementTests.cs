using CsCheck;

namespace Griot.Outputs.Tests;

/// <summary>
/// Two providers deliver, correct, embargo and take back under one and the same id, in any order, by feeds or by push, for more or
/// less than the whole text; the operator holds, restores and removes; time passes. All outputs show the same, and just what must
/// be shown: nothing before its embargo, nothing after its withdrawal or its expiry, nothing beyond its provider's terms, nothing
/// under another provider's name.
/// </summary>
public sealed class AgreementTests
{
    [Fact]
    public Task From_any_history_every_output_shows_what_must_be_shown_and_nothing_else() => Story.Any.SampleAsync(async story =>
    {
        await using var house = await House.OpenAsync();
        Stage[] stages = [await Stage.OpenAsync(house, 'A', story.Pushes[0]), await Stage.OpenAsync(house, 'B', story.Pushes[1])];
        var done = new List<string>();
        for (var at = 0; at < story.Steps.Length; at++)
        {
            var step = story.Steps[at];
            done.Add(step.ToString());
            house.Time.Advance(step.Act == Act.Wait ? TimeSpan.FromHours(step.Hours) : TimeSpan.FromMinutes(2));
            if (step.Act != Act.Wait) await stages[step.Provider].PlayAsync(step);
            foreach (var stage in stages) stage.Expected.Wait(house.Time.GetUtcNow());
            await house.ReleaseAsync();
            // After each step what changes most; at the end, which is the end of a shorter story too, everything.
            var outputs = new Outputs(house, stages);
            await outputs.AskAsync();
            if (at == story.Steps.Length - 1) await outputs.AskAllAsync(story.Cursor);
            if (at == story.Steps.Length - 1) outputs.Faults.AddRange(await house.NeverDueAsync());
            if (outputs.Faults.Count > 0) Assert.Fail($"{string.Join("; ", done)}: {string.Join("\n", outputs.Faults)}");
        }
    }, iter: 40, threads: 1, print: story => story.ToString());
}
