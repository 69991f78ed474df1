using Griot.Record;

namespace Griot.Ledger.Tests;

public sealed class RegistrationTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();

    private static Registration Provider(string slug, string? id = null)
    {
        var card = new ProviderCard { Id = id ?? OpaqueId.New(), Slug = slug, Name = slug, Kind = ProviderKind.Press };
        return new Registration(
            new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = slug },
            [new ChannelRegistration(OpaqueId.New(), card.Id, ChannelKind.Feed, $"https://{slug}.example/feed", null)]);
    }

    [Fact]
    public async Task Many_cards_are_sealed_in_order_each_with_its_channel()
    {
        var outcomes = await ledger.Store.RegisterAsync([.. Enumerable.Range(0, 300).Select(number => Provider($"p{number}"))], default);

        Assert.Equal(Enumerable.Range(1, 300).Select(index => (long)index), outcomes.Select(outcome => Assert.IsType<AppendOutcome.Sealed>(outcome).Index));
        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"https://p{number}.example/feed"), ledger.Store.Channels().Select(channel => channel.Channel.Address));
    }

    [Fact]
    public async Task A_card_that_is_not_sealed_registers_no_channel_and_costs_its_neighbours_nothing()
    {
        var id = OpaqueId.New();

        var outcomes = await ledger.Store.RegisterAsync([Provider("one", id), Provider("one"), Provider("two", id), Provider("three")], default);

        Assert.IsType<AppendOutcome.Sealed>(outcomes[0]);
        Assert.IsType<AppendOutcome.SlugTaken>(outcomes[1]);
        Assert.IsType<AppendOutcome.Stale>(outcomes[2]);
        Assert.IsType<AppendOutcome.Sealed>(outcomes[3]);
        Assert.Equal(["le-journal", "one", "three"], ledger.Store.Cards().Select(card => card.Slug));
        Assert.Equal(["https://one.example/feed", "https://three.example/feed"], ledger.Store.Channels().Select(channel => channel.Channel.Address));
    }

    [Fact]
    public async Task A_registration_that_can_not_be_written_leaves_nothing_of_the_others()
    {
        var twice = Provider("two");

        await Assert.ThrowsAnyAsync<Exception>(() => ledger.Store.RegisterAsync([Provider("one"), twice with { NewChannels = [twice.NewChannels[0], twice.NewChannels[0]] }], default));

        Assert.Equal(1, ledger.Store.Size);
        Assert.Empty(ledger.Store.Channels());
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();
}
