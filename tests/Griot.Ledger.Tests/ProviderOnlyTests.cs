using Griot.Record;

namespace Griot.Ledger.Tests;

/// <summary>Only the provider of an item adds versions to it, through a channel of its newest card: every way round (decision 26).</summary>
public sealed class ProviderOnlyTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();
    private readonly string item = OpaqueId.New();

    public static TheoryData<EntryKind> Versions => [EntryKind.Article, EntryKind.Update, EntryKind.Correction, EntryKind.Withdrawal];

    public static TheoryData<EntryKind> Later => [EntryKind.Update, EntryKind.Correction, EntryKind.Withdrawal];

    [Theory, MemberData(nameof(Versions))]
    public async Task Its_own_provider_may_speak_through_a_channel_of_its_card(EntryKind kind) =>
        Assert.IsType<AppendOutcome.Sealed>(await ledger.Store.AppendAsync(await DraftAsync(kind), default));

    [Theory, MemberData(nameof(Later))]
    public async Task Another_provider_adds_nothing_to_an_item_even_through_its_own_channel(EntryKind kind)
    {
        var thief = await RegisterAsync("thief");

        await AssertRefusedAsync(await DraftAsync(kind) with { Provider = thief.Id, Channel = thief.Channels[0].Id }, "belongs to another provider");
    }

    [Theory, MemberData(nameof(Later))]
    public async Task Whoever_has_not_even_seen_the_item_learns_no_more(EntryKind kind)
    {
        var thief = await RegisterAsync("thief");

        await AssertRefusedAsync(await DraftAsync(kind) with { Provider = thief.Id, Channel = thief.Channels[0].Id, Follows = 7 }, "belongs to another provider");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Nothing_comes_in_a_provider_s_name_through_another_s_channel(EntryKind kind)
    {
        var other = await RegisterAsync("other");

        await AssertRefusedAsync(await DraftAsync(kind) with { Channel = other.Channels[0].Id }, "channel does not stand");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task Nothing_comes_through_a_channel_that_no_card_names(EntryKind kind)
    {
        await AssertRefusedAsync(await DraftAsync(kind) with { Channel = OpaqueId.New() }, "channel does not stand");
        await AssertRefusedAsync(await DraftAsync(kind) with { Channel = null }, "channel does not stand");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_channel_that_a_newer_card_has_dropped_is_closed(EntryKind kind)
    {
        var draft = await DraftAsync(kind);
        await ChangeAsync(ledger.Card with { Channels = [] });

        await AssertRefusedAsync(draft, "channel does not stand");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_channel_that_a_newer_card_names_is_open_from_that_entry_on(EntryKind kind)
    {
        var second = new CardChannel(OpaqueId.New(), ChannelKind.Feed, null, Public: true);
        var draft = await DraftAsync(kind) with { Channel = second.Id };
        await AssertRefusedAsync(draft, "channel does not stand");

        await ChangeAsync(ledger.Card with { Channels = [.. ledger.Card.Channels, second] });

        Assert.IsType<AppendOutcome.Sealed>(await ledger.Store.AppendAsync(draft, default));
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_provider_without_a_card_says_nothing(EntryKind kind)
    {
        var draft = await DraftAsync(kind);

        await AssertRefusedAsync(draft with { Provider = OpaqueId.New(), Item = kind == EntryKind.Article ? draft.Item : OpaqueId.New(), Follows = null, Kind = EntryKind.Article }, "no sealed card");
    }

    [Theory]
    [InlineData(EntryKind.Correction), InlineData(EntryKind.Withdrawal)]
    public async Task What_the_operator_enters_by_hand_corrects_and_withdraws_nothing(EntryKind kind)
    {
        await AssertRefusedAsync(await DraftAsync(kind) with { Evidence = Evidence.Entered }, $"by hand can't be a {Word.Of(kind)}");

        var byHand = await ledger.SealAsync(ledger.Article(OpaqueId.New()) with { Evidence = Evidence.Entered });
        await AssertRefusedAsync(ledger.Article(ledger.Store.At(byHand)!.Entry.Item!) with { Kind = kind, Follows = byHand, Evidence = Evidence.Entered }, $"by hand can't be a {Word.Of(kind)}");
    }

    [Fact]
    public async Task What_the_operator_enters_by_hand_is_a_piece_and_can_replace_only_what_came_by_hand()
    {
        await AssertRefusedAsync(await DraftAsync(EntryKind.Update) with { Evidence = Evidence.Entered }, "by hand can't replace");

        var other = OpaqueId.New();
        var first = await ledger.SealAsync(ledger.Article(other) with { Evidence = Evidence.Entered });
        var second = await ledger.SealAsync(ledger.Article(other) with { Kind = EntryKind.Update, Evidence = Evidence.Entered, Follows = first });
        var third = await ledger.SealAsync(ledger.Article(other) with { Kind = EntryKind.Update, Follows = second });
        await AssertRefusedAsync(ledger.Article(other) with { Kind = EntryKind.Update, Evidence = Evidence.Entered, Follows = third }, "by hand can't replace");
    }

    [Theory, MemberData(nameof(Versions))]
    public async Task A_version_that_does_not_say_how_it_came_is_nobody_s(EntryKind kind) =>
        await AssertRefusedAsync(await DraftAsync(kind) with { Evidence = null }, "how it came");

    [Theory]
    [InlineData(ProviderState.Suspended), InlineData(ProviderState.Archived)]
    public async Task Of_a_provider_that_is_not_active_only_a_withdrawal_is_taken(ProviderState state)
    {
        await ChangeAsync(ledger.Card with { State = state });
        await AssertRefusedAsync(ledger.Article(OpaqueId.New()), "not active");
        await ChangeAsync(ledger.Card);
        var draft = await DraftAsync(EntryKind.Correction);
        await ChangeAsync(ledger.Card with { State = state });

        await AssertRefusedAsync(draft, "not active");
        await AssertRefusedAsync(draft with { Kind = EntryKind.Update }, "not active");
        Assert.IsType<AppendOutcome.Sealed>(await ledger.Store.AppendAsync(draft with { Kind = EntryKind.Withdrawal }, default));
    }

    [Theory, MemberData(nameof(Later))]
    public async Task Of_what_was_never_delivered_there_is_no_second_version(EntryKind kind)
    {
        await AssertRefusedAsync(ledger.Article(item) with { Kind = kind }, "nothing stands of its item");
        await AssertRefusedAsync(ledger.Article(item) with { Kind = kind, Item = null, Follows = 0 }, "names no item");
    }

    [Fact]
    public async Task An_item_has_one_first_version() =>
        await AssertRefusedAsync(await DraftAsync(EntryKind.Update) with { Kind = EntryKind.Article }, "first version already");

    [Fact]
    public async Task A_card_whose_bytes_are_gone_opens_no_channel()
    {
        var card = await ChangeAsync(ledger.Card);
        var removal = await ledger.SealAsync(new Draft { Kind = EntryKind.Removal, Provider = ledger.Provider, Record = TestLedger.Bytes("{}") });
        using var raw = ledger.Raw();
        ledger.Remove(raw, card, removal, "cards");

        await AssertRefusedAsync(ledger.Article(item), "channel does not stand");
    }

    [Fact]
    public async Task A_refused_draft_costs_its_neighbours_nothing()
    {
        var outcomes = await ledger.Store.AppendAsync(
            new Batch { Drafts = [ledger.Article(OpaqueId.New()), ledger.Article(OpaqueId.New()) with { Channel = OpaqueId.New() }, ledger.Article(OpaqueId.New())] }, default);

        Assert.Equal([typeof(AppendOutcome.Sealed), typeof(AppendOutcome.NotTheProviders), typeof(AppendOutcome.Sealed)], outcomes.Select(outcome => outcome.GetType()));
    }

    [Fact]
    public async Task A_card_that_a_failed_transaction_sealed_never_counts()
    {
        var second = new CardChannel(OpaqueId.New(), ChannelKind.Feed, null, Public: true);
        var draft = await DraftAsync(EntryKind.Correction) with { Channel = second.Id };
        var card = TestLedger.CardDraft(ledger.Card with { Channels = [second] }, ledger.Store.CardEntry(ledger.Provider));

        await Assert.ThrowsAsync<ArgumentException>(() => ledger.Store.AppendAsync(new Batch { Drafts = [card, draft, ledger.Article("no id") with { Channel = second.Id }] }, default));
        await ChangeAsync(ledger.Card);

        await AssertRefusedAsync(draft, "channel does not stand");
    }

    // What the judge saw does not count: the card is read again inside the transaction that seals.
    [Fact]
    public async Task A_card_that_another_process_seals_between_judgement_and_seal_counts()
    {
        await using var other = ledger.Another();
        var draft = await DraftAsync(EntryKind.Correction);
        await other.AppendAsync(TestLedger.CardDraft(ledger.Card with { Channels = [] }, other.CardEntry(ledger.Provider)), default);

        await AssertRefusedAsync(draft, "channel does not stand");
    }

    [Fact]
    public async Task Two_processes_that_race_leave_no_version_through_a_closed_channel()
    {
        await using var other = ledger.Another();
        var closing = Task.Run(async () =>
        {
            for (var round = 0; round < 60; round++)
                await other.AppendAsync(TestLedger.CardDraft(ledger.Card with { Channels = round % 2 == 0 ? [] : ledger.Card.Channels }, other.CardEntry(ledger.Provider)), default);
        });
        var outcomes = new List<AppendOutcome>();
        while (!closing.IsCompleted) outcomes.Add(await ledger.Store.AppendAsync(ledger.Article(OpaqueId.New()), default));
        await closing;

        Assert.Empty(ledger.Violations());
        Assert.All(outcomes, outcome => Assert.True(outcome is AppendOutcome.Sealed or AppendOutcome.NotTheProviders));
        Assert.Equal(outcomes.OfType<AppendOutcome.Sealed>().Count(), ledger.Store.ItemsByProvider().GetValueOrDefault(ledger.Provider));
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();

    private async Task<Draft> DraftAsync(EntryKind kind)
    {
        if (kind == EntryKind.Article) return ledger.Article(item);
        var first = ledger.Store.History(item) is [.., var last] ? last.Index : await ledger.SealAsync(ledger.Article(item));
        return ledger.Article(item, "second") with { Kind = kind, Follows = first };
    }

    private Task<long> ChangeAsync(ProviderCard card) => ledger.SealAsync(TestLedger.CardDraft(card, ledger.Store.CardEntry(ledger.Provider)));

    private async Task<ProviderCard> RegisterAsync(string slug)
    {
        var card = ledger.Card with { Id = OpaqueId.New(), Slug = slug, Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, null, Public: true)] };
        await ledger.SealAsync(TestLedger.CardDraft(card));
        return card;
    }

    private async Task AssertRefusedAsync(Draft draft, string reason)
    {
        var size = ledger.Store.Size;
        var refused = Assert.IsType<AppendOutcome.NotTheProviders>(await ledger.Store.AppendAsync(draft, default));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(size, ledger.Store.Size);
    }
}
