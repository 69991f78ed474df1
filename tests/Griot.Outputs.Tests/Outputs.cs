using System.Text.Json;
using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>Asks the outputs of a house what they show, and notes each that shows too much or too little.</summary>
internal sealed class Outputs(House house, Stage[] stages)
{
    private static readonly string[] Forms = ["ninjs", "ninjs?version=2.2", "ninjs?version=1.6", "atom", "rss", "jsonfeed"];

    private readonly DateTimeOffset now = house.Time.GetUtcNow();

    public List<string> Faults { get; } = [];

    /// <summary>What everybody reads.</summary>
    public async Task AskAsync()
    {
        Words[] shown = [.. stages.Select(WordsOf)];
        foreach (var path in (string[])["/feeds/all.atom", "/changes?limit=500"]) await ShowsAsync(path, shown);
        await ShowsAsync("/en", [.. shown.Select(InList)]);
        foreach (var stage in stages.Where(stage => stage.Item is not null))
        {
            await ShowsAsync($"/items/{stage.Item}", WordsOf(stage));
            // The page tells what changed, too: in words of versions that may be read.
            await ShowsAsync($"/en/{stage.Card.Slug}/{stage.Item}", WordsOf(stage), Readable(stage));
            if (ItemState.Fold(house.Store.History(stage.Item!))!.Standing == Standing.Visible != stage.Expected.Shown is not null) Faults.Add($"{stage.Card.Name}: the machine says otherwise");
        }
    }

    /// <summary>All that there is.</summary>
    public async Task AskAllAsync(int cursor)
    {
        Words[] shown = [.. stages.Select(WordsOf)];
        foreach (var path in (string[])["/feeds/all.rss", "/feeds/all.json"]) await ShowsAsync(path, shown);
        foreach (var path in (string[])["/feeds/corrections.atom", "/feeds/corrections.json", "/en/corrections"]) await ShowsAsync(path, [.. stages.Select(Headlines)]);
        foreach (var path in (string[])["/withdrawals.json", "/en/withdrawals", "/en/providers", "/providers.csv"]) await ShowsAsync(path);
        foreach (var form in (string[])["atom", "rss"]) await ArchivesAsync($"/feeds/all.{form}", shown);
        await CursorAsync(cursor);
        await NamesAsync("/feeds/all.json", "items", item => item.GetProperty("_griot").GetProperty("provider"));
        await NamesAsync("/changes?limit=500", "changes", change => change.GetProperty("provider"));
        foreach (var stage in stages) await OfAsync(stage);
    }

    private async Task OfAsync(Stage stage)
    {
        var shown = WordsOf(stage);
        foreach (var form in (string[])["atom", "rss", "json"]) await ShowsAsync($"/feeds/{stage.Card.Slug}.{form}", shown);
        foreach (var form in (string[])["atom", "rss"]) await ArchivesAsync($"/feeds/{stage.Card.Slug}.{form}", shown);
        await ShowsAsync($"/changes?limit=500&provider={stage.Card.Id}", shown);
        await ShowsAsync($"/en/{stage.Card.Slug}", InList(shown));
        if (stage.Item is not { } item) return;
        foreach (var told in stage.Expected.Versions) await VersionAsync(stage, item, told);
        if (stage.Expected.Shown is { } standing) await RightsAsync(stage, item, standing);
    }

    private async Task VersionAsync(Stage stage, string item, Told told)
    {
        var words = stage.Expected.MayBeRead(told) ? stage.WordsOf(told, now) : Words.None;
        await ShowsAsync($"/items/{item}/{told.Number}", words);
        foreach (var form in Forms) await ShowsAsync($"/items/{item}/{told.Number}/{form}", words);
        var isWhole = words != Words.None && stage.Expected.TermsOf(told, now) == Terms.Full;
        await ShowsAsync($"/items/{item}/{told.Number}/record", isWhole ? stage.Delivered(told) : Words.None);
        await ShowsAsync($"/items/{item}/{told.Number}/delivery", isWhole && stage.IsPublic ? stage.Delivered(told) : Words.None);
        await ShowsAsync($"/items/{item}/{told.Number}/summary", words == Words.None ? words : stage.SummaryOf(told, now));
        await ShowsAsync($"/en/{stage.Card.Slug}/{item}/{told.Number}", words, words == Words.None ? words : Readable(stage));
        await ShowsAsync($"/en/{stage.Card.Slug}/{item}/{told.Number}/difference", words == Words.None ? words : Readable(stage));
    }

    // What its provider says of the use of a piece is said wherever it stands.
    private async Task RightsAsync(Stage stage, string item, Told told)
    {
        var (ai, resale) = (told.Ai ?? stage.Expected.Agreed.Ai, told.Resale ?? stage.Expected.Agreed.Resale);
        var reservation = ai switch { null => null, AiUse.Allow => "0", _ => "1" };
        foreach (var path in (string[])[$"/items/{item}", $"/items/{item}/{told.Number}/ninjs", $"/en/{stage.Card.Slug}/{item}"])
        {
            using var answer = await house.AskAsync(path);
            var said = answer.Headers.TryGetValues("tdm-reservation", out var values) ? string.Join(',', values) : null;
            if (said != reservation) Faults.Add($"{path}: tdm-reservation {said ?? "unset"} in place of {reservation ?? "unset"}");
        }

        using var changes = JsonDocument.Parse((await house.GetAsync($"/changes?limit=500&provider={stage.Card.Id}")).Text);
        var rights = changes.RootElement.GetProperty("changes").EnumerateArray().Last(change => change.TryGetProperty("item", out _)) is var last && last.TryGetProperty("rights", out var some) ? some : default;
        if (Text(rights, "ai") != (ai is { } use ? Word.Of(use) : null) || Text(rights, "resale") != (resale is { } sale ? Word.Of(sale) : null)) Faults.Add($"/changes gives other rights: {rights}");
        if (Text(rights, "territory") is not null != (told.IsTerritorial || stage.Expected.Agreed.IsTerritorial)) Faults.Add($"/changes gives another territory: {rights}");
    }

    private static string? Text(JsonElement rights, string name) => rights.ValueKind == JsonValueKind.Object && rights.TryGetProperty(name, out var text) ? text.GetString() : null;

    // From anywhere in the log on, the changes are the same as from its beginning.
    private async Task CursorAsync(int cursor)
    {
        var (all, some) = (await ChangesAsync(0, 500), await ChangesAsync(cursor, 2));
        if (!all.Where(change => change.Entry >= cursor).SequenceEqual(some)) Faults.Add($"/changes from {cursor} on tells another story");
    }

    private async Task<List<(long Entry, string Text)>> ChangesAsync(long after, int limit)
    {
        var changes = new List<(long, string)>();
        for (long next = after, size = long.MaxValue; next < size;)
        {
            using var page = JsonDocument.Parse((await house.GetAsync($"/changes?after={next}&limit={limit}")).Text);
            changes.AddRange(page.RootElement.GetProperty("changes").EnumerateArray().Select(change => (change.GetProperty("entry").GetInt64(), change.GetRawText())));
            (next, size) = (page.RootElement.GetProperty("next").GetInt64(), page.RootElement.GetProperty("size").GetInt64());
        }

        return changes;
    }

    // RFC 5005, section 4: the document and its archives together hold everything, and none of them more than may be shown.
    private async Task ArchivesAsync(string feed, params Words[] words)
    {
        var (all, path) = ("", (string?)feed);
        while (path is not null)
        {
            var (status, text) = await house.GetAsync(path);
            if (status != 200) Faults.Add($"{path}: {status}");
            Judge(path, status, text, [.. words.Select(each => each with { Must = [] })]);
            all += text;
            path = Archive.Before(text);
        }

        Judge($"{feed} with its archives", 200, all, words);
    }

    // Each piece bears the name of the provider whose words it holds.
    private async Task NamesAsync(string path, string list, Func<JsonElement, JsonElement> providerOf)
    {
        using var document = JsonDocument.Parse((await house.GetAsync(path)).Text);
        foreach (var item in document.RootElement.GetProperty(list).EnumerateArray())
            foreach (var stage in stages.Where(stage => stage.Card.Id != providerOf(item).GetProperty("id").GetString()))
                if (stage.Expected.Versions.Exists(told => told.All.Any(word => item.GetRawText().Contains(word, StringComparison.Ordinal)))) Faults.Add($"{path} gives words of {stage.Card.Name} under another name");
    }

    private Words WordsOf(Stage stage) => stage.Expected.Shown is { } told ? stage.WordsOf(told, now) : Words.None;

    private Words Readable(Stage stage) => new([], [.. stage.Expected.Versions.Where(stage.Expected.MayBeRead).SelectMany(told => stage.WordsOf(told, now).May)]);

    private Words Headlines(Stage stage) => new([], [.. stage.Expected.Versions.Where(stage.Expected.MayBeRead).Select(told => told.Headline)]);

    // A list tells of a piece, and how much is its own affair: its headline at least.
    private static Words InList(Words words) => words with { Must = [.. words.Must.Take(1)] };

    private async Task ShowsAsync(string path, params Words[] words)
    {
        var (status, text) = await house.GetAsync(path);
        // What has gone has no difference: its own page is where that leads.
        if (status is not (200 or 302 or 403 or 404 or 410) || (status == 302 && !path.EndsWith("/difference", StringComparison.Ordinal)) || (status == 403 && !path.StartsWith("/items/", StringComparison.Ordinal))) Faults.Add($"{path}: {status}");
        Judge(path, status, text, words);
    }

    private void Judge(string path, int status, string text, Words[] words)
    {
        var there = stages.SelectMany(stage => stage.Expected.Versions).SelectMany(told => told.All).Where(word => text.Contains(word, StringComparison.Ordinal)).ToList();
        var (missing, surplus) = (words.SelectMany(each => each.Must).Except(there).ToList(), there.Except(words.SelectMany(each => each.May)).ToList());
        if (missing.Count + surplus.Count > 0) Faults.Add($"{path} ({status}) shows [{string.Join(", ", surplus)}] which it must not, and lacks [{string.Join(", ", missing)}]");
    }
}
