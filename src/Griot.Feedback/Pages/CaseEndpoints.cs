using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Feedback;

/// <summary>
/// The page by which a reader follows a case. It is known by a secret in its address: it is kept by nobody, found by nobody,
/// and tells no one where a reader came from.
/// </summary>
internal static class CaseEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapEditions(static (pages, edition) =>
        pages.MapPage("/case/{reference}", (HttpContext context, string reference, FollowCase use, CaseHistory history, Shelf shelf) => Follow(context, edition, use.Follow(reference), history, shelf)));

    private static IResult Follow(HttpContext context, Edition edition, Case? found, CaseHistory history, Shelf shelf)
    {
        Guard(context, "no-referrer");
        if (found is null) return Page.NotFound(edition);
        var piece = found.Item is { } item ? shelf.TakeSummary(item) : null;
        var reply = found.Reply?.Item is { } become ? shelf.TakeSummary(become) : null;
        return Page.Of<CasePage>(new Dictionary<string, object?> { ["Edition"] = edition, ["Case"] = found, ["Piece"] = piece, ["Reply"] = reply, ["History"] = history.Of(found) });
    }

    private static void Guard(HttpContext context, string referrerPolicy)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        context.Response.Headers["Referrer-Policy"] = referrerPolicy;
    }
}
