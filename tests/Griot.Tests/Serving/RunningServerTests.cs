using System.Net;
using Griot.Tests.Running;

namespace Griot.Tests.Serving;

public sealed class RunningServerTests
{
    [Fact]
    public async Task A_new_channel_is_polled_at_once_and_its_pieces_are_read_held_and_restored()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await using var site = await house.OpenAsync();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await site.HoldsAsync("/fr", "Le pont rouvre");
        var page = new Uri(Assert.Single(await site.ItemsAsync())["url"]!.GetValue<string>()).PathAndQuery;

        Assert.Equal("held", (await house.AskAsync("hold", page, "--reason", "authenticity"))["state"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync(page));
        Assert.Equal(1, (await house.RunAsync("hold", page, "--reason", "authenticity")).ExitCode);
        Assert.Equal("restored", (await house.AskAsync("restore", page))["state"]!.GetValue<string>());
        await site.HoldsAsync(page, "Enfin.");
        Assert.Equal(1, (await house.RunAsync("restore", page)).ExitCode);
        Assert.Equal(1, (await house.RunAsync("hold", "none", "--reason", "authenticity")).ExitCode);
    }

    [Fact]
    public async Task Other_processes_publish_and_poll_and_the_pages_change()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await using var site = await house.OpenAsync("--poll-every", "24h");
        await site.HoldsAsync("/fr/le-pont", "Le pont rouvre");
        stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre lundi", "Enfin.")));
        Assert.Equal(1, (await house.PollAsync())["newVersions"]!.GetValue<int>());
        await site.HoldsAsync("/fr/le-pont", "Le pont rouvre lundi");
        var address = (await house.DoAsync("publish", house.Write("crue.md", "# La crue\n\nTrois semaines.\n"), "--produced", "--by", "Awa Koné", "--language", "fr", "--port", $"{site.Port}")).Output.Trim();
        Assert.StartsWith(site.Address.AbsoluteUri, address, StringComparison.Ordinal);
        Assert.Contains("Trois semaines.", await site.ReadAsync(new Uri(address).PathAndQuery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_listed_answered_published_and_taken_down()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();
        await using var site = await house.OpenAsync();
        var page = new Uri((await site.ItemsAsync())[0]["url"]!.GetValue<string>()).PathAndQuery;
        using var asked = await Asking.AskAsync(site, page, "Qui a payé les travaux ?");
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);

        var one = Assert.Single((await house.AskAsync("cases")).AsArray())!;
        foreach (var name in new[] { "reference", "item", "provider", "responsible", "state", "received", "text" }) Assert.True(one.AsObject().ContainsKey(name), name);
        Assert.Equal("Qui a payé les travaux ?", one["text"]!.GetValue<string>());
        var reference = one["reference"]!.GetValue<string>();
        Assert.Equal(1, (await house.RunAsync("case", "publish", reference)).ExitCode);
        Assert.Equal(0, (await new Call(["case", "answer", reference, "--data", house.Data]) { Typed = "La région, pour moitié." }.RunAsync()).ExitCode);
        await house.DoAsync("case", "publish", reference);
        await site.HoldsAsync(page, "La région, pour moitié.");
        Assert.Equal("closed", (await house.AskAsync("case", "close", reference, "--take-down"))["state"]!.GetValue<string>());
        Assert.DoesNotContain("La région, pour moitié.", await site.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(1, (await house.RunAsync("case", "close", "none")).ExitCode);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_the_server_cleanly(string signal)
    {
        using var house = new DataFolder();
        await using var site = await house.OpenAsync();
        Assert.Equal(HttpStatusCode.OK, await site.StatusAsync("/health"));
        Assert.Equal(0, await site.Server.EndAsync(signal));
        Assert.DoesNotContain("   at ", site.Server.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told_in_one_line()
    {
        using var first = new DataFolder();
        using var second = new DataFolder();
        await using var site = await first.OpenAsync();
        var outcome = await second.RunAsync("run", "--port", $"{site.Port}");
        OneLine(outcome, "--port");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("provider list")]
    [InlineData("run --once")]
    [InlineData("cases")]
    public async Task A_store_that_is_none_is_told_in_one_line(string verb)
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(house.Data);
        house.Write("data/ledger.db", new string('x', 5000));
        OneLine(await house.RunAsync(verb.Split(' ')), "not a store");
    }

    [Fact]
    public async Task A_server_does_not_open_on_a_store_that_is_none()
    {
        using var house = new DataFolder();
        Directory.CreateDirectory(house.Data);
        house.Write("data/ledger.db", new string('x', 5000));
        OneLine(await house.RunAsync("run", "--port", $"{GriotProgram.FreePort()}"), "not a store");
    }

    [Theory]
    [InlineData("/proc/griot")]
    [InlineData("/dev/null")]
    [InlineData("/dev/null/data")]
    public async Task A_folder_that_cannot_be_written_is_told_in_one_line(string folder)
    {
        OneLine(await GriotProgram.RunAsync("status", "--data", folder), folder);
        OneLine(await GriotProgram.RunAsync("run", "--data", folder, "--port", $"{GriotProgram.FreePort()}"), folder);
        OneLine(await GriotProgram.RunAsync("demo", "--data", folder, "--port", $"{GriotProgram.FreePort()}"), folder);
    }

    [Fact, Trait("Speed", "slow")]
    public async Task Many_processes_on_one_folder_never_meet_a_locked_store()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await using var site = await house.OpenAsync("--poll-every", "1s");
        var calls = Enumerable.Range(0, 12).Select(number => (number % 4) switch
        {
            0 => house.RunAsync("provider", "add", "--name", $"Le Pont {number}", "--kind", "press", "--feed", stand.Put($"{number}", Rss.Feed(Rss.Item($"{number}", $"Pont {number}", "Enfin."))).AbsoluteUri),
            1 => house.RunAsync(["run", "--once", .. DataFolder.Loopback]),
            2 => house.RunAsync("publish", house.Write($"{number}.md", $"# Crue {number}\n\nTexte.\n"), "--produced", "--by", "Awa Koné", "--language", "fr"),
            _ => house.RunAsync("cases"),
        });
        Assert.All(await Task.WhenAll(calls), outcome =>
        {
            Assert.True(outcome.ExitCode == 0, outcome.ToString());
            Assert.DoesNotContain("locked", outcome.Messages, StringComparison.OrdinalIgnoreCase);
        });
        await Eventually.TrueAsync(async () => (await site.ItemsAsync()).Count == 6, () => site.Server.Messages);
        Assert.DoesNotContain("locked", site.Server.Messages, StringComparison.OrdinalIgnoreCase);
    }

    private static void OneLine(Outcome outcome, string told)
    {
        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains(told, Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(outcome.Output);
    }

    [Fact]
    public async Task A_server_leaves_nothing_in_the_home_of_its_account()
    {
        using var house = new DataFolder();
        await using (var site = await house.OpenAsync()) await site.ReadAsync("/fr");

        Assert.False(Directory.Exists(house.File("home")), "something was written into the home");
    }
}
