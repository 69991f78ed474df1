using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Syndication.Tests;

/// <summary>
/// What the log opens of a version in every standing: by its proof, as file and as JSON, and by its entry. A salt goes out
/// with the bytes that it opens and never without them.
/// </summary>
public sealed class OpenedTests : IAsyncDisposable
{
    private const string Secret = "Zongobé";
    private static readonly string[] Nothing = [];
    private static readonly string[] All = ["delivery", "record", "summary"];

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["visible"] = new(HttpStatusCode.OK, All, house => house.Deliver()),
        ["visible, under excerpt terms"] = new(HttpStatusCode.OK, ["summary"], house => house.Deliver(terms: Terms.Excerpt)),
        ["visible, through a private channel"] = new(HttpStatusCode.OK, ["record", "summary"], house => house.Deliver(isPublic: false)),
        ["embargoed"] = new(HttpStatusCode.NotFound, Nothing, house => house.Deliver(status: PubStatus.Embargoed)),
        ["withheld"] = new(HttpStatusCode.NotFound, Nothing, house => house.Deliver(status: PubStatus.Withheld)),
        ["released"] = new(HttpStatusCode.OK, All, house => house.Deliver(status: PubStatus.Embargoed).Say(EntryKind.Release, version: 1)),
        ["held before it was public"] = new(HttpStatusCode.NotFound, Nothing, house => house.Deliver(status: PubStatus.Embargoed).Say(EntryKind.Hold)),
        ["held"] = new(HttpStatusCode.OK, Nothing, house => house.Deliver().Say(EntryKind.Hold)),
        ["restored"] = new(HttpStatusCode.OK, All, house => house.Deliver().Say(EntryKind.Hold).Say(EntryKind.Restore)),
        ["expired"] = new(HttpStatusCode.OK, Nothing, house => house.Deliver().Say(EntryKind.Expiry)),
        ["withdrawn"] = new(HttpStatusCode.OK, Nothing, house => house.Deliver().Then(Some.Withdrawal(), EntryKind.Withdrawal, PubStatus.Canceled)),
        ["withdrawn, text kept"] = new(HttpStatusCode.OK, All, house => house.Deliver().Then(Some.Withdrawal(keepsText: true), EntryKind.Withdrawal, PubStatus.Canceled)),
        ["canceled"] = new(HttpStatusCode.OK, Nothing, house => house.Deliver().Then(Some.Piece(), EntryKind.Update, PubStatus.Canceled)),
        ["corrected"] = new(HttpStatusCode.OK, All, house => house.Deliver().Then(Some.Piece("Autre titre"), EntryKind.Correction, PubStatus.Usable)),
        ["removed"] = new(HttpStatusCode.OK, Nothing, house => house.Deliver().Remove()),
        ["removed before it was public"] = new(HttpStatusCode.NotFound, Nothing, house => house.Deliver(status: PubStatus.Embargoed).Remove()),
        ["held, and only its embargoed update"] = new(HttpStatusCode.OK, Nothing, house => house.Deliver().Then(Some.Piece(), EntryKind.Update, PubStatus.Embargoed).Say(EntryKind.Hold)),
    };

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    private readonly LedgerStore store;
    private readonly string item = OpaqueId.New();
    private ProviderCard card = Some.Provider();

    public OpenedTests() => store = LedgerStore.Open(folder.Path, time);

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Nothing_is_opened_but_what_its_address_gives(string name)
    {
        Cases[name].Make(this);
        await using var site = await OpenAsync();

        using var file = await site.Get($"/items/{item}/1/proof");
        using var json = await site.Get($"/items/{item}/1/proof", ("Accept", "application/json"));
        var entry = JsonNode.Parse(await site.Client.GetStringAsync("/log/entry/1"))!["opened"]!.AsObject();

        Assert.Equal((Cases[name].Proof, Cases[name].Proof), (file.StatusCode, json.StatusCode));
        Assert.Equal(Cases[name].Opened, entry.Select(part => part.Key).Order());
        Assert.All(entry, part => Assert.True(part.Value!["salt"] is not null && part.Value["bytes"] is not null));
        if (file.IsSuccessStatusCode)
        {
            var extra = JsonNode.Parse(ProofFile.Parse(await file.Content.ReadAsByteArrayAsync())!.Extra!)!["salts"]!.AsObject();
            Assert.Equal(Cases[name].Opened, Given(extra));
            Assert.Equal(Cases[name].Opened, Given(JsonNode.Parse(await json.Content.ReadAsByteArrayAsync())!["salts"]!.AsObject()));
        }
    }

    [Theory]
    [InlineData("held", true), InlineData("removed", true), InlineData("held, and only its embargoed update", true)]
    [InlineData("held before it was public", false), InlineData("removed before it was public", false)]
    public async Task A_notice_is_opened_only_where_the_public_had_the_piece(string name, bool isOpened)
    {
        Cases[name].Make(this);
        await using var site = await OpenAsync();

        var entry = JsonNode.Parse(await site.Client.GetStringAsync($"/log/entry/{store.History(item)[^1].Index}"))!["opened"]!.AsObject();

        Assert.Equal(isOpened ? ["record"] : Nothing, entry.Select(part => part.Key));
    }

    [Fact]
    public async Task Of_an_embargoed_update_nothing_is_opened_beside_the_public_version()
    {
        Deliver().Then(Some.Piece(Secret), EntryKind.Update, PubStatus.Embargoed);
        await using var site = await OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await site.Get($"/items/{item}/2/proof")).StatusCode);
        Assert.Empty(JsonNode.Parse(await site.Client.GetStringAsync("/log/entry/2"))!["opened"]!.AsObject());
        Assert.Equal(All, JsonNode.Parse(await site.Client.GetStringAsync("/log/entry/1"))!["opened"]!.AsObject().Select(part => part.Key).Order());
    }

    [Theory]
    [InlineData("embargoed"), InlineData("removed before it was public"), InlineData("held before it was public")]
    public async Task What_was_never_public_answers_as_what_is_not_there(string name)
    {
        Cases[name].Make(this);
        await using var site = await OpenAsync();

        foreach (var tag in (string?[])[null, "*"])
        {
            var known = await Said(site, $"/items/{item}/1/proof", tag);
            Assert.Equal(await Said(site, $"/items/{OpaqueId.New()}/1/proof", tag), known);
            Assert.StartsWith("404", known, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/log/tile"), InlineData("/log/tile/"), InlineData("/log/tile/0"), InlineData("/log/tile/0/000.p/9999999999999999999"), InlineData("/log/tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("/log/entry/9223372036854775807"), InlineData("/log/entry/9223372036854775808"), InlineData("/log/entry/01"), InlineData("/log/entry/-1")]
    public async Task What_is_no_tile_and_no_entry_is_not_there(string path)
    {
        Deliver();
        await using var site = await OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await site.Get(path)).StatusCode);
    }

    [Theory]
    [InlineData("gzip", true), InlineData("br, gzip;q=0.5", true), InlineData("gzip;q=0", false), InlineData("identity", false), InlineData(null, false)]
    public async Task A_bundle_is_compressed_for_who_takes_it_so(string? accepted, bool isCompressed)
    {
        Deliver();
        await using var site = await OpenAsync();

        using var plain = await site.Get("/log/tile/0/000.p/2", ("Accept-Encoding", "gzip"));
        using var answer = await site.Get("/log/tile/entries/000.p/2", accepted is null ? [] : [("Accept-Encoding", accepted)]);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(isCompressed ? ["gzip"] : [], answer.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", answer.Headers.Vary.Single());
        await using var body = await answer.Content.ReadAsStreamAsync();
        await using var bundle = isCompressed ? new GZipStream(body, CompressionMode.Decompress) : body;
        using var bytes = new MemoryStream();
        await bundle.CopyToAsync(bytes);
        Assert.Equal(2, EntryBundle.Read(bytes.ToArray())!.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    private OpenedTests Deliver(PubStatus status = PubStatus.Usable, Terms terms = Terms.Full, bool isPublic = true)
    {
        card = Some.Provider(terms, isPublic);
        Seal(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug });
        return Then(Some.Piece(Secret), EntryKind.Article, status);
    }

    private OpenedTests Then(ArticleRecord record, EntryKind kind, PubStatus status) => Seal(new Draft
    {
        Kind = kind,
        Provider = card.Id,
        Channel = card.Channels[0].Id,
        Item = item,
        Follows = store.History(item) is [.., var last] ? last.Index : null,
        Status = status,
        Evidence = Evidence.Tls,
        Delivery = Encoding.UTF8.GetBytes(Secret),
        Record = record.ToBytes(),
        Summary = PaperLedger.SummaryOf(record).ToBytes(),
        Envelope = "{}"u8.ToArray(),
    });

    private OpenedTests Say(EntryKind kind, int? version = null) => Seal(new Draft
    {
        Kind = kind,
        Provider = card.Id,
        Item = item,
        Version = version,
        Follows = store.History(item)[^1].Index,
        Record = kind is EntryKind.Hold or EntryKind.Restore ? new Notice { Reason = "legal" }.ToBytes() : null,
    });

    private OpenedTests Remove()
    {
        var removal = new Draft { Kind = EntryKind.Removal, Provider = card.Id, Item = item, Follows = store.History(item)[^1].Index, Status = PubStatus.Canceled, Delivery = "order"u8.ToArray(), Record = new Notice { Reason = "court-order", Country = "ML" }.ToBytes() };
        Assert.IsType<AppendOutcome.Sealed>(store.RemoveAsync(new Removal { Entry = removal, Targets = [.. Enum.GetValues<Part>().Where(part => part != Part.Signature).Select(part => new EntryPart(1, part))] }, default).GetAwaiter().GetResult());
        return this;
    }

    private OpenedTests Seal(Draft draft)
    {
        Assert.IsType<AppendOutcome.Sealed>(store.AppendAsync(draft, default).GetAwaiter().GetResult());
        return this;
    }

    private async Task<Site> OpenAsync()
    {
        var options = new LogOptions(folder.Path) { Origin = "griot.example/log", CheckpointCopy = folder.File("copy") };
        using (var signer = await Signer.OpenAsync(store, options, time, thorough: true, default)) await signer.SignAsync(default);
        return await Site.Open(new Shelf(store), log: new LogReader(store, options));
    }

    private static async Task<string> Said(Site site, string path, string? tag)
    {
        using var answer = await site.Get(path, tag is null ? [] : [("If-None-Match", tag)]);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync()}";
    }

    private static IEnumerable<string> Given(JsonObject salts) => salts.Where(part => part.Value is not null).Select(part => part.Key).Order();

    private sealed record Case(HttpStatusCode Proof, string[] Opened, Action<OpenedTests> Make)
    {
        internal Case(HttpStatusCode proof, string[] opened, Func<OpenedTests, OpenedTests> make) : this(proof, opened, (Action<OpenedTests>)(house => make(house))) { }
    }
}
