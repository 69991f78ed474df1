using Griot.Ingest.Items;
using Griot.Ingest.Providers;
using Griot.Record;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Ingest.Tests.Providers;

/// <summary>What a card says of territory, dates, AI use, resale and attribution.</summary>
public sealed class UsageTests : IAsyncDisposable
{
    private readonly RegisterRoom room = new();

    [Fact]
    public async Task Rules_are_set_and_taken_back_one_by_one()
    {
        var card = await AddAsync(new UsageDetails { Ai = "licence=https://kayes.example/ai", Resale = "deny", Territory = "ml,sn", Attribution = "Kayes Hebdo, Kayes" });
        Assert.Equal(
            new UsageRules { Ai = AiUse.Licence, AiPolicy = "https://kayes.example/ai", Resale = Permission.Deny, Territory = Territory.Parse("ML,SN"), Attribution = "Kayes Hebdo, Kayes" },
            card.Rules);

        Assert.Equal((AiUse.Deny, (string?)null), (await SetAsync(card, new UsageDetails { Ai = "deny" }) is { } denied ? (denied.Rules!.Ai!.Value, denied.Rules.AiPolicy) : default));
        Assert.Equal(Permission.Deny, room.Ledger.Card(card.Id)!.Rules!.Resale);
        Assert.Null((await SetAsync(card, new UsageDetails { Ai = "", Resale = "", Territory = "", Attribution = "" })).Rules);
    }

    [Theory]
    [InlineData("licence", null, null, "says nothing of AI")]
    [InlineData("licence=ftp://kayes.example", null, null, "says nothing of AI")]
    [InlineData("deny=https://kayes.example", null, null, "says nothing of AI")]
    [InlineData("maybe", null, null, "says nothing of AI")]
    [InlineData(null, "Mali", null, "is no territory")]
    [InlineData(null, "ML,-FR", null, "is no territory")]
    [InlineData(null, null, "demain", "a date of the terms is none")]
    public async Task What_is_no_rule_is_refused_in_words(string? ai, string? territory, string? until, string reason)
    {
        var outcome = await room.Register.AddAsync(RegisterRoom.Press("Kayes") with { Usage = new UsageDetails { Ai = ai, Territory = territory, Until = until } }, null, default);

        Assert.Contains(reason, RegisterRoom.Refused(outcome), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Terms_with_dates_begin_and_end_by_cards_that_are_sealed_at_their_time()
    {
        var card = await AddAsync(new UsageDetails { From = "2026-11-24", Until = "2026-11-25T06:00:00Z" });
        Assert.Equal((Terms.Link, Terms.Full), (card.Terms, card.AgreedTerms));
        var releaser = new Releaser(room.Ledger, room.Time, NullLogger<Releaser>.Instance);
        Assert.Equal(0, await releaser.OnceAsync(default));

        room.Time.Advance(TimeSpan.FromHours(10));
        Assert.Equal((1, 0), (await releaser.OnceAsync(default), await releaser.OnceAsync(default)));
        Assert.Equal(Terms.Full, room.Ledger.Card(card.Id)!.Terms);
        // What else is said of the provider meanwhile does not move its dates.
        Assert.Equal(Terms.Full, (await SetAsync(card, new UsageDetails { Resale = "deny" })).Terms);

        room.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal((1, 0), (await releaser.OnceAsync(default), await releaser.OnceAsync(default)));
        Assert.Equal((Terms.Link, Terms.Full), (room.Ledger.Card(card.Id)!.Terms, room.Ledger.Card(card.Id)!.AgreedTerms));

        Assert.Equal(Terms.Full, (await SetAsync(card, new UsageDetails { From = "", Until = "" })).Terms);
        Assert.Equal(Permission.Deny, room.Ledger.Card(card.Id)!.Rules!.Resale);
    }

    [Fact]
    public async Task A_table_takes_and_gives_the_rules()
    {
        var lines = await room.ImportAsync("name,kind,ai,resale,territory,attribution,terms-until\nKayes Hebdo,press,licence=https://kayes.example/ai,deny,-FR,Kayes,2027-01-01\nGao Info,press,,,,,\n");
        Assert.All(lines, line => Assert.Equal("added", line.Result));
        var card = room.Register.Find("Kayes Hebdo")!;
        Assert.Equal((AiUse.Licence, Permission.Deny, "-FR", "Kayes"), (card.Rules!.Ai, card.Rules.Resale, card.Rules.Territory!.ToString(), card.Rules.Attribution));
        Assert.Null(room.Register.Find("Gao Info")!.Rules);

        using var table = new StringWriter();
        new ProviderCsv(room.Ledger).Export(table);
        await using var other = new RegisterRoom();
        await other.ImportAsync(table.ToString());
        Assert.Equal(card.Rules, other.Register.Find("Kayes Hebdo")!.Rules);
        Assert.Equal(card.Terms, other.Register.Find("Kayes Hebdo")!.Terms);
    }

    [Fact]
    public async Task Whose_page_search_engines_show_stands_on_the_card_only_where_it_is_the_providers()
    {
        var plain = RegisterRoom.Registered(await room.Register.AddAsync(RegisterRoom.Press("Kayes Hebdo"), null, default));
        Assert.DoesNotContain("canonical", System.Text.Encoding.UTF8.GetString(plain.ToBytes()));

        var led = RegisterRoom.Registered(await room.Register.SetAsync(plain.Id, new ProviderDetails { Canonical = CanonicalPage.Provider }, default));
        Assert.Equal(CanonicalPage.Provider, ProviderCard.Parse(led.ToBytes()).Canonical);
        using var table = new StringWriter();
        new ProviderCsv(room.Ledger).Export(table);
        await using var other = new RegisterRoom();
        await other.ImportAsync(table.ToString());
        Assert.Equal(CanonicalPage.Provider, other.Register.Find("Kayes Hebdo")!.Canonical);

        var back = RegisterRoom.Registered(await room.Register.SetAsync(plain.Id, new ProviderDetails { Canonical = CanonicalPage.House }, default));
        Assert.Equal(plain.ToBytes(), back.ToBytes());
        Assert.Contains(await other.ImportAsync("name,kind,canonical\nGao Info,press,nowhere\n"), line => line.Result == "refused" && line.Detail.Contains("nowhere", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    private async Task<ProviderCard> AddAsync(UsageDetails usage) =>
        RegisterRoom.Registered(await room.Register.AddAsync(RegisterRoom.Press("Kayes Hebdo") with { Usage = usage }, null, default));

    private async Task<ProviderCard> SetAsync(ProviderCard card, UsageDetails usage) =>
        RegisterRoom.Registered(await room.Register.SetAsync(card.Id, new ProviderDetails { Usage = usage }, default));
}
