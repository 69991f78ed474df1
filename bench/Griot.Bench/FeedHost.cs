using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Griot.Bench;

/// <summary>
/// Serves the feeds on 600 loopback addresses, in a process of its own so that its time is not counted:
/// <c>serve-feeds PORT EDITION</c>. A line on standard input changes the edition.
/// </summary>
internal static class FeedHost
{
    internal static IPAddress AddressOf(int feed) => new([127, 77, (byte)(feed / 250), (byte)(1 + (feed % 250))]);

    internal static async Task<int> RunAsync(string[] args)
    {
        var port = int.Parse(args[0], CultureInfo.InvariantCulture);
        var pages = Pages(0);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, port));
        await using var server = builder.Build();
        server.Run(async context =>
        {
            var address = context.Connection.LocalIpAddress!.MapToIPv4().GetAddressBytes();
            var (bytes, tag) = pages[(address[2] * 250) + address[3] - 1];
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            context.Response.ContentType = "application/xml";
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        });
        await server.StartAsync(CancellationToken.None);
        Console.WriteLine("ready");
        while (Console.ReadLine() is { } edition)
        {
            pages = Pages(int.Parse(edition, CultureInfo.InvariantCulture));
            Console.WriteLine("ready");
        }

        return 0;
    }

    private static (byte[] Bytes, string Tag)[] Pages(int edition) =>
        [.. Enumerable.Range(0, FeedBook.Feeds).AsParallel().AsOrdered().Select(feed =>
        {
            var bytes = FeedBook.Feed(feed, edition);
            return (bytes, $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
        })];
}
