using System.Net;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Backups;

/// <summary>Backups as an operator makes and restores them.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly DataFolder house = new();
    private readonly DataFolder elsewhere = new();

    private string One => house.File("one.tar.gz");

    [Fact]
    public async Task A_backup_of_a_house_at_work_is_restored_to_the_same_pages_with_all_that_was_acknowledged()
    {
        await using var stand = await FeedStand.OpenAsync();
        await house.AddAsync("Le Pont", stand.Put("pont", Feed(300)));
        await using var site = await house.OpenAsync("--poll-every", "1s", "--public-url", "https://news.example");
        await Eventually.TrueAsync(async () => (await site.ItemsAsync()).Count == 300, () => site.Server.Messages);
        using var asked = await Asking.AskAsync(site, Paths(await site.ItemsAsync())[0], "Qui a payé les travaux ?");
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        using var enough = new CancellationTokenSource();
        var delivering = DeliverAsync(stand, enough.Token);
        var acknowledged = await site.ItemsAsync();

        var manifest = await house.AskAsync("backup", One, "--with-key");

        await enough.CancelAsync();
        await delivering;
        var restored = await elsewhere.AskAsync("restore-backup", One);
        Assert.Equal(manifest["log"]!.ToJsonString(), restored["log"]!.ToJsonString());
        Assert.Equal(manifest["log"]!["root"]!.GetValue<string>(), (await elsewhere.AskAsync("status"))["log"]!["root"]!.GetValue<string>());
        await using var twin = await elsewhere.OpenAsync("--poll-every", "24h", "--public-url", "https://news.example");
        foreach (var path in Paths(acknowledged)) Assert.Equal(await site.ReadAsync(path), await twin.ReadAsync(path));
        Assert.Equal("Qui a payé les travaux ?", Assert.Single((await elsewhere.AskAsync("cases")).AsArray())!["text"]!.GetValue<string>());
        Assert.Equal(await site.ReadAsync("/log/key"), await twin.ReadAsync("/log/key"));
        Assert.Equal(await site.ReadAsync("/log/tile/0/000"), await twin.ReadAsync("/log/tile/0/000"));
    }

    [Fact]
    public async Task A_house_s_own_words_and_pictures_come_back_with_it()
    {
        await PublishAsync("crue");
        Directory.CreateDirectory(Path.Combine(house.Data, "brand"));
        Directory.CreateDirectory(Path.Combine(house.Data, "editions"));
        house.Write("data/brand/logo.svg", """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"/>""");
        house.Write("data/brand/.hidden.svg", "x");
        house.Write("data/editions/fr.json", """{ "texts": { "web.home": "Aujourd’hui" } }""");
        house.Write("data/griot.json", """{ "logo": "brand/logo.svg" }""");

        await house.DoAsync("backup", One, "--with-key");
        await elsewhere.DoAsync("restore-backup", One);

        await using var twin = await elsewhere.OpenAsync();
        var home = await twin.ReadAsync("/fr");
        Assert.Contains("Aujourd’hui", home, StringComparison.Ordinal);
        Assert.Contains("/picture-", home, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(elsewhere.Data, "brand", ".hidden.svg")));
    }

    [Fact]
    public async Task The_house_of_a_backup_that_is_behind_what_was_published_starts_frozen_and_that_is_said_before()
    {
        await PublishAsync("crue");
        await house.DoAsync("backup", One, "--with-key");
        await PublishAsync("decrue");

        var outcome = await GriotProgram.RunAsync("restore-backup", One, "--data", house.File("again"));
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains("beyond this backup: the house will start frozen", outcome.Messages, StringComparison.Ordinal);
        Assert.Contains("griot log recover", outcome.Messages, StringComparison.Ordinal);
        var log = JsonNode.Parse((await GriotProgram.RunAsync("status", "--json", "--data", house.File("again"))).Output)!["log"]!;
        Assert.Equal(("frozen", true), (log["state"]!.GetValue<string>(), log["behind"]!.GetValue<int>() > 0));
        Assert.Equal(0, (await GriotProgram.RunAsync("backup", house.File("two.tar.gz"), "--data", house.File("again"))).ExitCode);
    }

    [Fact]
    public async Task On_a_machine_that_knows_nothing_of_the_log_the_operator_is_warned()
    {
        await PublishAsync("crue");
        await house.DoAsync("backup", One);
        var outcome = await elsewhere.DoAsync("restore-backup", One);
        Assert.Contains("no copy of the last published checkpoint", outcome.Messages, StringComparison.Ordinal);
        Assert.Contains("The key that signs the log was not in the backup", outcome.Messages, StringComparison.Ordinal);
        Assert.Contains("griot check", outcome.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_that_signs_goes_into_a_backup_only_where_it_is_asked_for()
    {
        await PublishAsync("crue");
        var without = await house.DoAsync("backup", One);
        Assert.Contains("is not in it", without.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("log.key", Packed.Read(One).Select(thing => thing.Name));

        var with = await house.DoAsync("backup", One, "--with-key", "--force");
        Assert.Contains("whoever has this file can sign", with.Messages, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllBytes(house.File("data/log.key")), Packed.Read(One).Single(thing => thing.Name == "log.key").Bytes);

        File.Move(house.File("data/log.key"), house.File("key"));
        Assert.Contains("--log-key", (await house.RunAsync("backup", house.File("two"), "--with-key")).Messages, StringComparison.Ordinal);
        await house.DoAsync("backup", house.File("two"), "--with-key", "--log-key", house.File("key"));
    }

    [Fact]
    public async Task What_is_in_a_backup_is_for_its_owner_alone_and_so_is_what_comes_out_of_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps modes otherwise");
        if (OperatingSystem.IsWindows()) return;
        await PublishAsync("crue");
        await house.DoAsync("backup", One, "--with-key");
        await elsewhere.DoAsync("restore-backup", One);
        const UnixFileMode mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(mine, File.GetUnixFileMode(One));
        Assert.Equal(mine, File.GetUnixFileMode(elsewhere.File("data/ledger.db")));
        Assert.Equal(mine, File.GetUnixFileMode(elsewhere.File("data/log.key")));
        Assert.Equal(mine | UnixFileMode.UserExecute, File.GetUnixFileMode(elsewhere.Data));
    }

    [Fact]
    public async Task A_backup_begins_with_its_manifest_and_every_hash_in_it_is_right()
    {
        await PublishAsync("crue");
        var manifest = await house.AskAsync("backup", One);
        var things = Packed.Read(One);
        Assert.Equal("backup.json", things[0].Name);
        Assert.Equal(manifest.ToJsonString(), JsonNode.Parse(things[0].Bytes)!.ToJsonString());
        Assert.Equal(
            manifest["files"]!.AsArray().Select(file => (file!["name"]!.GetValue<string>(), file["size"]!.GetValue<int>(), file["sha256"]!.GetValue<string>())),
            things[1..].Select(thing => (thing.Name, thing.Bytes.Length, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(thing.Bytes)))));
        Assert.StartsWith(manifest["origin"]!.GetValue<string>() + "\n", manifest["checkpoint"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_under_the_name_is_replaced_only_by_force_and_only_where_it_is_a_backup()
    {
        await PublishAsync("crue");
        await house.DoAsync("backup", One);
        var first = File.ReadAllBytes(One);
        Assert.Contains("--force", (await house.RunAsync("backup", One)).Messages, StringComparison.Ordinal);
        Assert.Equal(first, File.ReadAllBytes(One));
        await house.DoAsync("backup", One, "--force");
        Assert.NotEqual(first, File.ReadAllBytes(One));

        Assert.Equal(1, (await house.RunAsync("backup", house.File("data/ledger.db"), "--force")).ExitCode);
        Assert.Equal(1, (await house.RunAsync("backup", house.Data, "--force")).ExitCode);
        Assert.Equal(1, (await house.RunAsync("backup", house.File("nowhere/one.tar.gz"))).ExitCode);
        Assert.Equal(0, (await house.RunAsync("status")).ExitCode);
    }

    [Fact]
    public async Task A_folder_without_a_store_gets_none()
    {
        var outcome = await house.RunAsync("backup", One);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("no store", outcome.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(house.Data));
    }

    [Fact]
    public async Task Nothing_is_restored_over_what_lies_in_a_folder()
    {
        await PublishAsync("crue");
        await house.DoAsync("backup", One);
        Directory.CreateDirectory(elsewhere.Data);
        elsewhere.Write("data/notes.txt", "mine");
        var outcome = await elsewhere.RunAsync("restore-backup", One);
        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("not empty", outcome.Messages, StringComparison.Ordinal);
        Assert.Equal([elsewhere.File("data/notes.txt")], Directory.EnumerateFileSystemEntries(elsewhere.Data));
        File.Delete(elsewhere.File("data/notes.txt"));
        await elsewhere.DoAsync("restore-backup", One);
        Assert.Equal(1, (await elsewhere.RunAsync("restore-backup", One)).ExitCode);
        Assert.Equal(1, (await elsewhere.RunAsync("restore-backup", house.File("none"))).ExitCode);
    }

    [Fact]
    public async Task The_list_tells_what_was_made_and_forgets_what_is_gone()
    {
        await PublishAsync("crue");
        await house.DoAsync("backup", One);
        var row = Assert.Single((await house.AskAsync("backup", "--list")).AsArray())!;
        Assert.Equal((One, "there"), (row["file"]!.GetValue<string>(), row["state"]!.GetValue<string>()));
        Assert.Contains(One, (await house.DoAsync("backup", "--list")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await house.RunAsync("backup", One, "--forget")).ExitCode);
        File.Delete(One);
        Assert.Equal("moved or deleted", (await house.AskAsync("backup", "--list"))[0]!["state"]!.GetValue<string>());
        await house.DoAsync("backup", One, "--forget");
        Assert.Empty((await house.AskAsync("backup", "--list")).AsArray());
    }

    [Fact]
    public async Task A_demonstration_stays_one()
    {
        await PublishAsync("crue");
        house.Write("data/DEMONSTRATION", "");
        house.Write("data/subjects.csv", "*,Riz,20000210\n");
        await house.DoAsync("backup", One);
        await elsewhere.DoAsync("restore-backup", One);
        Assert.True(File.Exists(elsewhere.File("data/DEMONSTRATION")));
        Assert.Equal("*,Riz,20000210\n", await File.ReadAllTextAsync(elsewhere.File("data/subjects.csv"), TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        house.Dispose();
        elsewhere.Dispose();
    }

    private Task<Outcome> PublishAsync(string name) =>
        house.DoAsync("publish", house.Write($"{name}.md", $"# La {name}\n\nTrois semaines.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");

    private static async Task DeliverAsync(FeedStand stand, CancellationToken enough)
    {
        for (var items = 305; !enough.IsCancellationRequested; items += 5)
        {
            stand.Put("pont", Feed(items));
            await Task.Delay(TimeSpan.FromMilliseconds(300), CancellationToken.None);
        }
    }

    private static string Feed(int items) => Rss.Feed(Enumerable.Range(0, items).Select(number => Rss.Item($"{number}", $"Le pont {number}", $"Il rouvre pour la {number}e fois.")));

    private static List<string> Paths(IEnumerable<JsonNode> items) => [.. items.Select(item => new Uri(item["url"]!.GetValue<string>()).PathAndQuery)];
}
