using Griot.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Griot.Feedback;

/// <summary>
/// The page by which a contact says, in one of five languages, that mail may come to its address. Mail scanners follow links: looking
/// changes nothing. It is known by a secret in its address: it is kept by nobody, and found by nobody.
/// </summary>
internal static class ConfirmEndpoints
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/case/contact/{token}", (HttpContext context, string token, string? lang, ConfirmContact use) => Look(context, token, lang, use));
        routes.MapPost("/case/contact/{token}", (HttpContext context, string token, string? lang, ConfirmContact use, HouseSettings house) => Post(context, token, lang, use, house));
        // As mails had it before there were five languages; they can be answered for thirty days.
        routes.MapEditions(static (pages, edition) =>
        {
            pages.MapPage("/case/contact/{token}", (HttpContext context, string token, string? lang, ConfirmContact use) => Look(context, token, lang ?? edition.Code, use));
            pages.MapPost("/case/contact/{token}", (HttpContext context, string token, string? lang, ConfirmContact use, HouseSettings house) => Post(context, token, lang ?? edition.Code, use, house));
        });
    }

    private static IResult Look(HttpContext context, string token, string? lang, ConfirmContact use) =>
        use.Look(token) is { } address ? Answer(context, lang, "confirm.text", address) : Closed(context, lang);

    private static IResult Post(HttpContext context, string token, string? lang, ConfirmContact use, HouseSettings house) =>
        !SameOrigin.Allows(context.Request, house) ? Answer(context, lang, "answer.fault.form", status: StatusCodes.Status403Forbidden)
        : use.Confirm(token) ? Answer(context, lang, "confirm.done")
        : Closed(context, lang);

    // One answer for what never was, is over, and was used: a guess learns nothing.
    private static IResult Closed(HttpContext context, string? lang) => Answer(context, lang, "confirm.closed", status: StatusCodes.Status404NotFound);

    // With no-referrer a browser would hide the form's origin from us as well; this policy gives the origin and no path.
    private static IResult Answer(HttpContext context, string? lang, string text, string? address = null, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        context.Response.Headers["Referrer-Policy"] = "strict-origin";
        var texts = ProviderTexts.Choose(lang, null, context.Request.Headers.AcceptLanguage);
        return Page.Of<ConfirmPage>(new Dictionary<string, object?> { ["T"] = texts, ["Text"] = text, ["Address"] = address }, status);
    }
}
