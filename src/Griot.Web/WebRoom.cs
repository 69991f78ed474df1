using System.IO.Compression;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Griot.Record;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Griot.Web;

/// <summary>The door of the room: what every server of pages needs.</summary>
public static class WebRoom
{
    /// <summary>Rendering, compression, kept pages and the house's settings. Somebody else gives the <see cref="ILogReader"/> and the <see cref="ILedgerReader"/>.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services, HouseSettings house, KeepingOptions? keeping = null)
    {
        services.AddSingleton(house).AddSingleton<Freshness>().AddSingleton<LogWatch>().AddSingleton<FaultLog>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(keeping ?? new KeepingOptions()).AddSingleton<PageStore>().AddSingleton<Encodings>().AddSingleton<PageCache>().AddHostedService<PageUpkeep>();
        // Letters of every script stand as themselves: pages stay small and readable. What could act is still escaped.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Fastest);
        // No page holds a secret beside text of the reader's choice, so compression under TLS gives nothing away.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/atom+xml", "application/rss+xml", "application/feed+json", "application/problem+json"];
        });
        return services;
    }

    /// <summary>
    /// Has a server listen for readers, at one address: kept pages are answered without the pool, and no more readers are connected at
    /// once than <paramref name="mostConnections"/>, or than the process's limit of open files has room for.
    /// </summary>
    public static void ListenForReaders(this IWebHostBuilder host, IPEndPoint point, int? mostConnections = null) => ReaderSockets.Listen(host, point, mostConnections ?? OpenFiles.MostConnections(), TimeProvider.System);

    /// <summary>Kept pages, guard headers, compression and pages for faults; before any endpoint.</summary>
    public static void UseWeb(this IApplicationBuilder app)
    {
        var pages = app.ApplicationServices.GetRequiredService<PageCache>();
        app.Use(pages.FirstAsync);
        app.UseSecurityHeaders();
        app.UseResponseCompression();
        app.UseFaultPages();
        // Before it, kept pages are answered without it; else it would run before everything else.
        app.UseRouting();
        app.Use(ExactAddress.Mind);
        app.Use(pages.MakeAsync);
    }

    /// <summary>The style sheet and the house's own pictures, and an answer for browsers that ask for an icon unasked.</summary>
    public static void MapWeb(this IEndpointRouteBuilder routes) => routes.ServiceProvider.GetRequiredService<HouseSettings>().Look.Map(routes);
}
