using System.Net;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Record.Tests.Showing;
using Griot.Syndication.Hub;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Griot.Syndication.Tests;

/// <summary>The room on a real server, on a free port of the loopback.</summary>
internal sealed class Site : IAsyncDisposable
{
    internal const string PublicUrl = "https://griot.example";

    private readonly WebApplication app;

    private Site(WebApplication app) => this.app = app;

    internal required HttpClient Client { get; init; }

    internal static Task<Site> Open(Shelf shelf, Func<SyndicationSettings, SyndicationSettings> change) => Open(shelf, 50, null, change);

    internal static async Task<Site> Open(Shelf shelf, int feedSize = 50, ILogReader? log = null, Func<SyndicationSettings, SyndicationSettings>? change = null, IMediaViews? views = null, FeedHub? hub = null, ArticleSearch? search = null, PieceMonths? months = null, TimeProvider? time = null, IChangeWords? words = null, IPublishedAnswers? answers = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time ?? new LaterClock());
        var house = builder.Build();
        house.Use(Placed);
        var settings = new SyndicationSettings { PublicUrl = new Uri(PublicUrl), Name = "La maison", FeedSize = feedSize };
        house.MapSyndication(shelf, log ?? new UnsignedLog(), change?.Invoke(settings) ?? settings, views, hub, search, months, words, answers ?? new SaidAnswers());
        await house.StartAsync();
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        return new Site(house) { Client = new HttpClient(handler) { BaseAddress = new Uri(house.Urls.First()) } };
    }

    /// <summary>The header by which a test says from where it asks: everybody comes from the loopback otherwise.</summary>
    internal const string From = "Test-From";

    private static Task Placed(HttpContext context, RequestDelegate next)
    {
        if (IPAddress.TryParse(context.Request.Headers[From], out var address)) context.Connection.RemoteIpAddress = address;
        return next(context);
    }

    // The moments of a ledger on paper are over, whatever the day of the test.
    private sealed class LaterClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddYears(20);
    }

    internal static Task<Site> Open(PaperLedger ledger, int feedSize = 50) => Open(ledger.Shelf, feedSize);

    /// <summary>Asks as a program does, unless another Accept is named.</summary>
    internal async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request);
    }

    /// <summary>The addresses that the room answers.</summary>
    internal IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    internal Task Close() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}
