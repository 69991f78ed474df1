using Griot.Record;

namespace Griot.Ledger.Tests;

/// <summary>What has come due, as the ledger keeps it; what is done about it is tested where it is done.</summary>
public sealed class ScheduleTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();
    private readonly string item = OpaqueId.New();

    [Fact]
    public async Task Nothing_is_due_before_its_time()
    {
        await ledger.SealAsync(Embargoed(TimeSpan.FromMinutes(10)));

        ledger.Time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.Empty(ledger.Store.Due());
        ledger.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((item, EntryKind.Release, 1), Assert.Single(ledger.Store.Due()));
    }

    [Fact]
    public async Task What_another_process_has_released_is_not_released_again_even_by_one_that_saw_its_release()
    {
        var version = await ledger.SealAsync(Embargoed(TimeSpan.FromMinutes(10)));
        ledger.Time.Advance(TimeSpan.FromMinutes(11));
        var due = Assert.Single(ledger.Store.Due());
        await using var other = ledger.Another();
        await other.AppendAsync(Release(due.Entry, follows: version), default);

        var late = await ledger.Store.AppendAsync(Release(due.Entry, follows: version + 1), default);

        Assert.IsType<AppendOutcome.Stale>(late);
        Assert.Equal(3, ledger.Store.Size);
    }

    [Fact]
    public async Task A_version_that_was_replaced_meanwhile_is_not_released_by_the_date_that_it_had()
    {
        var version = await ledger.SealAsync(Embargoed(TimeSpan.FromMinutes(10)));
        ledger.Time.Advance(TimeSpan.FromMinutes(11));
        var due = Assert.Single(ledger.Store.Due());
        var longer = await ledger.SealAsync(Embargoed(TimeSpan.FromDays(1)) with { Kind = EntryKind.Update, Follows = version });

        Assert.IsType<AppendOutcome.Stale>(await ledger.Store.AppendAsync(Release(due.Entry, follows: longer), default));
        Assert.Equal(Standing.Embargoed, ItemState.Fold(ledger.Store.History(item))!.Standing);
    }

    [Fact]
    public async Task A_date_that_was_settled_stays_settled_when_the_clock_goes_back()
    {
        var version = await ledger.SealAsync(Embargoed(TimeSpan.FromMinutes(10)));
        ledger.Time.Advance(TimeSpan.FromMinutes(10));
        await ledger.SealAsync(Release(version, follows: version));

        ledger.Time.AdjustTime(ledger.Time.GetUtcNow().AddYears(-10));
        Assert.Empty(ledger.Store.Due());
        ledger.Time.AdjustTime(ledger.Time.GetUtcNow().AddYears(20));
        Assert.Empty(ledger.Store.Due());
    }

    [Fact]
    public async Task Dates_at_both_ends_of_the_calendar_are_kept()
    {
        await ledger.SealAsync(ledger.Article(item) with { ReleaseAt = DateTimeOffset.MinValue, ExpireAt = DateTimeOffset.MaxValue });

        Assert.Equal(EntryKind.Release, Assert.Single(ledger.Store.Due()).Kind);
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private Draft Embargoed(TimeSpan span) =>
        ledger.Article(item) with { Status = PubStatus.Embargoed, ReleaseAt = ledger.Time.GetUtcNow() + span };

    private Draft Release(long done, long follows) => new()
    {
        Kind = EntryKind.Release,
        Provider = ledger.Provider,
        Item = item,
        Version = 1,
        Follows = follows,
        Status = PubStatus.Usable,
        Done = done,
    };
}
