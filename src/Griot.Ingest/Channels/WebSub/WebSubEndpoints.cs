using Griot.Ingest.Channels.Poll;
using Griot.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Ingest.Channels.WebSub;

/// <summary>Where hubs call back.</summary>
public static class WebSubEndpoints
{
    /// <summary>The callback with this token, as a path from the site's root.</summary>
    public static string PathOf(string token) => $"/websub/{token}";

    /// <summary>Maps <c>GET</c> and <c>POST /websub/{token}</c>.</summary>
    /// <param name="routes">The site's routes.</param>
    /// <param name="ledger">What was asked of which hub.</param>
    /// <param name="nudges">Where it is noted that a channel is to be polled; nothing else ever comes of a notification.</param>
    /// <param name="time">For leases, and how much is taken.</param>
    public static void MapWebSub(this IEndpointRouteBuilder routes, LedgerStore ledger, PollNudges nudges, TimeProvider time)
    {
        var intents = new HubIntents(ledger, time);
        var told = new HubNotices(ledger, nudges, time);
        routes.MapGet("/websub/{token}", (string token, HttpContext context) => intents.AnswerAsync(token, context));
        routes.MapPost("/websub/{token}", (string token, HttpContext context) => told.AnswerAsync(token, context));
    }
}
