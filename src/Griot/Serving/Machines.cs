using System.Text.Json.Nodes;
using Griot.Ledger;
using Griot.Ledger.Signing;

namespace Griot.Serving;

/// <summary>What machines ask of every house: <c>/health</c>.</summary>
internal static class Machines
{
    internal static void Map(IEndpointRouteBuilder routes, LedgerStore ledger, Signer signer)
    {
        routes.MapMethods("/health", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.Text(Health(ledger, signer.Lacks).ToJsonString(), "application/json");
        });
    }

    // What it lacks is told as it was found at the start, as long as the server runs: the first signature puts the copy back, and
    // with it goes the alarm, not its reason.
    private static JsonObject Health(LedgerStore ledger, LogLacks lacks)
    {
        var health = ledger.Freeze is { } freeze
            ? new JsonObject { ["status"] = "frozen", ["behind"] = freeze.Behind, ["entries"] = ledger.Size }
            : new JsonObject { ["status"] = "ok", ["entries"] = ledger.Size };
        if (lacks.Key) health["signingKey"] = "missing";
        if (lacks.Copy || lacks.Unproven) health["checkpointCopy"] = lacks.Copy ? "missing" : "unproven";
        return health;
    }
}
