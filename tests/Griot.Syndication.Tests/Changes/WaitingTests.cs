using System.Net;
using System.Text.Json;
using Griot.Ledger;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Testing;

namespace Griot.Syndication.Tests.Changes;

/// <summary>Waiting for a change, on a real store that another process writes.</summary>
public sealed class WaitingTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ProviderCard card = Some.Provider();
    private readonly LedgerStore read;
    private readonly LedgerStore other;

    public WaitingTests() => (read, other) = (LedgerStore.Open(folder.Path, TimeProvider.System), LedgerStore.Open(folder.Path, TimeProvider.System));

    [Fact]
    public async Task Who_waits_is_woken_by_what_another_process_seals()
    {
        await using var site = await Site.Open(new Shelf(read));
        var waiting = Ask(site, "/changes?after=0&wait=60");
        await Register();

        var change = Assert.Single((await waiting).GetProperty("changes").EnumerateArray());

        Assert.Equal("provider", change.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task What_is_passed_over_wakes_nobody_and_the_cursor_goes_on()
    {
        await Register();
        await using var site = await Site.Open(new Shelf(read));
        var waiting = Ask(site, "/changes?after=1&wait=60");
        await Deliver(PubStatus.Embargoed);
        await Deliver(PubStatus.Usable);

        var page = await waiting;

        Assert.Equal([2], page.GetProperty("changes").EnumerateArray().Select(change => change.GetProperty("entry").GetInt64()));
        Assert.Equal(3, page.GetProperty("next").GetInt64());
    }

    [Fact]
    public async Task Who_waits_in_vain_gets_an_empty_page_and_who_is_ahead_of_the_log_keeps_its_cursor()
    {
        await Register();
        await Deliver(PubStatus.Embargoed);
        await using var site = await Site.Open(new Shelf(read));

        Assert.Equal("""{"changes":[],"next":2,"size":2}""", (await Ask(site, "/changes?after=1&wait=1")).GetRawText());
        Assert.Equal("""{"changes":[],"next":70,"size":2}""", (await Ask(site, "/changes?after=70&wait=1")).GetRawText());
    }

    [Fact]
    public async Task Only_so_many_wait_and_who_does_not_wait_is_always_answered()
    {
        await using var site = await Site.Open(new Shelf(read), settings => settings with { MostWaiters = 3, MostWaitersOfOne = 2 });
        var waiting = new[] { Until(site, "/changes?wait=60", HttpStatusCode.OK), Until(site, "/changes?wait=60", HttpStatusCode.OK) };

        var refused = await Until(site, "/changes?wait=1", HttpStatusCode.TooManyRequests);
        Assert.Contains("urn:griot:problem:too-many", refused.Text);
        Assert.Equal("10", refused.RetryAfter);
        using var plain = await site.Get("/changes");
        Assert.Equal(HttpStatusCode.OK, plain.StatusCode);
        await Register();
        Assert.All(await Task.WhenAll(waiting), page => Assert.Contains("\"next\":1", page.Text));
        Assert.Equal(HttpStatusCode.OK, (await Until(site, "/changes?after=1&wait=1", HttpStatusCode.OK)).Status);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:fff9", "2001:db8:1:3::1")]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", "192.0.2.2")]
    public async Task A_household_waits_at_one_place_a_64_of_the_new_addresses_or_one_of_the_old(string one, string same, string other)
    {
        await using var site = await Site.Open(new Shelf(read), settings => settings with { MostWaiters = 10, MostWaitersOfOne = 1 });
        var waiting = From(one, HttpStatusCode.OK, "/changes?wait=60");

        using (var refused = await From(same, HttpStatusCode.TooManyRequests)) Assert.Equal("10", refused.Headers.RetryAfter?.ToString());
        using (await From(other, HttpStatusCode.OK)) Assert.False(waiting.IsCompleted);
        await Register();
        using var page = await waiting;
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        // Its place is free again, for all of its household.
        (await From(same, HttpStatusCode.OK)).Dispose();

        // Whoever of a household comes first has the place: the others ask again until it is as it should be.
        async Task<HttpResponseMessage> From(string address, HttpStatusCode status, string path = "/changes?after=1&wait=1")
        {
            for (HttpResponseMessage? answer = null; ; answer.Dispose())
            {
                answer = await site.Get(path, (Site.From, address));
                if (answer.StatusCode == status) return answer;
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Where_every_place_is_taken_the_house_says_so()
    {
        await using var site = await Site.Open(new Shelf(read), settings => settings with { MostWaiters = 1 });
        var waiting = Until(site, "/changes?wait=60", HttpStatusCode.OK);

        var refused = await Until(site, "/changes?wait=1", HttpStatusCode.ServiceUnavailable);
        await Register();
        await waiting;

        Assert.Contains("urn:griot:problem:busy", refused.Text);
        Assert.Equal("10", refused.RetryAfter);
    }

    [Fact]
    public async Task Who_goes_gives_its_place_back()
    {
        await using var site = await Site.Open(new Shelf(read), settings => settings with { MostWaiters = 1 });
        using (var leaving = new CancellationTokenSource())
        {
            var waiting = Until(site, "/changes?wait=60", HttpStatusCode.OK, leaving.Token);
            await Until(site, "/changes?wait=1", HttpStatusCode.ServiceUnavailable);
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        Assert.Equal(HttpStatusCode.OK, (await Until(site, "/changes?wait=1", HttpStatusCode.OK)).Status);
    }

    [Fact]
    public async Task A_house_that_closes_lets_everybody_go_at_once()
    {
        var site = await Site.Open(new Shelf(read), settings => settings with { MostWaiters = 1 });
        var waiting = Until(site, "/changes?wait=60", HttpStatusCode.OK);
        await Until(site, "/changes?wait=1", HttpStatusCode.ServiceUnavailable);

        var begun = TimeProvider.System.GetTimestamp();
        await site.Close();

        Assert.Contains("\"changes\":[]", (await waiting).Text);
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(20));
        await site.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await read.DisposeAsync();
        await other.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<JsonElement> Ask(Site site, string address) => JsonDocument.Parse(await site.Client.GetStringAsync(address)).RootElement;

    // Places are taken and given back by others, whenever their requests come through.
    private static async Task<(HttpStatusCode Status, string Text, string? RetryAfter)> Until(Site site, string address, HttpStatusCode status, CancellationToken cancellation = default)
    {
        while (true)
        {
            using var answer = await site.Client.GetAsync(address, cancellation);
            if (answer.StatusCode == status) return (status, await answer.Content.ReadAsStringAsync(cancellation), answer.Headers.RetryAfter?.ToString());
        }
    }

    private Task Register() => other.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug }, default);

    private async Task Deliver(PubStatus status) => Assert.IsType<AppendOutcome.Sealed>(await other.AppendAsync(
        new Draft
        {
            Kind = EntryKind.Article,
            Provider = card.Id,
            Channel = card.Channels[0].Id,
            Item = OpaqueId.New(),
            Status = status,
            Evidence = Evidence.Tls,
            Delivery = "<item/>"u8.ToArray(),
            Record = Some.Piece().ToBytes(),
            Summary = PaperLedger.SummaryOf(Some.Piece()).ToBytes(),
        },
        default));
}
