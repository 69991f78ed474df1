using System.Text.Json;
using CsCheck;
using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>
/// Two providers deliver, correct, embargo and take back under one and the same id, in any order; the operator holds, restores and
/// removes; time passes. After every step all outputs show the same, and just what must be shown: nothing before its
/// embargo, nothing after its withdrawal or its expiry, nothing under another provider's name.
/// </summary>
public sealed class AgreementTests
{
    [Fact]
    public Task From_any_history_every_output_shows_what_must_be_shown_and_nothing_else() => Step.Stories.SampleAsync(async story =>
    {
        await using var house = await House.OpenAsync();
        Stage[] stages = [await Stage.OpenAsync(house, 'A'), await Stage.OpenAsync(house, 'B')];
        var done = new List<string>();
        foreach (var step in story)
        {
            done.Add(step.ToString());
            house.Time.Advance(step.Act == Act.Wait ? TimeSpan.FromHours(step.Hours) : TimeSpan.FromMinutes(2));
            if (step.Act != Act.Wait) await stages[step.Provider].PlayAsync(step);
            foreach (var stage in stages) stage.Expected.Wait(house.Time.GetUtcNow());
            await house.ReleaseAsync();
            foreach (var fault in await FaultsAsync(house, stages)) Assert.Fail($"{string.Join("; ", done)}: {fault}");
        }
    }, iter: 60, threads: 1, print: story => string.Join("; ", story.AsEnumerable()));

    // In a feed of all, each piece bears the name of the provider whose words it holds.
    private static IEnumerable<string> Misnamed((int Status, string Text) feed, Stage[] stages)
    {
        using var all = JsonDocument.Parse(feed.Text);
        foreach (var item in all.RootElement.GetProperty("items").EnumerateArray())
            foreach (var stage in stages.Where(stage => stage.Card.Id != item.GetProperty("_griot").GetProperty("provider").GetProperty("id").GetString()))
                if (stage.Expected.Versions.Exists(told => item.GetRawText().Contains(told.Mark, StringComparison.Ordinal)))
                    yield return $"/feeds/all.json gives words of {stage.Card.Name} under another name";
    }

    private static async Task<List<string>> FaultsAsync(House house, Stage[] stages)
    {
        var faults = new List<string>();
        string[] shown = [.. stages.Select(stage => stage.Expected.Shown?.Mark).OfType<string>()];
        foreach (var path in (string[])["/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json", "/en"]) await ShowsAsync(path, shown);
        await ShowsAsync("/withdrawals.json", []);
        faults.AddRange(Misnamed(await house.GetAsync("/feeds/all.json"), stages));
        await ShowsAsync("/en/withdrawals", []);
        foreach (var stage in stages)
        {
            string[] own = stage.Expected.Shown is { } one ? [one.Mark] : [];
            foreach (var path in (string[])["atom", "rss", "json"]) await ShowsAsync($"/feeds/{stage.Card.Slug}.{path}", own);
            await ShowsAsync($"/en/{stage.Card.Slug}", own);
            if (stage.Item is not { } item) continue;
            await ShowsAsync($"/items/{item}", own);
            // The page tells what changed, too: in words of versions that may be read.
            await ShowsAsync($"/en/{stage.Card.Slug}/{item}", own, stage.Expected.Versions.Where(stage.Expected.MayBeRead).Select(told => told.Mark));
            foreach (var told in stage.Expected.Versions)
            {
                string[] words = stage.Expected.MayBeRead(told) ? [told.Mark] : [];
                foreach (var part in (string[])["", "/record", "/summary", "/delivery"]) await ShowsAsync($"/items/{item}/{told.Number}{part}", words);
                if (words.Length == 0) await ShowsAsync($"/en/{stage.Card.Slug}/{item}/{told.Number}", []);
            }

            if (ItemState.Fold(house.Store.History(item))!.Standing == Standing.Visible != own.Length > 0) faults.Add($"{stage.Card.Name}: the machine says otherwise");
        }

        return faults;

        async Task ShowsAsync(string path, string[] expected, IEnumerable<string>? besides = null)
        {
            var (status, text) = await house.GetAsync(path);
            if (status is not (200 or 404 or 410)) faults.Add($"{path}: {status}");
            var there = stages.SelectMany(stage => stage.Expected.Versions).Select(told => told.Mark).Where(mark => text.Contains(mark, StringComparison.Ordinal)).ToList();
            if (expected.Except(there).Any() || there.Except(expected).Except(besides ?? []).Any())
                faults.Add($"{path} ({status}) shows [{string.Join(", ", there)}] in place of [{string.Join(", ", expected)}]");
        }
    }
}
