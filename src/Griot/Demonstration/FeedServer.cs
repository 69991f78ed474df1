using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Net.Http.Headers;

namespace Griot.Demonstration;

/// <summary>The servers of all invented providers in one, on this machine only: their feeds and pictures, and a list of the feeds as CSV.</summary>
internal static class FeedServer
{
    internal static async Task<(WebApplication Server, Uri Address)> OpenAsync(Newsstand stand, int port, CancellationToken cancellation)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = builder.Build();
        foreach (var provider in stand.Providers) server.MapGet(Path(provider), (HttpContext context) => Answer(context, provider, stand.Feed(provider, Root(context))));
        server.MapGet("/providers.csv", (HttpContext context) => Results.Text(Csv(stand, Root(context)), "text/csv; charset=utf-8"));
        server.MapGet("/{provider}/img/{name}", (string name) => Results.Bytes(InventedPicture.Draw(name), "image/png"));
        await server.StartAsync(cancellation);
        var address = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return (server, new Uri(address + "/"));
    }

    internal static string Path(WorldProvider provider) => $"/{provider.Slug}/feed";

    private static string Root(HttpContext context) => $"http://{IPAddress.Loopback}:{context.Connection.LocalPort}";

    private static IResult Answer(HttpContext context, WorldProvider provider, byte[] feed)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(feed))[..20]}\"");
        return Results.Bytes(feed, MediaType(provider), entityTag: tag);
    }

    // Without a charset: of the bytes, only the documents themselves speak.
    private static string MediaType(WorldProvider provider) => provider.Format switch
    {
        "jsonfeed" => "application/feed+json",
        "page" => "text/html",
        _ => "application/xml",
    };

    private static string Csv(Newsstand stand, string root)
    {
        var table = new StringBuilder("name,kind,capacity,country,language,home,contact,terms,feed,about\n");
        foreach (var provider in stand.Providers)
        {
            string[] cells = [provider.Name, provider.Kind, provider.Capacity, provider.Country, string.Join(';', provider.Languages), provider.Home, provider.Contact, provider.Terms, root + Path(provider), provider.About];
            table.AppendJoin(',', cells.Select(Cell)).Append('\n');
        }

        return table.ToString();
    }

    // RFC 4180: what holds a comma, a quote or a line break stands in quotes.
    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
