using Griot.Ledger;

namespace Griot.Serving;

/// <summary>What machines ask of every house: <c>/health</c> and <c>/robots.txt</c>.</summary>
internal static class Machines
{
    internal static void Map(IEndpointRouteBuilder routes, LedgerStore ledger)
    {
        routes.MapGet("/health", (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Text(ledger.Freeze is { } freeze
                ? $$"""{"status":"frozen","behind":{{freeze.Behind}},"entries":{{ledger.Size}}}"""
                : $$"""{"status":"ok","entries":{{ledger.Size}}}""", "application/json");
        });
        routes.MapGet("/robots.txt", () => Results.Text(
            """
            User-agent: *
            Disallow: /*/case/
            Disallow: /*/ask
            Allow: /

            """, "text/plain; charset=utf-8"));
    }
}
