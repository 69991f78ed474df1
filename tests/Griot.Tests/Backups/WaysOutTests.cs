using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Backups;

/// <summary>
/// A house that was put back from a backup, as its operator meets it on a bad day: frozen, led out again, and with what was
/// removed by order gone for good. The house that went on meanwhile plays the mirror.
/// </summary>
public sealed class WaysOutTests : IDisposable
{
    private const string Marker = "Zongobé-4711";
    private readonly DataFolder house = new();

    private string One => house.File("one.tar.gz");

    private string Again => house.File("again");

    [Fact]
    public async Task L05_a_removed_text_that_a_backup_brought_back_goes_again_from_every_file_when_the_log_is_recovered()
    {
        await using var stand = await FeedStand.OpenAsync();
        await house.AddAsync("Le Pont", stand.Put("pont", Feed("a", "b")));
        await house.PollAsync();
        await house.DoAsync("backup", One, "--with-key");
        var (secret, salts) = await SecretAsync();
        stand.Put("pont", Feed("a", "b", "c"));
        await house.PollAsync();
        var removal = await house.AskAsync("remove", secret, "--order", house.Write("order.txt", "Jugement no 17"), "--reason", "court-order", "--country", "ML", "--text", "Le tribunal l’a ordonné.", "--yes");
        var held = Assert.Single(removal["backups"]!.AsArray())!;
        Assert.Equal((One, "there"), (held["file"]!.GetValue<string>(), held["state"]!.GetValue<string>()));
        await house.DoAsync("backup", house.File("two.tar.gz"));
        await using var mirror = await house.OpenAsync("--poll-every", "24h");

        Assert.Contains("What was removed by order after this backup", (await RestoreAsync(One)).Messages, StringComparison.Ordinal);
        Assert.NotEmpty(Found(salts));
        Assert.Equal("frozen", (await AgainAsync("status", "--json")).Facts["log"]!["state"]!.GetValue<string>());
        var recovered = await AgainAsync("log", "recover", "--from", mirror.Address.AbsoluteUri, "--json");

        Assert.Equal([removal["entry"]!.GetValue<long>()], Numbers(recovered.Facts["removals"]));
        Assert.Contains(One, recovered.Outcome.Messages, StringComparison.Ordinal);
        Assert.Empty(Found(salts));
        await using (var site = await OpenAgainAsync())
        {
            await AssertGoneAsync(site, secret, "La raison a été scellée avec cette inscription");
            await AssertProvenAsync(site, secret);
            Assert.DoesNotContain(Marker, await site.ReadAsync("/feeds/all.atom"), StringComparison.Ordinal);
        }

        // The feed has it still, and it doesn't come back.
        await AgainAsync(["run", "--once", .. DataFolder.Loopback]);
        Assert.Empty(Found(salts));
        var check = await GriotProgram.RunAsync("check", "--data", Again);
        Assert.Equal(1, check.ExitCode);
        Assert.DoesNotContain(removal["removed"]!.AsArray(), entry => check.Lines.Any(line => line.StartsWith($"entry {entry}:", StringComparison.Ordinal)));
        Assert.Contains(check.Lines, line => line.EndsWith("record is missing, and no removal stands for it", StringComparison.Ordinal));

        // A newer backup, found on the next day, fills what is missing, and nothing of what was removed.
        Assert.Equal(0, (await GriotProgram.RunAsync("restore-backup", house.File("two.tar.gz"), "--data", house.File("newer"))).ExitCode);
        var filled = await AgainAsync("log", "recover", "--from", house.File("newer"), "--json");
        Assert.Empty(filled.Facts["bare"]!.AsArray());
        Assert.Empty(Found(salts));
        Assert.StartsWith("no fault", (await AgainAsync("check")).Outcome.Output, StringComparison.Ordinal);
        await using var whole = await OpenAgainAsync();
        await AssertGoneAsync(whole, secret, "Le tribunal l’a ordonné.");
    }

    [Fact]
    public async Task What_a_mirror_alone_gives_back_is_told_as_lost_and_taken_back_by_nobody()
    {
        await using var stand = await FeedStand.OpenAsync();
        await house.AddAsync("Le Pont", stand.Put("pont", Feed("b")));
        await house.PollAsync();
        await house.DoAsync("backup", One, "--with-key");
        stand.Put("pont", Feed("b", "c"));
        await house.PollAsync();
        await using var mirror = await house.OpenAsync("--poll-every", "24h");
        var lost = new Uri((await mirror.ItemsAsync())[0]["url"]!.GetValue<string>()).PathAndQuery;
        var item = lost.Split('/')[^1];
        await RestoreAsync(One);

        var recovered = await AgainAsync("log", "recover", "--from", mirror.Address.AbsoluteUri, "--json");

        var entry = Assert.Single(Numbers(recovered.Facts["bare"]));
        await using var site = await OpenAgainAsync();
        using (var page = await site.GetAsync(lost))
        {
            Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
            Assert.Contains("Contenu perdu", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        foreach (var address in (string[])["/fr", "/en", "/fr/le-pont", "/fr/withdrawals", "/withdrawals.json", "/feeds/all.json", "/feeds/all.rss", $"/log/entry/{entry}", $"/items/{item}/1/proof"]) await site.ReadAsync(address);
        Assert.DoesNotContain("deleted-entry", await site.ReadAsync("/feeds/all.atom"), StringComparison.Ordinal);
        Assert.DoesNotContain(item, await site.ReadAsync("/withdrawals.json"), StringComparison.Ordinal);
        foreach (var part in (string[])["record", "summary", "delivery"]) Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync($"/items/{item}/1/{part}"));
        Assert.Contains("\"lost\"", await AnswerAsync(site, $"/items/{item}"), StringComparison.Ordinal);
        await AssertProvenAsync(site, item);
        var check = await GriotProgram.RunAsync("check", "--data", Again);
        Assert.All(check.Lines, line => Assert.Matches($"^entry {entry}: (delivery|record|summary|envelope) is missing, and no removal stands for it$", line));
        Assert.DoesNotContain("   at ", site.Server.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_started_frozen_goes_on_by_itself_once_its_log_was_recovered_and_what_it_serves_never_goes_back()
    {
        await FallBehindAsync();
        await using var mirror = await house.OpenAsync("--poll-every", "24h");
        await using var site = await OpenAgainAsync();
        Assert.Equal("frozen", JsonNode.Parse(await site.ReadAsync("/health"))!["status"]!.GetValue<string>());
        Assert.StartsWith((await site.ReadAsync("/log/key")).Split('+')[0], await site.ReadAsync("/log/checkpoint"), StringComparison.Ordinal);
        var (published, sizes, enough) = (await SizeAsync(site), new List<long>(), new CancellationTokenSource());
        var watching = WatchAsync(site, sizes, enough.Token);

        await AgainAsync("log", "recover", "--from", mirror.Address.AbsoluteUri);
        await AgainAsync("publish", house.Write("apres.md", "# Après\n\nLa suite.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");

        await Eventually.TrueAsync(async () => await SizeAsync(site) == published + 1, () => site.Server.Messages);
        await enough.CancelAsync();
        await watching;
        Assert.DoesNotContain(sizes, size => size < published);
        Assert.Equal("ok", JsonNode.Parse(await site.ReadAsync("/health"))!["status"]!.GetValue<string>());
        await site.HoldsAsync("/fr", "Après");
    }

    [Fact]
    public async Task A_server_that_started_frozen_goes_on_under_the_next_name_once_its_log_was_succeeded()
    {
        await FallBehindAsync();
        await using var site = await OpenAgainAsync();
        var before = (await site.ReadAsync("/log/key")).Split('+')[0];

        await AgainAsync("log", "succeed", "--lost");

        await Eventually.TrueAsync(async () => (await AnswerAsync(site, "/log/checkpoint")).StartsWith(before + "-2\n", StringComparison.Ordinal), () => site.Server.Messages);
        Assert.StartsWith(before + "-2+", await site.ReadAsync("/log/key"), StringComparison.Ordinal);
        Assert.Equal("ok", JsonNode.Parse(await site.ReadAsync("/health"))!["status"]!.GetValue<string>());
        Assert.StartsWith("no fault", (await AgainAsync("check")).Outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_way_out_is_taken_while_a_server_signs_to_which_the_log_is_not_frozen()
    {
        await FallBehindAsync();
        await using var mirror = await house.OpenAsync("--poll-every", "24h");
        await using var site = await OpenAgainAsync("--checkpoint-copy", house.File("another-copy"));
        await site.Server.SaidAsync("the copy of the last published checkpoint is missing");

        string[][] ways = [["log", "recover", "--from", mirror.Address.AbsoluteUri], ["log", "succeed", "--lost"]];
        foreach (var way in ways)
        {
            var outcome = await GriotProgram.RunAsync([.. way, "--data", Again]);
            Assert.True(outcome.ExitCode == 3, outcome.ToString());
            Assert.Contains("another process signs this log", outcome.Messages, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_house_without_its_key_and_without_its_copy_says_so_wherever_it_is_asked()
    {
        await PublishAsync("crue");
        await house.DoAsync("backup", One);
        Directory.Delete(house.File("state"), recursive: true);
        await RestoreAsync(One);

        var status = await AgainAsync("status", "--json");
        Assert.Contains("the signing key", status.Outcome.Messages, StringComparison.Ordinal);
        Assert.Contains("the copy of the last published checkpoint is missing", status.Outcome.Messages, StringComparison.Ordinal);
        Assert.Equal(("missing", "missing"), (status.Facts["log"]!["signingKey"]!.GetValue<string>(), status.Facts["log"]!["checkpointCopy"]!.GetValue<string>()));
        var check = await GriotProgram.RunAsync("check", "--data", Again);
        Assert.Contains("copy of the checkpoint outside the data folder is missing", check.Messages, StringComparison.Ordinal);
        await using var site = await OpenAgainAsync();
        var health = JsonNode.Parse(await site.ReadAsync("/health"))!;
        Assert.Equal(("missing", "missing"), (health["signingKey"]!.GetValue<string>(), health["checkpointCopy"]!.GetValue<string>()));

        // The key is put back while the server runs: it signs by itself.
        await AgainAsync("publish", house.Write("apres.md", "# Après\n\nLa suite.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");
        var size = await SizeAsync(site);
        File.Copy(house.File("data/log.key"), Path.Combine(Again, "log.key"));
        await Eventually.TrueAsync(async () => await SizeAsync(site) > size, () => site.Server.Messages);
    }

    [Fact]
    public async Task L02_a_house_that_was_put_back_without_its_key_is_frozen_and_takes_nothing_in()
    {
        await FallBehindAsync(withKey: false);

        var log = (await AgainAsync("status", "--json")).Facts["log"]!;
        Assert.Equal(("frozen", "missing"), (log["state"]!.GetValue<string>(), log["signingKey"]!.GetValue<string>()));
        Assert.Equal(3, (await GriotProgram.RunAsync("publish", house.Write("x.md", "# X\n\nY.\n"), "--produced", "--by", "A", "--language", "fr", "--data", Again)).ExitCode);
        Assert.Equal(3, (await GriotProgram.RunAsync("check", "--data", Again)).ExitCode);
        await using var site = await OpenAgainAsync();
        Assert.Equal("frozen", JsonNode.Parse(await site.ReadAsync("/health"))!["status"]!.GetValue<string>());
        Assert.Equal(await site.ReadAsync("/log/key"), (await house.DoAsync("log", "key", "show")).Output);
    }

    [Fact]
    public async Task A_demonstration_keeps_its_copy_to_itself_and_its_check_has_nothing_to_say()
    {
        Directory.CreateDirectory(house.Data);
        house.Write("data/DEMONSTRATION", "");
        await PublishAsync("crue");

        Assert.Equal("", (await house.DoAsync("check")).Messages);
        Assert.True(File.Exists(house.File("data/checkpoint-copy")));
        Assert.False(Directory.Exists(house.File("state")));
    }

    public void Dispose() => house.Dispose();

    private Task<Outcome> PublishAsync(string name) =>
        house.DoAsync("publish", house.Write($"{name}.md", $"# La {name}\n\nTrois semaines.\n"), "--produced", "--by", "Awa Koné", "--language", "fr");

    private async Task FallBehindAsync(bool withKey = true)
    {
        await PublishAsync("crue");
        await house.DoAsync(["backup", One, .. withKey ? (string[])["--with-key"] : []]);
        await PublishAsync("decrue");
        await RestoreAsync(One);
    }

    private async Task<Outcome> RestoreAsync(string file)
    {
        var outcome = await GriotProgram.RunAsync("restore-backup", file, "--data", Again);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        return outcome;
    }

    private async Task<(Outcome Outcome, JsonNode Facts)> AgainAsync(params IEnumerable<string> arguments)
    {
        string[] said = [.. arguments];
        var outcome = await GriotProgram.RunAsync([.. said, "--data", Again]);
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        return (outcome, said.Contains("--json") ? JsonNode.Parse(outcome.Output)! : new JsonObject());
    }

    private async Task<Site> OpenAgainAsync(params IEnumerable<string> arguments)
    {
        var port = GriotProgram.FreePort();
        var server = GriotProgram.Start(["run", "--port", $"{port}", "--data", Again, .. DataFolder.Loopback, "--poll-every", "24h", .. arguments]);
        await server.SaidAsync("is open");
        return new Site(server, port);
    }

    private async Task<(string Item, List<byte[]> Salts)> SecretAsync()
    {
        await using var site = await house.OpenAsync("--poll-every", "24h");
        var item = new Uri((await site.ItemsAsync()).Single(one => one.ToJsonString().Contains("4711", StringComparison.Ordinal))["url"]!.GetValue<string>()).AbsolutePath.Split('/')[^1];
        using var ask = new HttpRequestMessage(HttpMethod.Get, $"/items/{item}/1/proof") { Headers = { { "Accept", "application/json" } } };
        using var answer = await site.SendAsync(ask);
        var salts = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["salts"]!.AsObject().Select(salt => Convert.FromBase64String(salt.Value!.GetValue<string>())).ToList();
        Assert.Equal(3, salts.Count);
        return (item, salts);
    }

    // Every file of the folder that holds a word of it, or a salt. The signer's lock, held by a server, is empty.
    private List<string> Found(List<byte[]> salts) => [.. Directory.EnumerateFiles(Again, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Where(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        byte[][] words = [Encoding.UTF8.GetBytes(Marker), "4711"u8.ToArray(), Encoding.Unicode.GetBytes(Marker)];
        return words.Concat(salts).Any(word => bytes.AsSpan().IndexOf(word) >= 0);
    })];

    private static async Task AssertGoneAsync(Site site, string item, string why)
    {
        using var page = await site.GetAsync($"/fr/le-pont/{item}");
        Assert.Equal(HttpStatusCode.Gone, page.StatusCode);
        Assert.Contains(why, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        foreach (var part in (string[])["record", "summary", "delivery"]) Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync($"/items/{item}/1/{part}"));
    }

    private async Task AssertProvenAsync(Site site, string item)
    {
        await Eventually.TrueAsync(async () => await site.StatusAsync($"/items/{item}/1/proof") == HttpStatusCode.OK, () => site.Server.Messages);
        var proof = house.Write("old.tlog-proof", await site.ReadAsync($"/items/{item}/1/proof"));
        var outcome = await GriotProgram.RunAsync("verify", proof, "--key", (await site.ReadAsync("/log/key")).Trim());
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
    }

    private static async Task<long> SizeAsync(Site site) => long.Parse((await site.ReadAsync("/log/checkpoint")).Split('\n')[1], CultureInfo.InvariantCulture);

    private static async Task<string> AnswerAsync(Site site, string address)
    {
        using var answer = await site.GetAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task WatchAsync(Site site, List<long> sizes, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested) sizes.Add(await SizeAsync(site));
    }

    private static IEnumerable<long> Numbers(JsonNode? entries) => entries!.AsArray().Select(entry => entry!.GetValue<long>());

    private static string Feed(params string[] ids) => Rss.Feed(ids.Select(id => id == "a"
        ? Rss.Item(id, $"Le secret de {Marker}", $"Ce que {Marker} cachait depuis dix ans dans sa grange.")
        : Rss.Item(id, $"Le pont {id}", $"Le pont {id} rouvre enfin.")));
}
