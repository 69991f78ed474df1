using Griot.Enrichment.Search;
using Griot.Record;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Enrichment.Tests.Search;

/// <summary>The index is made anew beside the present one; removals reach every file, whoever has the index open.</summary>
public sealed class RebuildTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly SearchHouse house = new();
    private ProviderCard card = null!;

    public async ValueTask InitializeAsync()
    {
        card = await house.RegisterAsync();
        for (var i = 0; i < 5; i++) await house.DeliverAsync(card, $"La digue {i}");
        house.Follow();
    }

    [Fact]
    public async Task A_running_house_goes_over_to_the_new_index_and_the_old_one_goes()
    {
        var told = new List<(long, long)>();
        Assert.True(Rebuild((done, of) => told.Add((done, of))));
        Assert.Equal((6L, 6L), told[^1]);
        await house.DeliverAsync(card, "La digue encore");
        Assert.Equal(5, house.Found("digue").Count);
        house.Follow();
        house.Time.Advance(TimeSpan.FromSeconds(2));
        house.Follow();
        Assert.Equal(6, house.Found("digue").Count);
        Assert.Equal(["2"], Folders());
        house.Restart();
        house.Follow();
        Assert.Equal(6, house.Found("digue").Count);
    }

    [Fact]
    public void Where_no_house_is_open_the_old_one_goes_at_once()
    {
        house.Stop();
        Assert.True(Rebuild());
        Assert.Equal(["2"], Folders());
        house.Start();
        house.Follow();
        Assert.Equal(5, house.Found("digue").Count);
    }

    [Fact]
    public void What_was_broken_off_counts_for_nothing_and_is_done_again()
    {
        using var ending = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => SearchRebuild.Run(house.Store, house.Data, (_, _) => ending.Cancel(), NullLoggerFactory.Instance, Ended(ending)));
        Assert.Contains("1", Folders());
        house.Restart();
        house.Follow();
        Assert.Equal(5, house.Found("digue").Count);
        Assert.True(Rebuild());
        Assert.Contains("2", Folders());
        Assert.DoesNotContain("2.part", Folders());
    }

    [Fact]
    public async Task L05_where_no_house_is_open_the_words_of_a_removed_piece_go_from_the_files_all_the_same()
    {
        var item = await house.DeliverAsync(card, "Zwxqvkjp");
        house.Follow();
        house.Stop();
        Assert.NotEmpty(house.FilesWith("wxqvkjp"));
        await house.RemoveAsync(card, item);
        Assert.True(await SearchWipe.WaitAsync(house.Data, house.Store.History(item)[^1], Patience, TimeProvider.System));
        Assert.Empty(house.FilesWith("wxqvkjp"));
        house.Start();
        house.Follow();
        Assert.Empty(house.Found("zwxqvkjp"));
        Assert.Equal(5, house.Found("digue").Count);
    }

    [Fact]
    public async Task L05_what_stands_of_an_item_of_which_one_version_was_removed_is_found_as_before()
    {
        var item = await house.DeliverAsync(card, "Zwxqvkjp avant");
        await house.DeliverAsync(card, SearchHouse.Piece("Ce qui demeure", signal: Signal.Update), item);
        await house.RemoveAsync(card, item, version: 1);
        house.Follow();
        house.Stop();
        Assert.True(await SearchWipe.WaitAsync(house.Data, house.Store.History(item)[^1], Patience, TimeProvider.System));
        Assert.Empty(house.FilesWith("wxqvkjp"));
        house.Start();
        house.Follow();
        Assert.Single(house.Found("demeure"));
    }

    [Fact]
    public async Task L05_a_removal_that_was_not_waited_for_is_made_up_for_although_a_later_one_was()
    {
        var (first, second) = (await house.DeliverAsync(card, "Zwxqvkjp"), await house.DeliverAsync(card, "Qqzvwxjk"));
        house.Follow();
        house.Stop();
        await house.RemoveAsync(card, first);
        await house.RemoveAsync(card, second);
        Assert.True(await SearchWipe.WaitAsync(house.Data, house.Store.History(second)[^1], Patience, TimeProvider.System));
        house.Start();
        await house.CommittedAsync();
        await house.WipedAsync();
        Assert.Empty(house.FilesWith("wxqvkjp"));
        Assert.Empty(house.FilesWith("qzvwxjk"));
    }

    [Fact]
    public async Task L05_where_a_house_is_open_it_is_waited_for()
    {
        var item = await house.DeliverAsync(card, "Zwxqvkjp");
        await house.CommittedAsync();
        await house.RemoveAsync(card, item);
        Assert.False(await SearchWipe.WaitAsync(house.Data, house.Store.History(item)[^1], TimeSpan.FromMilliseconds(200), TimeProvider.System));
        var waiting = SearchWipe.WaitAsync(house.Data, house.Store.History(item)[^1], Patience, TimeProvider.System);
        await house.WipedAsync();
        Assert.True(await waiting);
        Assert.Empty(house.FilesWith("wxqvkjp"));
    }

    [Fact]
    public async Task L05_what_was_begun_and_left_behind_goes_too()
    {
        var item = await house.DeliverAsync(card, "Zwxqvkjp");
        house.Stop();
        Assert.True(Rebuild());
        Directory.Move(Path.Combine(house.IndexRoot, "2"), Path.Combine(house.IndexRoot, "3.part"));
        await house.RemoveAsync(card, item);
        Assert.True(await SearchWipe.WaitAsync(house.Data, house.Store.History(item)[^1], Patience, TimeProvider.System));
        Assert.Empty(Directory.Exists(house.IndexRoot) ? house.FilesWith("wxqvkjp") : []);
        house.Start();
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private bool Rebuild(Action<long, long>? progress = null) => SearchRebuild.Run(house.Store, house.Data, progress ?? ((_, _) => { }), NullLoggerFactory.Instance, TestContext.Current.CancellationToken);

    // Cancelled at the first word of progress; the loop notices at its next turn.
    private static CancellationToken Ended(CancellationTokenSource ending)
    {
        ending.Cancel();
        return ending.Token;
    }

    private List<string> Folders() => [.. Directory.GetDirectories(house.IndexRoot).Select(folder => Path.GetFileName(folder)).Order()];
}
