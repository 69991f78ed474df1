using Griot.Record;

namespace Griot.Ingest.Tests.Operator;

public sealed class ReleaserTests : IAsyncDisposable
{
    private readonly DeskRoom room = new();

    [Fact]
    public async Task An_embargo_ends_by_one_entry_at_its_time()
    {
        var item = await room.PublishAsync(release: room.Time.GetUtcNow().AddHours(1));
        room.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(0, await room.Releaser().OnceAsync(default));
        Assert.Equal(Standing.Embargoed, room.State(item).Standing);

        room.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await room.Releaser().OnceAsync(default));
        Assert.Equal(0, await room.Releaser().OnceAsync(default));

        Assert.Equal(Standing.Visible, room.State(item).Standing);
        var release = room.State(item).Last.Entry;
        Assert.Equal((EntryKind.Release, 1, PubStatus.Usable, 1L), (release.Kind, release.Version, release.Status, release.Prev));
    }

    [Fact]
    public async Task Two_processes_release_a_piece_once()
    {
        for (var i = 0; i < 40; i++) await room.PublishAsync(release: room.Time.GetUtcNow().AddHours(1));
        room.Time.Advance(TimeSpan.FromHours(1));
        await using var other = room.Open();

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => room.Releaser(i % 2 == 0 ? room.Ledger : other).OnceAsync(CancellationToken.None))));

        Assert.Equal(40, made.Sum());
        Assert.Equal(1 + 80, room.Ledger.Size);
    }

    [Fact]
    public async Task A_newer_version_replaces_the_dates()
    {
        var start = room.Time.GetUtcNow();
        var item = await room.PublishAsync(release: start.AddHours(1), expire: start.AddHours(2));
        await room.AddAsync(item, EntryKind.Update, release: start.AddHours(5), expire: start.AddHours(9));

        room.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, await room.Releaser().OnceAsync(default));
        room.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(1, await room.Releaser().OnceAsync(default));
        Assert.Equal(2, room.State(item).Current!.Entry.Version);
        room.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(1, await room.Releaser().OnceAsync(default));
        Assert.Equal(Standing.Expired, room.State(item).Standing);
    }

    [Fact]
    public async Task A_withdrawal_ends_every_date()
    {
        var item = await room.PublishAsync(release: room.Time.GetUtcNow().AddHours(1), expire: room.Time.GetUtcNow().AddHours(2));
        await room.AddAsync(item, EntryKind.Withdrawal);

        room.Time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(0, await room.Releaser().OnceAsync(default));
    }

    [Fact]
    public async Task What_expired_before_anybody_looked_is_never_shown_for_its_release()
    {
        var item = await room.PublishAsync(release: room.Time.GetUtcNow().AddHours(1), expire: room.Time.GetUtcNow().AddHours(2));

        room.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(2, await room.Releaser().OnceAsync(default));
        Assert.Equal((Standing.Expired, false), (room.State(item).Standing, room.State(item).WasPublic));
        Assert.Equal([EntryKind.Article, EntryKind.Expiry, EntryKind.Release], room.Ledger.History(item).Select(entry => entry.Entry.Kind));
    }

    [Fact]
    public async Task Until_an_embargoed_update_is_released_the_public_version_expires_at_its_own_time()
    {
        var start = room.Time.GetUtcNow();
        var item = await room.PublishAsync(expire: start.AddHours(1));
        await room.AddAsync(item, EntryKind.Update, release: start.AddHours(2), expire: start.AddHours(3));

        room.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await room.Releaser().OnceAsync(default));
        Assert.Equal(Standing.Expired, room.State(item).Standing);
        room.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await room.Releaser().OnceAsync(default));
        Assert.Equal((Standing.Visible, 2), (room.State(item).Standing, room.State(item).Current!.Entry.Version));
        room.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await room.Releaser().OnceAsync(default));
        Assert.Equal(Standing.Expired, room.State(item).Standing);
    }

    [Fact]
    public async Task The_release_of_a_version_ends_the_dates_of_those_before_it()
    {
        var start = room.Time.GetUtcNow();
        var item = await room.PublishAsync(expire: start.AddHours(5));
        await room.AddAsync(item, EntryKind.Update, release: start.AddHours(2));

        room.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await room.Releaser().OnceAsync(default));
        room.Time.Advance(TimeSpan.FromHours(9));
        Assert.Equal(0, await room.Releaser().OnceAsync(default));
        Assert.Equal(Standing.Visible, room.State(item).Standing);
    }

    [Theory]
    [InlineData(1), InlineData(24 * 3652)]
    public async Task A_clock_that_jumps_makes_nothing_twice(int hours)
    {
        var start = room.Time.GetUtcNow();
        var item = await room.PublishAsync(release: start.AddMinutes(10));
        room.Time.AdjustTime(start.AddHours(-hours));
        Assert.Equal(0, await room.Releaser().OnceAsync(default));
        room.Time.AdjustTime(start.AddHours(hours));
        Assert.Equal(1, await room.Releaser().OnceAsync(default));
        room.Time.AdjustTime(start);
        await room.AddAsync(item, EntryKind.Update);
        room.Time.AdjustTime(start.AddHours(hours));

        Assert.Equal(0, await room.Releaser().OnceAsync(default));
        Assert.Equal([1, 2, 3], room.Ledger.History(item).Select(entry => entry.Index));
        Assert.Equal((Standing.Visible, 2), (room.State(item).Standing, room.State(item).Current!.Entry.Version));
    }

    [Fact]
    public async Task More_than_one_transaction_can_hold_is_released_in_one_look()
    {
        for (var i = 0; i < 510; i++) await room.PublishAsync(release: room.Time.GetUtcNow().AddHours(1));
        room.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal((510, 0, 0), (await room.Releaser().OnceAsync(default), await room.Releaser().OnceAsync(default), await room.Releaser().OnceAsync(default)));
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();
}
