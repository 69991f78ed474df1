using Griot.Record;

namespace Griot.Ledger.Tests;

/// <summary>The keys of items, and what is kept of how a channel tells them apart.</summary>
public sealed class IdentityKeyTests : IAsyncDisposable
{
    private static readonly IdentityKey Page = new(KeyKind.Link, [1, 1]);
    private static readonly IdentityKey Words = new(KeyKind.Content, [2, 2]);

    private readonly TestLedger ledger = new();

    [Fact]
    public async Task A_first_version_that_claims_a_key_of_another_item_is_stale_and_writes_nothing()
    {
        var first = OpaqueId.New();
        await ledger.SealAsync(ledger.Article(first) with { Claims = [Page, Words] });

        Assert.IsType<AppendOutcome.Stale>(await ledger.Store.AppendAsync(ledger.Article(OpaqueId.New()) with { Identity = [3, 3], Claims = [Words] }, default));

        Assert.Equal(2, ledger.Store.Size);
        Assert.Null(ledger.Store.ItemByIdentity(ledger.Channel, [3, 3]));
        Assert.Equal(first, ledger.Store.ItemByIdentity(ledger.Channel, Page.Hash));
    }

    [Fact]
    public async Task The_same_key_in_another_channel_is_another_key()
    {
        await ledger.SealAsync(ledger.Article(OpaqueId.New()) with { Claims = [Page] });

        var second = ledger.Card.Channels[0] with { Id = OpaqueId.New() };
        await ledger.SealAsync(TestLedger.CardDraft(ledger.Card with { Channels = [.. ledger.Card.Channels, second] }, follows: 0));

        await ledger.SealAsync(ledger.Article(OpaqueId.New()) with { Channel = second.Id, Claims = [Page] });

        Assert.Equal(4, ledger.Store.Size);
    }

    [Fact]
    public async Task An_alias_is_kept_where_nobody_bears_it_and_never_taken_from_anybody()
    {
        var (one, other) = (OpaqueId.New(), OpaqueId.New());
        await ledger.SealAsync(ledger.Article(one) with { Claims = [Page] });
        await ledger.SealAsync(ledger.Article(other) with { Aliases = [Page, Words] });

        await ledger.Store.AppendAsync(new Batch { Aliases = [new ItemAlias(ledger.Channel, one, Words), new ItemAlias(ledger.Channel, one, new IdentityKey(KeyKind.Guid, [4, 4]))] }, default);

        Assert.Equal([one, other, one], new[] { Page.Hash, Words.Hash, [4, 4] }.Select(key => ledger.Store.ItemByIdentity(ledger.Channel, key)));
    }

    [Fact]
    public async Task A_draft_that_is_stale_leaves_no_key_behind()
    {
        var item = OpaqueId.New();
        await ledger.SealAsync(ledger.Article(item));

        Assert.IsType<AppendOutcome.Stale>(await ledger.Store.AppendAsync(ledger.Article(item) with { Kind = EntryKind.Update, Follows = 7, Aliases = [Page] }, default));

        Assert.Null(ledger.Store.ItemByIdentity(ledger.Channel, Page.Hash));
    }

    [Fact]
    public async Task What_the_operator_has_fixed_meanwhile_stands_against_what_a_document_showed()
    {
        await ledger.RegisterAsync();
        await ledger.Store.FixIdentityAsync(Chosen(IdentityPolicy.Link) with { IsFixed = true }, default);

        await ledger.Store.AppendAsync(new Batch { Identity = Chosen(IdentityPolicy.Guid) with { TlsKey = "key", FeedTitle = "Kayes" } }, default);

        Assert.Equal(Chosen(IdentityPolicy.Link) with { IsFixed = true, TlsKey = "key", FeedTitle = "Kayes" }, ledger.Store.Identity(ledger.Channel));
    }

    [Fact]
    public async Task An_alarm_is_counted_under_its_code_with_its_last_words_and_only_with_what_was_sealed()
    {
        await ledger.RegisterAsync();
        await ledger.Store.AppendAsync(new Batch { Incidents = [new ChannelIncident(ledger.Channel, "emptied", "one")] }, default);
        ledger.Time.Advance(TimeSpan.FromHours(1));
        await ledger.Store.AppendAsync(new Batch { Incidents = [new ChannelIncident(ledger.Channel, "emptied", "two")] }, default);

        await ledger.Store.AppendAsync(new Batch { Drafts = [ledger.Article(OpaqueId.New()) with { Follows = 7 }], Incidents = [new ChannelIncident(ledger.Channel, "re-dated", "x")] }, default);

        var incident = Assert.Single(ledger.Store.Incidents(ledger.Channel));
        Assert.Equal(("two", 2, TimeSpan.FromHours(1)), (incident.Incident.Message, incident.Times, incident.LastSeen - incident.FirstSeen));
    }

    [Fact]
    public async Task A_shorter_interval_holds_from_now_on_and_a_row_of_failures_is_waited_out()
    {
        await ledger.RegisterAsync();
        var now = ledger.Time.GetUtcNow();
        var state = new ChannelState { Channel = ledger.Channel, LastSeen = now, NextPoll = now.AddDays(1), Interval = TimeSpan.FromDays(1) };
        await ledger.Store.AppendAsync(new Batch { Channel = state }, default);

        await ledger.Store.SetIntervalAsync(ledger.Channel, TimeSpan.FromMinutes(30), default);
        var (channel, after) = Assert.Single(ledger.Store.Channels());
        await ledger.Store.AppendAsync(new Batch { Channel = state with { Failures = 3 } }, default);
        await ledger.Store.SetIntervalAsync(ledger.Channel, TimeSpan.FromMinutes(5), default);

        Assert.Equal((TimeSpan.FromMinutes(30), now.AddMinutes(30)), (channel.Every, after!.NextPoll));
        Assert.Equal(now.AddDays(1), ledger.Store.Channels()[0].State!.NextPoll);
        await ledger.Store.SetIntervalAsync(ledger.Channel, null, default);
        Assert.Null(ledger.Store.Channels()[0].Channel.Every);
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private ChannelIdentity Chosen(IdentityPolicy policy) => new() { Channel = ledger.Channel, Policy = policy, Since = ledger.Time.GetUtcNow(), Why = Word.Of(policy) };
}
