using Griot.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Ingest.Channels.Push;

/// <summary>The door for providers' programs.</summary>
public static class PushEndpoints
{
    /// <summary>Where a channel is delivered to, as a path from the site's root.</summary>
    public static string PathOf(string channel) => $"/deliver/{channel}";

    /// <summary>Maps <c>POST /deliver/{channel}</c>.</summary>
    /// <param name="routes">The site's routes.</param>
    /// <param name="ledger">Where it is sealed.</param>
    /// <param name="time">For the age of signatures.</param>
    /// <param name="publicUrl">The site's public address: what a signature covers as its target.</param>
    public static void MapPush(this IEndpointRouteBuilder routes, LedgerStore ledger, TimeProvider time, Uri publicUrl)
    {
        var door = new PushDoor(ledger, time, publicUrl);
        routes.MapPost("/deliver/{channel}", (string channel, HttpContext context) => door.AnswerAsync(channel, context));
    }
}
