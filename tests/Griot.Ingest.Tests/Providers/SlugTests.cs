using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Ingest.Tests.Providers;

public sealed class SlugTests : IAsyncDisposable
{
    private readonly RegisterRoom room = new();

    [Theory]
    [InlineData("L'Essor", "l-essor")]
    [InlineData("Présidence de la République", "presidence-de-la-republique")]
    [InlineData("  -- Le  Pays!! ", "le-pays")]
    [InlineData("Daily Trust (Abuja)", "daily-trust-abuja")]
    [InlineData("Gaskiya Ɗan Ƙasa", "gaskiya-dan-kasa")]
    [InlineData("Le Cœur de l'Afrique", "le-coeur-de-l-afrique")]
    [InlineData("Ærø Straße", "aero-strasse")]
    [InlineData("Eʋegbe Nyadzɔdzɔwo", "evegbe-nyadzodzowo")]
    [InlineData("223 Info", "223-info")]
    public async Task A_name_gives_its_word_in_addresses(string name, string slug) => Assert.Equal(slug, (await room.AddAsync(name)).Slug);

    [Theory]
    [InlineData("صحيفة الشعب"), InlineData("ኢትዮጵያ"), InlineData("!!!")]
    public async Task A_name_without_Latin_letters_is_known_by_its_id(string name)
    {
        var card = await room.AddAsync(name);

        Assert.Equal(card.Id, card.Slug);
        Assert.Equal(card, room.Ledger.CardBySlug(card.Id), Same);
    }

    [Fact]
    public async Task A_long_name_gives_a_word_of_bearable_length()
    {
        var slug = (await room.AddAsync(string.Concat(Enumerable.Repeat("Réseau ", 28)))).Slug;

        Assert.InRange(slug.Length, 1, 60);
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", slug);
    }

    [Theory]
    [InlineData("About"), InlineData("Case"), InlineData("All"), InlineData("Search"), InlineData("House")]
    public async Task A_word_of_the_site_is_borne_by_nobody(string name)
    {
        Assert.Equal(name.ToLowerInvariant() + "-2", (await room.AddAsync(name)).Slug);
        var other = await room.AddAsync("Other");
        RegisterRoom.Refused(await room.Register.SetAsync(other.Id, new ProviderDetails { Slug = name.ToLowerInvariant() }, default));
        RegisterRoom.Refused(await room.Register.AddAsync(RegisterRoom.Press("Third") with { Slug = name.ToLowerInvariant() }, null, default));
    }

    [Theory]
    [InlineData(""), InlineData("Le Pays"), InlineData("é"), InlineData("../x"), InlineData("a/b"), InlineData("-a"), InlineData("a--b"), InlineData("\ud800")]
    public async Task A_word_that_can_not_stand_in_an_address_is_refused(string slug)
    {
        var card = await room.AddAsync("Le Pays");

        RegisterRoom.Refused(await room.Register.SetAsync(card.Id, new ProviderDetails { Slug = slug }, default));
    }

    [Fact]
    public async Task The_id_of_another_provider_can_not_be_taken_as_a_word()
    {
        var (victim, other) = (await room.AddAsync("Victim"), await room.AddAsync("Other"));

        RegisterRoom.Refused(await room.Register.SetAsync(other.Id, new ProviderDetails { Slug = victim.Id }, default));
    }

    [Fact]
    public async Task The_same_name_twice_is_two_words()
    {
        Assert.Equal(["le-pays", "le-pays-2", "le-pays-3"], [(await room.AddAsync("Le Pays")).Slug, (await room.AddAsync("Le Pays")).Slug, (await room.AddAsync("LE PAYS")).Slug]);
        Assert.Null(room.Register.Find("Le Pays"));
    }

    [Fact]
    public async Task A_word_is_never_given_to_another_and_leads_to_who_bore_it()
    {
        var card = await room.AddAsync("Le Pays");
        await room.Register.SetAsync(card.Id, new ProviderDetails { Slug = "lepays" }, default);
        var other = await room.AddAsync("Le Pays");

        Assert.Equal("le-pays-2", other.Slug);
        Assert.Contains("taken", RegisterRoom.Refused(await room.Register.SetAsync(other.Id, new ProviderDetails { Slug = "le-pays" }, default)), StringComparison.Ordinal);
        Assert.Equal(card.Id, room.Ledger.CardBySlug("le-pays")!.Id);
        Assert.Equal(["le-pays"], room.Ledger.Card(card.Id)!.FormerSlugs);
    }

    [Fact]
    public async Task A_provider_can_take_its_own_former_word_again()
    {
        var card = await room.AddAsync("Le Pays");
        await room.Register.SetAsync(card.Id, new ProviderDetails { Slug = "lepays" }, default);

        var back = RegisterRoom.Registered(await room.Register.SetAsync(card.Id, new ProviderDetails { Slug = "le-pays" }, default));

        Assert.Equal(("le-pays", "lepays"), (back.Slug, Assert.Single(back.FormerSlugs)));
    }

    [Fact]
    public async Task Two_processes_that_register_the_same_name_give_it_two_words()
    {
        await using var other = room.Open();
        ProviderRegister[] registers = [room.Register, new ProviderRegister(other, room.Time)];

        var cards = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(async () =>
            RegisterRoom.Registered(await registers[i % 2].AddAsync(RegisterRoom.Press("Le Pays"), $"https://example.org/{i}", CancellationToken.None)))));

        Assert.Equal(12, cards.Select(card => card.Slug).Distinct().Count());
        Assert.Equal(12, room.Ledger.Cards().Count);
        Assert.All(cards, card => Assert.Equal(card.Id, other.CardBySlug(card.Slug)!.Id));
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    private static bool Same(ProviderCard? one, ProviderCard? other) => one!.ToBytes().AsSpan().SequenceEqual(other!.ToBytes());
}
