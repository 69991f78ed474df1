using System.Text;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Ingest.Tests.Providers;

public sealed class ProviderRegisterTests : IAsyncDisposable
{
    private readonly RegisterRoom room = new();

    [Fact]
    public async Task A_capacity_is_ended_and_never_rewritten()
    {
        var card = RegisterRoom.Registered(await room.Register.AddAsync(
            RegisterRoom.Press("Parti") with { Kind = ProviderKind.Institution, Capacities = [Capacity.Opposition, Capacity.CivilSociety] }, null, default));
        room.Time.Advance(TimeSpan.FromDays(40));
        await room.Register.SetAsync(card.Id, new ProviderDetails { Capacities = [Capacity.Government, Capacity.CivilSociety] }, default);
        room.Time.Advance(TimeSpan.FromDays(40));

        var now = RegisterRoom.Registered(await room.Register.SetAsync(card.Id, new ProviderDetails { Capacities = [Capacity.Opposition] }, default));

        var (first, second, third) = (new DateOnly(2026, 11, 23), new DateOnly(2027, 1, 2), new DateOnly(2027, 2, 11));
        Assert.Equal(
            [
                new DatedCapacity(Capacity.Opposition, first, second), new DatedCapacity(Capacity.CivilSociety, first, third),
                new DatedCapacity(Capacity.Government, second, third), new DatedCapacity(Capacity.Opposition, third),
            ],
            now.Capacities);
        Assert.Equal([Capacity.Opposition], now.CurrentCapacities);
    }

    [Fact]
    public async Task A_provider_that_declares_nothing_is_not_stated()
    {
        var card = await room.AddAsync("Le Pays");
        Assert.Equal([Capacity.NotStated], card.CurrentCapacities);

        card = RegisterRoom.Registered(await room.Register.SetAsync(card.Id, new ProviderDetails { Capacities = [Capacity.Government, Capacity.Government] }, default));
        card = RegisterRoom.Registered(await room.Register.SetAsync(card.Id, new ProviderDetails { Capacities = [] }, default));

        Assert.Single(card.Capacities);
        Assert.Equal([Capacity.NotStated], card.CurrentCapacities);
    }

    [Fact]
    public async Task Every_change_is_a_sealed_card_that_follows_the_one_before()
    {
        var card = await room.AddAsync("Le Pays");
        await room.Register.SetAsync(card.Id, new ProviderDetails { Country = "ml", Contact = "a@example.org" }, default);

        var entries = Enumerable.Range(0, (int)room.Ledger.Size).Select(index => room.Ledger.At(index)!.Entry).ToList();
        Assert.Equal([(EntryKind.Provider, null), (EntryKind.Provider, 0L)], entries.Select(entry => (entry.Kind, entry.Prev)));
        Assert.Equal("Le Pays", ProviderCard.Parse(room.Ledger.Content(0, Part.Record)).Name);
        Assert.Null(ProviderCard.Parse(room.Ledger.Content(0, Part.Record)).Country);
        Assert.Equal("ML", ProviderCard.Parse(room.Ledger.Content(1, Part.Record)).Country);
    }

    public static TheoryData<string, ProviderDetails> Bad => new()
    {
        { "name", new ProviderDetails { Name = "" } },
        { "name", new ProviderDetails { Name = " \t" } },
        { "name", new ProviderDetails { Name = "Le\u0000Pays" } },
        { "name", new ProviderDetails { Name = "Le\nPays" } },
        { "name", new ProviderDetails { Name = "syaP \u202EeL" } },
        { "name", new ProviderDetails { Name = "\ud800" } },
        { "name", new ProviderDetails { Name = new string('x', 201) } },
        { "country", new ProviderDetails { Country = "Mali" } },
        { "country", new ProviderDetails { Country = "М1" } },
        { "country", new ProviderDetails { Country = "ML\n" } },
        { "language", new ProviderDetails { Languages = ["fr", "français"] } },
        { "language", new ProviderDetails { Languages = [""] } },
        { "language", new ProviderDetails { Languages = ["fr\n"] } },
        { "web address", new ProviderDetails { Home = "javascript:alert(1)" } },
        { "web address", new ProviderDetails { Home = "example.org" } },
        { "web address", new ProviderDetails { Home = "https://user:secret@example.org/" } },
        { "web address", new ProviderDetails { Home = "https://example.org/\r\nSet-Cookie: a" } },
        { "mail address", new ProviderDetails { Contact = "nobody" } },
        { "mail address", new ProviderDetails { Contact = "A <a@example.org>" } },
        { "mail address", new ProviderDetails { Contact = "a@example.org\r\nBcc: b@example.org" } },
        { "control characters", new ProviderDetails { About = "a\u0000b" } },
        { "control characters", new ProviderDetails { UsageTerms = "a\u202Eb" } },
        { "longer", new ProviderDetails { About = new string('x', 2001) } },
        { "house", new ProviderDetails { Kind = ProviderKind.House } },
    };

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task What_may_not_stand_on_a_card_is_refused(string reason, ProviderDetails details)
    {
        var card = await room.AddAsync("Le Pays");

        Assert.Contains(reason, RegisterRoom.Refused(await room.Register.SetAsync(card.Id, details, default)), StringComparison.Ordinal);
        var fresh = details with { Name = details.Name ?? "Other", Kind = details.Kind ?? ProviderKind.Press };
        Assert.Contains(reason, RegisterRoom.Refused(await room.Register.AddAsync(fresh, null, default)), StringComparison.Ordinal);
        Assert.Equal(1, room.Ledger.Size);
    }

    [Fact]
    public async Task A_text_about_a_provider_may_have_lines()
    {
        var card = await room.AddAsync("Le Pays");

        Assert.Equal("Quotidien.\nFondé en 1991.", RegisterRoom.Registered(await room.Register.SetAsync(card.Id, new ProviderDetails { About = "Quotidien.\nFondé en 1991." }, default)).About);
    }

    [Theory]
    [InlineData("ftp://example.org/feed"), InlineData("feed"), InlineData("file:///etc/passwd"), InlineData("")]
    public async Task A_feed_that_can_not_be_fetched_is_refused(string feed)
    {
        RegisterRoom.Refused(await room.Register.AddAsync(RegisterRoom.Press("Le Pays"), feed, default));
        Assert.Equal(0, room.Ledger.Size);
    }

    [Fact]
    public async Task The_card_names_the_channel_and_never_its_address()
    {
        var card = await room.AddAsync("Le Pays", "https://user:secret@feeds.example.org/rss?key=hidden");
        await room.Register.AddFeedAsync(card.Id, "https://other.example.org/atom?token=hidden", TimeSpan.FromMinutes(30), default);

        card = room.Ledger.Card(card.Id)!;
        Assert.Equal(["feeds.example.org", "other.example.org"], card.Channels.Select(channel => channel.Domain));
        Assert.All(card.Channels, channel => Assert.True(channel is { Kind: ChannelKind.Feed, Public: true, Proven: false }));
        for (var index = 0; index < room.Ledger.Size; index++)
        {
            var sealedCard = Encoding.UTF8.GetString(room.Ledger.Content(index, Part.Record)!);
            Assert.DoesNotContain("secret", sealedCard, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", sealedCard, StringComparison.Ordinal);
        }

        Assert.Equal(card.Channels.Select(channel => channel.Id), room.Ledger.Channels().Select(channel => channel.Channel.Id));
        Assert.Equal([null, TimeSpan.FromMinutes(30)], room.Ledger.Channels().Select(channel => channel.Channel.Every));
    }

    [Fact]
    public async Task Two_processes_that_change_the_same_card_lose_nothing_of_each_other()
    {
        var card = await room.AddAsync("Le Pays");
        await using var other = room.Open();
        ProviderRegister[] registers = [room.Register, new ProviderRegister(other, room.Time)];

        await Task.WhenAll(Enumerable.Range(0, 80).Select(i => Task.Run(() =>
            registers[i % 2].AddFeedAsync(card.Id, $"https://example.org/{i}", null, CancellationToken.None))));

        var registered = room.Ledger.Channels().Select(channel => channel.Channel.Id).ToList();
        Assert.Equal(80, registered.Count);
        Assert.Equal(registered, room.Ledger.Card(card.Id)!.Channels.Select(channel => channel.Id));
    }

    [Fact]
    public async Task A_suspended_provider_is_suspended_on_its_card_and_keeps_what_it_has()
    {
        var card = await room.AddAsync("Le Pays", "https://example.org/feed");

        var suspended = RegisterRoom.Registered(await room.Register.SetAsync(card.Id, new ProviderDetails { State = ProviderState.Suspended }, default));

        Assert.Equal(ProviderState.Suspended, room.Ledger.Card(card.Id)!.State);
        Assert.Equal(card.Channels, suspended.Channels);
    }

    [Fact]
    public async Task The_house_is_one_and_nobody_else_is_it()
    {
        var impostor = await room.AddAsync("house");
        await using var other = room.Open();

        var houses = await Task.WhenAll(
            Task.Run(() => room.Register.HouseAsync("The House", CancellationToken.None)),
            Task.Run(() => new ProviderRegister(other, room.Time).HouseAsync("The House", CancellationToken.None)));

        Assert.Equal(houses[0].Id, houses[1].Id);
        Assert.NotEqual(impostor.Id, houses[0].Id);
        Assert.Equal((ProviderKind.House, "house"), (houses[0].Kind, houses[0].Slug));
        Assert.False(Assert.Single(houses[0].Channels).Public);
    }

    [Fact]
    public async Task The_house_stays_the_house_under_another_name_and_word()
    {
        var house = await room.Register.HouseAsync("The House", default);
        await room.Register.SetAsync(house.Id, new ProviderDetails { Slug = "newsroom", Name = "Newsroom" }, default);

        Assert.Equal(house.Id, (await room.Register.HouseAsync("The House", default)).Id);
    }

    [Fact]
    public async Task An_unknown_provider_is_not_changed() =>
        RegisterRoom.Refused(await room.Register.SetAsync(OpaqueId.New(), new ProviderDetails { Name = "x" }, default));

    public ValueTask DisposeAsync() => room.DisposeAsync();
}
