using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Feedback;

/// <summary>
/// The page by which a reader follows a case, and the one by which a contact confirms its address. Both are known by a
/// secret in their address: they are kept by nobody, found by nobody, and tell no one where a reader came from.
/// </summary>
internal static class CaseEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapEditions(static (pages, edition) =>
    {
        const string confirm = "/case/contact/{token}";
        pages.MapPage("/case/{reference}", (HttpContext context, string reference, FollowCase use, Shelf shelf) => Follow(context, edition, use.Follow(reference), shelf));
        pages.MapPage(confirm, (HttpContext context, string token, ConfirmContact use) =>
            use.Look(token) is { } address ? Confirmation(context, edition, address, done: false) : Unknown(context, edition));
        pages.MapPost(confirm, (HttpContext context, string token, ConfirmContact use, HouseSettings house) =>
            !SameOrigin.Allows(context.Request, house) ? Refused(context, edition)
            : use.Confirm(token) ? Confirmation(context, edition, null, done: true)
            : Unknown(context, edition));
    });

    private static IResult Follow(HttpContext context, Edition edition, Case? found, Shelf shelf)
    {
        Guard(context, "no-referrer");
        if (found is null) return Page.NotFound(edition);
        var piece = found.Item is { } item ? shelf.TakeSummary(item) : null;
        return Page.Of<CasePage>(new Dictionary<string, object?> { ["Edition"] = edition, ["Case"] = found, ["Piece"] = piece });
    }

    // With no-referrer a browser would hide the form's origin from us as well; this policy gives the origin and no path.
    private static IResult Confirmation(HttpContext context, Edition edition, string? address, bool done)
    {
        Guard(context, "strict-origin");
        return Page.Of<ConfirmPage>(new Dictionary<string, object?> { ["Edition"] = edition, ["Address"] = address, ["Done"] = done });
    }

    private static IResult Unknown(HttpContext context, Edition edition)
    {
        Guard(context, "no-referrer");
        return Page.NotFound(edition);
    }

    private static IResult Refused(HttpContext context, Edition edition)
    {
        Guard(context, "no-referrer");
        return Page.Error(edition, StatusCodes.Status403Forbidden);
    }

    private static void Guard(HttpContext context, string referrerPolicy)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        context.Response.Headers["Referrer-Policy"] = referrerPolicy;
    }
}
