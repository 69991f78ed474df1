using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Ledger;
using Griot.Record;
using Griot.Tests.Running;

namespace Griot.Tests.Removing;

/// <summary>
/// L05 with the real program: a removed piece is in no file of the data folder and in no answer, while a server that has shown
/// it runs on and the feed still has it; what stood in the log stands there still.
/// </summary>
public sealed class RemoveTests
{
    private const string Marker = "Zongobé-4711";
    private static readonly string[] Order = ["--reason", "court-order", "--country", "ML", "--text", "Le tribunal de Kayes l’a ordonné."];

    [Fact]
    public async Task L05_a_removed_piece_is_in_no_file_and_no_answer_while_a_server_runs_on_and_the_feed_still_has_it()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        string Feed(string more = "") => Rss.Feed(Rss.Item("a", $"Le secret de {Marker}", $"Ce que {Marker} cachait depuis dix ans dans sa grange.{more}"), Rss.Item("b", "Le pont rouvre", "Enfin."));
        await house.AddAsync("Le Pont", stand.Put("pont", Feed()));
        await using var site = await house.OpenAsync("--poll-every", "1s");
        await site.HoldsAsync("/fr", "Le pont rouvre");
        stand.Put("pont", Feed(" Et encore."));
        var items = await site.ItemsAsync();
        var page = new Uri(items.Single(item => item.ToJsonString().Contains("4711", StringComparison.Ordinal))["url"]!.GetValue<string>()).PathAndQuery;
        var item = page.Split('/')[^1];
        await site.HoldsAsync(page, "Et encore.");
        using var asked = await Asking.AskAsync(site, page, "Est-ce vrai ?");
        string[] addresses = [page, page + "/1", page + "/ask", "/fr", "/en", "/fr/le-pont", "/fr/withdrawals", "/withdrawals.json", $"/items/{item}", $"/items/{item}/1", .. Parts.Select(part => $"/items/{item}/1/{part}"), .. Parts.Select(part => $"/items/{item}/2/{part}"), .. Feeds];
        var shown = await EverythingAsync(site, addresses);
        Assert.Contains(addresses, address => shown[address].Text.Contains(Marker, StringComparison.Ordinal));
        Assert.NotEmpty(Found(house.Data));
        await Eventually.TrueAsync(async () => await site.StatusAsync($"/items/{item}/2/proof") == HttpStatusCode.OK, () => site.Server.Messages);
        var entry = await EntryAsync(site, item, 1);
        Assert.NotEmpty(entry["opened"]!.AsObject());

        var facts = await house.AskAsync(["remove", page, "--order", house.Write("order.txt", "Jugement no 17 du tribunal de Kayes"), .. Order, "--yes"]);

        Assert.True(facts["wiped"]!.GetValue<bool>());
        Assert.Empty(Found(house.Data));
        await AssertGoneAsync(site, addresses, page, item);
        var after = await EntryAsync(site, item, 1);
        Assert.Equal(entry["entry"]!.GetValue<string>(), after["entry"]!.GetValue<string>());
        Assert.Empty(after["opened"]!.AsObject());

        stand.Put("pont", Feed(" Et toujours."));
        await Eventually.TrueAsync(async () => (await house.DoAsync("channel", "show", "le-pont")).Output.Contains("removed-item", StringComparison.Ordinal), () => site.Server.Messages);
        Assert.Empty(Found(house.Data));
        await AssertGoneAsync(site, addresses, page, item);
        Assert.Single(await site.ItemsAsync());
        Assert.DoesNotContain("   at ", site.Server.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_is_listed_and_its_order_is_kept_and_never_served()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", $"Le secret de {Marker}", "Rien."))));
        await house.PollAsync();
        await using var site = await house.OpenAsync();
        var page = new Uri((await site.ItemsAsync())[0]["url"]!.GetValue<string>()).PathAndQuery;

        var outcome = await house.DoAsync(["remove", page, "--order", house.Write("order.txt", "Jugement-secret-17"), .. Order, "--yes"]);

        Assert.Contains("No backup on the list holds it", outcome.Messages, StringComparison.Ordinal);
        Assert.Contains("Zongobé-4711", outcome.Messages, StringComparison.Ordinal);
        var row = Assert.Single((await house.AskAsync("removals", "list")).AsArray())!;
        Assert.Equal(("le-pont", "court-order", "ML"), (row["provider"]!.GetValue<string>(), row["reason"]!.GetValue<string>(), row["country"]!.GetValue<string>()));
        var index = row["entry"]!.GetValue<long>();
        await house.DoAsync("removals", "order", $"{index}", house.File("kept.txt"));
        Assert.Equal("Jugement-secret-17", await File.ReadAllTextAsync(house.File("kept.txt")));
        Assert.Equal(1, (await house.RunAsync("removals", "order", $"{index}", house.File("kept.txt"))).ExitCode);
        Assert.Equal(1, (await house.RunAsync("removals", "order", "0", house.File("none.txt"))).ExitCode);
        Assert.Equal(1, (await house.AskAsync("status"))["removals"]!.GetValue<int>());
        await Eventually.TrueAsync(async () => await site.StatusAsync($"/log/entry/{index}") == HttpStatusCode.OK, () => site.Server.Messages);
        var text = await site.ReadAsync($"/log/entry/{index}");
        Assert.DoesNotContain(Convert.ToBase64String("Jugement-secret-17"u8)[..16], text, StringComparison.Ordinal);
        Assert.Equal(["record"], JsonNode.Parse(text)!["opened"]!.AsObject().Select(part => part.Key));
        Assert.Contains("court-order", await site.ReadAsync("/withdrawals.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removal_that_was_killed_behind_its_seal_is_finished_by_whatever_opens_the_stores_next()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", $"Le secret de {Marker}", "Rien."))));
        await house.PollAsync();
        var item = await ItemAsync(house);
        await using (var killed = LedgerStore.Open(house.Data, TimeProvider.System))
        {
            var last = killed.History(item)[^1];
            await killed.RemoveAsync(new Removal { Entry = new Draft { Kind = EntryKind.Removal, Provider = last.Entry.Provider, Item = item, Follows = last.Index, Status = PubStatus.Canceled }, Targets = [] }, TestContext.Current.CancellationToken);
            Assert.NotEmpty(killed.SamplesDue());
        }

        await house.DoAsync("status");

        await using var after = LedgerStore.Open(house.Data, TimeProvider.System);
        Assert.Empty(after.SamplesDue());
    }

    public static TheoryData<string[], int> Mistakes => new()
    {
        { ["ITEM"], 2 },
        { ["ITEM", "--country", "ML"], 2 },
        { ["ITEM", "--country", "ML", "--reason", "court-order"], 2 },
        { ["ITEM", "--country", "ML", "--reason", "because", "--order", "ORDER", "--yes"], 2 },
        { ["ITEM", "--country", "XX", "--reason", "court-order", "--order", "ORDER", "--yes"], 2 },
        { ["ITEM", "--country", "Mali", "--reason", "court-order", "--order", "ORDER", "--yes"], 2 },
        { ["--country", "ML", "--reason", "court-order", "--order", "ORDER", "--yes"], 2 },
        { ["ITEM", "--entry", "0", "--country", "ML", "--reason", "court-order", "--order", "ORDER", "--yes"], 2 },
        { ["ITEM", "--signature", "--country", "ML", "--reason", "court-order", "--order", "ORDER", "--yes"], 2 },
        { ["ITEM", "--country", "ML", "--reason", "court-order", "--order", "ORDER"], 2 },
        { ["ITEM", "--country", "ML", "--reason", "court-order", "--order", "none.txt", "--yes"], 1 },
        { ["ITEM", "--country", "ML", "--reason", "court-order", "--order", "EMPTY", "--yes"], 1 },
        { ["ITEM", "--version", "7", "--country", "ML", "--reason", "court-order", "--order", "ORDER", "--yes"], 1 },
        { ["nothing", "--country", "ML", "--reason", "court-order", "--order", "ORDER", "--yes"], 1 },
        { ["--entry", "0", "--country", "ML", "--reason", "court-order", "--order", "ORDER", "--yes"], 1 },
    };

    [Theory, MemberData(nameof(Mistakes))]
    public async Task What_is_typed_by_mistake_removes_nothing(string[] typed, int exitCode)
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", $"Le secret de {Marker}", "Rien."))));
        await house.PollAsync();
        var item = await ItemAsync(house);
        var (order, empty) = (house.Write("order.txt", "Jugement"), house.Write("empty.txt", ""));

        var outcome = await house.RunAsync(["remove", .. typed.Select(word => word switch { "ITEM" => item, "ORDER" => order, "EMPTY" => empty, _ => word })]);

        Assert.True(exitCode == outcome.ExitCode, outcome.ToString());
        Assert.NotEmpty(outcome.Messages);
        Assert.Empty((await house.AskAsync("removals", "list")).AsArray());
        Assert.NotEmpty(Found(house.Data));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_a_terminal_it_asks_for_letters_of_the_item(bool isConfirmed)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no /usr/bin/script here, which makes a terminal.");
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", $"Le secret de {Marker}", "Rien."))));
        await house.PollAsync();
        var item = await ItemAsync(house);
        var start = GriotProgram.Describe([], null);
        var command = $"dotnet {start.ArgumentList[0]} remove {item} --order {house.Write("order.txt", "Jugement")} --reason court-order --country ML --data {house.Data}";
        start.FileName = "/usr/bin/script";
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["-qec", command, "/dev/null"]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        using var hung = new CancellationTokenSource(GriotProgram.Patience);
        var output = process.StandardOutput.ReadToEndAsync(hung.Token);
        await process.StandardInput.WriteAsync($"{(isConfirmed ? item[^6..] : "yes")}\n");
        await process.StandardInput.FlushAsync(hung.Token);
        await process.WaitForExitAsync(hung.Token);

        Assert.Contains("type the last six letters of the item", await output, StringComparison.Ordinal);
        Assert.Equal(isConfirmed ? 0 : 1, process.ExitCode);
        Assert.Equal(isConfirmed ? 1 : 0, (await house.AskAsync("removals", "list")).AsArray().Count);
    }

    private static readonly string[] Parts = ["delivery", "record", "summary", "proof"];
    private static readonly string[] Feeds = ["/feeds/all.atom", "/feeds/all.rss", "/feeds/all.json", "/feeds/le-pont.atom", "/feeds/le-pont.rss", "/feeds/le-pont.json"];

    private static async Task AssertGoneAsync(Site site, string[] addresses, string page, string item)
    {
        var shown = await EverythingAsync(site, addresses);
        foreach (var (address, (_, text)) in shown) Assert.False(Holds(Encoding.UTF8.GetBytes(text)), $"{address} still has it: {text}");
        foreach (var address in addresses.Where(address => address.Contains(item, StringComparison.Ordinal) && !address.EndsWith("/ask", StringComparison.Ordinal)))
            Assert.True(shown[address].Status == (address.EndsWith("/proof", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Gone), $"{address}: {shown[address].Status}");
        Assert.Contains("Le tribunal de Kayes l’a ordonné.", shown[page].Text, StringComparison.Ordinal);
        Assert.Contains("deleted-entry", shown["/feeds/all.atom"].Text, StringComparison.Ordinal);
        Assert.Contains("Mali", shown["/fr/withdrawals"].Text, StringComparison.Ordinal);
    }

    private static async Task<Dictionary<string, (HttpStatusCode Status, string Text)>> EverythingAsync(Site site, string[] addresses)
    {
        var answers = new Dictionary<string, (HttpStatusCode, string)>();
        foreach (var address in addresses)
        {
            using var answer = await site.GetAsync(address);
            answers[address] = (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        }

        return answers;
    }

    private static async Task<JsonNode> EntryAsync(Site site, string item, int version)
    {
        for (var index = 0; ; index++)
        {
            var entry = JsonNode.Parse(await site.ReadAsync($"/log/entry/{index}"))!;
            if (entry["text"]!.GetValue<string>() is var text && text.Contains($"item {item}", StringComparison.Ordinal) && text.Contains($"version {version}\n", StringComparison.Ordinal)) return entry;
        }
    }

    private static async Task<string> ItemAsync(DataFolder house)
    {
        await using var site = await house.OpenAsync();
        return new Uri((await site.ItemsAsync())[0]["url"]!.GetValue<string>()).AbsolutePath.Split('/')[^1];
    }

    // Every file of the data folder in which it is found. The signer's lock, held by the server, is empty.
    private static List<string> Found(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)).Where(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return Holds(bytes);
    })];

    private static bool Holds(byte[] bytes) => ((Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1])
        .Any(encoding => bytes.AsSpan().IndexOf(encoding.GetBytes(Marker)) >= 0 || bytes.AsSpan().IndexOf(encoding.GetBytes("4711")) >= 0);
}
