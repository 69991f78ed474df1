using System.Text;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Operator;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Tests.Poll;

/// <summary>Many channels together: none of them may cost another its turn.</summary>
public sealed class PollerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7200", 2)]
    [InlineData("Mon, 23 Nov 2099 16:20:04 GMT", 24)]
    [InlineData("315360000", 24)]
    public async Task Retry_after_is_obeyed_up_to_a_day_and_a_single_run_says_so(string retryAfter, int hours)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page([], Status: 503, RetryAfter: retryAfter);
        var busy = await world.PollAsync();
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))));

        world.Time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromMinutes(1));
        var early = await world.PollAsync();
        world.Time.Advance(TimeSpan.FromMinutes(2));
        var late = await world.PollAsync();

        Assert.Equal(1, busy.Failed);
        Assert.Equal(new PollResult { Channels = 1, Waiting = 1 }, early);
        Assert.Equal(new PollResult { Channels = 1, NewItems = 1 }, late);
        Assert.Equal(2, world.Server.Asked("/feed"));
        Assert.Equal(0, world.State().Failures);
    }

    [Fact]
    public async Task A_suspended_provider_is_not_asked()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.Register.SetAsync(card.Id, new ProviderDetails { State = ProviderState.Suspended }, Cancellation);

        Assert.Equal(new PollResult(), await world.PollAsync(Feeds.Rss(Feeds.Item("1"))));
        Assert.Empty(world.Server.Requests);
    }

    [Fact]
    public async Task Nothing_is_taken_of_a_provider_that_was_suspended_while_its_server_answered()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        var answer = new TaskCompletionSource();
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1")))) { After = answer.Task };
        var polling = world.PollAsync();
        await world.Server.AskedAsync("/feed", Cancellation);

        await world.Register.SetAsync(card.Id, new ProviderDetails { State = ProviderState.Suspended }, Cancellation);
        answer.SetResult();
        await polling;

        Assert.Empty(world.Entries());
    }

    [Fact]
    public async Task Nothing_is_taken_of_the_old_address_of_a_channel_that_was_moved_while_its_server_answered()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        var answer = new TaskCompletionSource();
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))), ETag: "\"old\"") { After = answer.Task };
        var polling = world.PollAsync();
        await world.Server.AskedAsync("/feed", Cancellation);

        await new ChannelMoves(world.Store, world.Time).MoveAsync(card.Channels[0].Id, world.Server.Address("/new"), Cancellation);
        answer.SetResult();
        await polling;

        Assert.DoesNotContain(world.Entries(), entry => entry.Entry.Item is not null);
        Assert.Null(world.Store.Channels()[0].State?.ETag);
    }

    [Fact]
    public async Task An_answer_that_another_process_overtook_does_not_put_the_old_text_on_the_new_one()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>Un</p>")));
        world.Time.Advance(TimeSpan.FromHours(1));
        var answer = new TaskCompletionSource();
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1", "<p>Deux</p>")))) { After = answer.Task };
        var slow = world.PollAsync();
        while (world.Server.Asked("/feed") < 2) await Task.Yield();

        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>Trois</p>")));
        answer.SetResult();
        await slow;

        Assert.Equal(["<p>Un</p>", "<p>Trois</p>"], world.Entries().Where(entry => entry.Entry.Item is not null).Select(entry => ArticleRecord.Parse(world.Store.Content(entry.Index, Part.Record)!).Body));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Servers_that_do_not_answer_keep_no_other_channel_waiting(bool once)
    {
        await using var world = await World.OpenAsync();
        var never = new TaskCompletionSource();
        for (var i = 0; i < 6; i++)
        {
            await world.AddAsync($"/slow{i}", $"Slow {i}");
            world.Server[$"/slow{i}"] = new Page([]) { After = never.Task };
        }

        await world.AddAsync("/quick", "Quick");
        world.Server["/quick"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var poller = world.Poller(new PollOptions { Parallel = 2 });

        var running = once ? poller.OnceAsync(null, end.Token) : poller.RunAsync(end.Token);
        await UntilAsync(world, () => world.Entries().Count == 1);

        Assert.Equal("1", world.RecordOf(world.Entries()[0]).Uri);
        await end.CancelAsync();
        await Xunit.Record.ExceptionAsync(() => running);
    }

    [Fact]
    public async Task A_new_channel_is_asked_at_once_while_the_house_is_open()
    {
        await using var world = await World.OpenAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var running = world.Poller().RunAsync(end.Token);
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))));
        await world.AddAsync();
        var start = world.Time.GetUtcNow();

        await UntilAsync(world, () => world.Entries().Count == 1);

        Assert.InRange(world.Server.Asked("/feed"), 1, 1);
        Assert.True(world.Time.GetUtcNow() - start < Rhythm.Shortest);
        await end.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_registration_that_can_t_be_polled_costs_only_its_own_channel()
    {
        await using var world = await World.OpenAsync();
        var bad = await BadAsync(world, null, null);
        await BadAsync(world, "no address", null);
        await BadAsync(world, world.Server.Address("/feed"), TimeSpan.MaxValue);
        await world.AddAsync();

        var result = await world.PollAsync(Feeds.Rss(Feeds.Item("1")));

        Assert.Equal((4, 2, 2), (result.Channels, result.Failed, result.NewItems));
        Assert.Contains("bad-address", world.State(bad).LastError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_ours_that_can_t_even_be_noted_costs_one_channel_and_does_not_spin()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync("/ill", "Ill");
        await world.AddAsync("/well", "Well");
        world.Server["/ill"] = new Page(Bytes(Feeds.Rss(Feeds.Item("1"))));
        world.Server["/well"] = new Page(Bytes(Feeds.Rss(Feeds.Item("2"))));
        world.Sql($"CREATE TRIGGER broken BEFORE INSERT ON channel_states WHEN NEW.channel = '{card.Channels[0].Id}' BEGIN SELECT RAISE(ABORT, 'broken'); END");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        var running = world.Poller().RunAsync(end.Token);
        await UntilAsync(world, () => world.Entries().Count == 1);
        for (var i = 0; i < 40; i++) await TickAsync(world);

        Assert.Equal("2", world.RecordOf(world.Entries()[0]).Uri);
        Assert.InRange(world.Server.Asked("/ill"), 1, 2);
        await end.CancelAsync();
        await running;
    }

    [Fact]
    public async Task What_was_fetched_when_the_house_closes_is_sealed_or_asked_for_again_and_never_lost()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        world.Server["/feed"] = new Page(Bytes(Feeds.Rss([.. Enumerable.Range(0, 2_000).Select(i => Feeds.Item($"{i}"))])), ETag: "\"a\"");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var polling = world.Poller().OnceAsync(null, end.Token);
        while (world.Store.Size < 2 && !polling.IsCompleted) await Task.Yield();
        await end.CancelAsync();
        await Xunit.Record.ExceptionAsync(() => polling);
        var before = world.Entries().Count;

        var result = await world.PollAsync();

        Assert.Equal(2_000, world.Entries().Count);
        Assert.Equal((2_000 - before, 0, 0), (result.NewItems, result.NewVersions, result.Cosmetic));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<string> BadAsync(World world, string? address, TimeSpan? every)
    {
        var id = OpaqueId.New();
        var channel = new ChannelRegistration(OpaqueId.New(), id, ChannelKind.Feed, address, every);
        var card = new ProviderCard { Id = id, Slug = id, Name = "Bad", Kind = ProviderKind.Press, Channels = [new CardChannel(channel.Id, ChannelKind.Feed, null, true)] };
        await world.Store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = id, Record = card.ToBytes(), Slug = id }, [channel], Cancellation);
        return id;
    }

    // The clock of the house goes on by ticks; HTTP on loopback takes the time it takes.
    private static async Task UntilAsync(World world, Func<bool> done)
    {
        while (!done()) await TickAsync(world);
    }

    private static async Task TickAsync(World world)
    {
        Cancellation.ThrowIfCancellationRequested();
        world.Time.Advance(TimeSpan.FromMilliseconds(500));
        await Task.Delay(5, Cancellation);
    }
}
