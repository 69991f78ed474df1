using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Syndicating;

public sealed class ChangesClientTests
{
    private const int Rounds = 20;

    [Fact, Trait("Speed", "slow")]
    public async Task The_documented_client_misses_nothing_and_doubles_nothing_though_it_and_the_house_are_killed()
    {
        Assert.SkipUnless(DocumentedClient.CanRun, "python3 is not here: the documented client was not run");
        var random = new Random(20261128);
        await using var stand = await FeedStand.OpenAsync();
        using var folder = new DataFolder();
        var feed = new ChangingFeed(random);
        await folder.AddAsync("Le Pont", stand.Put("pont", feed.GoOn()));
        var port = GriotProgram.FreePort();
        using var client = new DocumentedClient(new Uri($"http://127.0.0.1:{port}"), folder.File("store.db"));
        var house = await OpenAsync(folder, port);
        client.Start();
        for (var round = 0; round < Rounds; round++)
        {
            stand.Put("pont", feed.GoOn());
            for (var kill = 0; kill < 2; kill++)
            {
                await Task.Delay(random.Next(900));
                await client.KillAsync();
                client.Start();
            }

            // Every second time the house is killed only after it has taken the news in: so there is always something to miss.
            if (round % 2 == 0) await house.HoldsAsync("/feeds/all.json", feed.Newest);
            if (round % 6 == 2) await HoldAsync(house, folder);
            await Task.Delay(random.Next(600));
            await house.Server.KillAsync();
            await house.DisposeAsync();
            house = await OpenAsync(folder, port);
        }

        await house.HoldsAsync("/feeds/all.json", feed.Newest);
        await CompareAsync(house, client);
        Assert.True(client.Kills >= 20);
        await house.DisposeAsync();
    }

    [Theory, Trait("Speed", "slow")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_documented_client_waits_as_long_as_it_is_told_in_seconds_or_until_a_date(bool isDate)
    {
        Assert.SkipUnless(DocumentedClient.CanRun, "python3 is not here: the documented client was not run");
        await using var house = await ImpatientHouse.OpenAsync(TimeSpan.FromSeconds(12), isDate);
        using var folder = new DataFolder();
        using var client = new DocumentedClient(house.Address, folder.File("store.db"));

        client.Start();

        Assert.True(await house.SecondAsync() >= house.Until, $"it came before its time; it said: {client.LastWord}");
        await client.KillAsync();
    }

    private static async Task<Site> OpenAsync(DataFolder folder, int port)
    {
        var server = GriotProgram.Start(["run", "--port", $"{port}", "--data", folder.Data, .. DataFolder.Loopback, "--poll-every", "1s"]);
        await server.SaidAsync("is open");
        return new Site(server, port);
    }

    private static async Task HoldAsync(Site house, DataFolder folder)
    {
        var items = await house.ItemsAsync();
        await folder.DoAsync("hold", items[^1]["id"]!.GetValue<string>()["urn:griot:item:".Length..], "--reason", "authenticity");
    }

    // The feed may go on changing the log for a moment; once both have come to rest, both hold the same.
    private static async Task CompareAsync(Site house, DocumentedClient client)
    {
        JsonNode? kept = null;
        await Eventually.TrueAsync(
            async () => (kept = await client.HoldsAsync()) is not null && kept["next"]!.GetValue<long>() == (await ChangesAsync(house)).Size,
            () => $"the client did not catch up: {client.LastWord}");
        var changes = (await ChangesAsync(house)).Changes;

        Assert.Equal(changes.Select(change => (change["entry"]!.GetValue<long>(), change["kind"]!.GetValue<string>())), kept!["changes"]!.AsArray().Select(change => (change![0]!.GetValue<long>(), change[1]!.GetValue<string>())));
        var pieces = kept["pieces"]!.AsArray().ToDictionary(piece => piece![0]!.GetValue<string>(), piece => (Standing: piece![1]!.GetValue<string>(), Ninjs: piece[2]!));
        Assert.Equal((await house.ItemsAsync()).Select(item => item["id"]!.GetValue<string>()).Order(), pieces.Where(piece => piece.Value.Standing == "visible").Select(piece => piece.Key).Order());
        Assert.True(pieces.Count(piece => piece.Value.Standing is "withdrawn" or "held") > 3, "too little was taken back");
        foreach (var (uri, piece) in pieces)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/items/{uri["urn:griot:item:".Length..]}", UriKind.Relative));
            request.Headers.TryAddWithoutValidation("Accept", "application/json; profile=\"ninjs-3.1\"");
            using var answer = await house.SendAsync(request);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(await answer.Content.ReadAsStringAsync()), piece.Ninjs), $"{uri} differs");
            Assert.Equal(piece.Standing == "visible", piece.Ninjs["bodies"] is not null);
        }
    }

    private static async Task<(List<JsonNode> Changes, long Size)> ChangesAsync(Site house)
    {
        var changes = new List<JsonNode>();
        for (long next = 0; ;)
        {
            var page = JsonNode.Parse(await house.ReadAsync($"/changes?after={next}&limit=500"))!;
            changes.AddRange(page["changes"]!.AsArray().Select(change => change!.DeepClone()));
            next = page["next"]!.GetValue<long>();
            if (next == page["size"]!.GetValue<long>()) return (changes, next);
        }
    }
}
