using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Ledger;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Syndication.Tests;

/// <summary>A search as a feed and as an answer for programs, with a real store and a real index.</summary>
public sealed class SearchTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    private LedgerStore store = null!;
    private ServiceProvider room = null!;
    private Site site = null!;
    private readonly ProviderCard card = Some.Provider();

    public async ValueTask InitializeAsync()
    {
        store = LedgerStore.Open(folder.Path, time);
        await store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug }, default);
        room = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddSingleton<ILedgerReader>(store).AddEnrichment(folder.Path).BuildServiceProvider();
        site = await Site.Open(room.GetRequiredService<Shelf>(), search: room.GetRequiredService<ArticleSearch>());
    }

    [Fact]
    public async Task The_same_query_is_a_feed_in_three_forms_with_the_newest_first()
    {
        await DeliverAsync("La digue un");
        await DeliverAsync("Autre chose");
        await DeliverAsync("La digue deux");
        Follow();
        var atom = XElement.Parse(await ReadAsync("/feeds/search.atom?q=digue&page=3"));
        Assert.Equal(["La digue deux", "La digue un"], atom.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value));
        Assert.Equal("https://griot.example/feeds/search.atom?q=digue", atom.Elements(Atom + "link").Single(link => link.Attribute("rel")?.Value == "self").Attribute("href")!.Value);
        Assert.Equal("digue - La maison", atom.Element(Atom + "title")!.Value);
        Assert.Equal(2, XElement.Parse(await ReadAsync("/feeds/search.rss?q=digue")).Descendants("item").Count());
        Assert.Equal(2, JsonNode.Parse(await ReadAsync("/feeds/search.json?q=digue"))!["items"]!.AsArray().Count);
        Assert.Empty(JsonNode.Parse(await ReadAsync("/feeds/search.json"))!["items"]!.AsArray());
    }

    [Fact]
    public async Task Programs_are_given_what_is_found_with_marks_and_counts_and_it_fits_what_is_said_of_it()
    {
        for (var i = 0; i < 21; i++) await DeliverAsync($"Le <b>riz</b> & {i}", "<p>Du riz &lt;script&gt; partout.</p>");
        Follow();
        var document = JsonNode.Parse(await ReadAsync("/openapi.json"))!.AsObject();
        var answer = JsonNode.Parse(await ReadAsync("/search.json?q=riz"))!;
        Assert.Null(Schema.Fault(document, document["components"]!["schemas"]!["Found"]!, answer));
        Assert.Equal((21, 20), (answer["count"]!.GetValue<int>(), answer["results"]!.AsArray().Count));
        Assert.Equal("Le &lt;b&gt;<mark>riz</mark>&lt;/b&gt; &amp; 20", answer["results"]![0]!["headlineHtml"]!.GetValue<string>());
        Assert.Equal("Du <mark>riz</mark> &lt;script&gt; partout.", answer["results"]![0]!["snippetHtml"]!.GetValue<string>());
        Assert.Equal(21, answer["facets"]!["providers"]![0]!["count"]!.GetValue<int>());
        Assert.Equal("https://griot.example/search.json?q=riz&page=2", answer["next"]!.GetValue<string>());
        Assert.Single(JsonNode.Parse(await ReadAsync("/search.json?q=riz&page=2"))!["results"]!.AsArray());
        Assert.Equal("riz", JsonNode.Parse(await ReadAsync("/search.json?q=roz"))!["suggestion"]?.GetValue<string>() ?? "riz");
    }

    [Fact]
    public async Task A_label_has_a_feed_in_three_forms_and_another_spelling_leads_to_it()
    {
        await DeliverAsync("La digue");
        Follow();
        foreach (var label in (string[])["country/" + card.Country, "region/002", "language/fr"])
        {
            var atom = XElement.Parse(await ReadAsync($"/feeds/{label}.atom"));
            Assert.Equal("La digue", atom.Elements(Atom + "entry").Single().Element(Atom + "title")!.Value);
            Assert.Equal($"https://griot.example/feeds/{label}.atom", atom.Elements(Atom + "link").Single(link => link.Attribute("rel")?.Value == "self").Attribute("href")!.Value);
            Assert.Single(XElement.Parse(await ReadAsync($"/feeds/{label}.rss")).Descendants("item"));
            Assert.Single(JsonNode.Parse(await ReadAsync($"/feeds/{label}.json"))!["items"]!.AsArray());
        }

        Assert.Empty(JsonNode.Parse(await ReadAsync("/feeds/subject/07000000.json"))!["items"]!.AsArray());
        using var moved = await site.Get("/feeds/country/ml.atom");
        Assert.Equal((HttpStatusCode.MovedPermanently, "https://griot.example/feeds/country/ML.atom"), (moved.StatusCode, moved.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Feeds_of_corrections_wait_among_the_searches_unless_they_are_written_already()
    {
        await ReadAsync("/feeds/corrections.atom");
        var search = room.GetRequiredService<ArticleSearch>();
        var places = new List<Task<SearchPlace?>>();
        do places.Add(search.EnterAsync(new DefaultHttpContext { RequestAborted = TestContext.Current.CancellationToken }));
        while (places[^1] is not { IsCompletedSuccessfully: true, Result: null });

        await ReadAsync("/feeds/corrections.atom");
        foreach (var address in (string[])["/feeds/corrections.atom?before=1", $"/feeds/{card.Slug}/corrections.json"])
        {
            using var busy = await site.Get(address);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(2)), (busy.StatusCode, busy.Headers.RetryAfter!.Delta));
            Assert.Equal("urn:griot:problem:busy", JsonNode.Parse(await busy.Content.ReadAsStringAsync())!["type"]!.GetValue<string>());
        }

        foreach (var place in places) (await place)?.Dispose();
        await ReadAsync("/feeds/corrections.atom?before=1");
    }

    [Theory]
    [InlineData("country/XX")]
    [InlineData("region/999")]
    [InlineData("subject/00000000")]
    [InlineData("genre/poem")]
    [InlineData("language/français")]
    public async Task A_feed_of_what_is_no_label_is_not_there(string label)
    {
        using var answer = await site.Get($"/feeds/{label}.atom");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_page_that_can_not_be_turned_to_is_a_problem()
    {
        foreach (var address in (string[])["/search.json?page=51", "/feeds/search.atom?page=x"])
        {
            using var answer = await site.Get(address);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_provider_that_was_withdrawn_from_the_public_stands_in_no_feed_of_a_search()
    {
        var item = await DeliverAsync("Le mil");
        Follow();
        Assert.Contains("Le mil", await ReadAsync("/feeds/search.atom?q=mil"), StringComparison.Ordinal);
        await store.AppendAsync(new Draft { Kind = EntryKind.Hold, Provider = card.Id, Item = item, Follows = store.History(item)[^1].Index, Record = new Notice { Reason = "legal" }.ToBytes() }, default);
        Assert.DoesNotContain("Le mil", await ReadAsync("/feeds/search.atom?q=mil"), StringComparison.Ordinal);
        Assert.Equal(0, JsonNode.Parse(await ReadAsync("/search.json?q=mil"))!["count"]!.GetValue<int>());
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        await room.DisposeAsync();
        await store.DisposeAsync();
        folder.Dispose();
    }

    private void Follow() => room.GetRequiredService<Followers>().CatchUp(TestContext.Current.CancellationToken);

    private async Task<string> ReadAsync(string address)
    {
        using var answer = await site.Get(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode}");
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> DeliverAsync(string headline, string? body = null)
    {
        time.Advance(TimeSpan.FromMinutes(1));
        var item = OpaqueId.New();
        var record = Some.Piece(headline);
        if (body is not null) record = record with { Bodies = [new TextValue(body, ContentType: "text/html")], Descriptions = [] };
        Assert.IsType<AppendOutcome.Sealed>(await store.AppendAsync(
            new Draft
            {
                Kind = EntryKind.Article,
                Provider = card.Id,
                Channel = card.Channels[0].Id,
                Item = item,
                Status = PubStatus.Usable,
                Evidence = Evidence.Tls,
                Delivery = System.Text.Encoding.UTF8.GetBytes(item),
                Record = record.ToBytes(),
                Summary = PaperLedger.SummaryOf(record).ToBytes(),
            },
            default));
        return item;
    }
}
