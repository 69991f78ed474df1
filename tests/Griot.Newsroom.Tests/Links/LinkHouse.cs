using System.Net;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Net;
using Griot.Record;
using Griot.Testing;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Newsroom.Tests.Links;

/// <summary>A house with the pages of links open on the loopback, and a provider that has nothing but them.</summary>
internal sealed class LinkHouse : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private WebApplication? site;

    private LinkHouse() => Ledger = LedgerStore.Open(folder.Path, Time);

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    internal LedgerStore Ledger { get; }
    internal HttpClient Client { get; private set; } = null!;
    internal ProviderCard Card { get; private set; } = null!;
    internal ProviderLinks Links => new(Ledger, Time);
    internal MailDoor Mail => new(Ledger, "news@griot.example", (_, _) => Task.FromResult<TxtOutcome>(new TxtOutcome.None()), Time);
    internal ProviderRegister Register => new(Ledger, Time);

    internal static async Task<LinkHouse> OpenAsync()
    {
        var house = new LinkHouse();
        house.Card = await house.AddAsync("Voix de Kayes");
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILedgerReader>(house.Ledger).AddSingleton<ILogReader>(new LogReader(house.Ledger, new LogOptions(house.folder.Path)));
        builder.Services.AddWeb(new HouseSettings { Name = "La maison", PublicUrl = new Uri("https://griot.example") });
        var app = builder.Build();
        app.UseWeb();
        app.MapNewsroom(house.Links, new HandedDoor(house.Ledger, house.Time), new Shelf(house.Ledger), house.Time, Drawn);
        app.MapHeldMails(house.Mail, (secret, ending) => house.Mail.ConfirmAsync(secret, null, ending));
        await app.StartAsync();
        (house.site, house.Client) = (app, new HttpClient { BaseAddress = new Uri(app.Urls.First()) });
        return house;
    }

    // In place of the cage: what begins like a picture is one.
    private static Task<byte[]?> Drawn(ReadOnlyMemory<byte> file, CancellationToken cancellation) =>
        Task.FromResult(file.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? "drawn anew"u8.ToArray() : null);

    internal async Task<ProviderCard> AddAsync(string name) => Assert.IsType<RegisterOutcome.Registered>(await Register.AddAsync(
        new ProviderDetails { Name = name, Kind = ProviderKind.Individual, Languages = ["fr", "bm"], Terms = Terms.Full }, null, default)).Card;

    internal async Task<string> LinkAsync(string? item = null, Evidence evidence = Evidence.Authenticated) =>
        Assert.IsType<string>(await Links.MakeAsync(Card.Id, item, evidence, default));

    /// <summary>A link of a provider that has no card, as a store can hold it after a recovery.</summary>
    internal async Task<string> OrphanAsync()
    {
        var link = Ledger.Link(SHA256.HashData(Encoding.UTF8.GetBytes(await LinkAsync())))!;
        await Ledger.AddLinkAsync(link with { Hash = SHA256.HashData("orphan"u8), Provider = OpaqueId.New() }, default);
        return "orphan";
    }

    internal async Task<(HttpStatusCode Status, string Page)> GetAsync(string token, string query = "")
    {
        using var answer = await Client.GetAsync(NewsroomRoom.PathOf(token) + query);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    internal Task<(HttpStatusCode Status, string Page)> PostAsync(string token, params (string Name, string Value)[] fields) =>
        PostAsync(token, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    internal async Task<(HttpStatusCode Status, string Page)> PostAsync(string token, HttpContent content)
    {
        using var answer = await Client.PostAsync(NewsroomRoom.PathOf(token), content);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a new piece through a new link and gives its item.</summary>
    internal async Task<string> DeliverAsync(string headline = "Le fleuve monte", string text = "Il monte encore.")
    {
        var (status, _) = await PostAsync(await LinkAsync(), ("act", "deliver"), ("headline", headline), ("text", text), ("step", "deliver"));
        Assert.Equal(HttpStatusCode.OK, status);
        return Entries()[^1].Entry.Item!;
    }

    /// <summary>Every entry about a piece.</summary>
    internal List<SealedEntry> Entries() => [.. Enumerable.Range(0, (int)Ledger.Size).Select(index => Ledger.At(index)!).Where(entry => entry.Entry.Item is not null)];

    internal ArticleRecord Record(SealedEntry entry) => ArticleRecord.Parse(Ledger.Content(entry.Index, Part.Record));

    internal static AngleSharp.Html.Dom.IHtmlDocument Parse(string page) => new HtmlParser().ParseDocument(page);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (site is not null) await site.DisposeAsync();
        await Ledger.DisposeAsync();
        folder.Dispose();
    }
}
