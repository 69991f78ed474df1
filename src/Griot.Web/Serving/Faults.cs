using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Griot.Web;

/// <summary>
/// Pages for answers that nobody wrote a body for, in the edition that the address names, else in one that the reader
/// prefers. Addresses for machines answer with a problem (RFC 9457).
/// </summary>
internal static class Faults
{
    private static readonly PathString[] Machines = ["/items", "/feeds", "/log", "/deliver", "/websub", "/hub", "/changes", "/health", "/.well-known", "/openapi.json", "/robots.txt", "/sitemap.xml", "/sitemaps", "/providers.opml", "/providers.csv", "/withdrawals.json", "/search.json"];

    internal static void UseFaultPages(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<FaultLog>();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = context => Answer(context, context.Response.StatusCode), SuppressDiagnosticsCallback = _ => !log.IsWhole() });
        app.UseStatusCodePages(context => Answer(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    private static Task Answer(HttpContext context, int status)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (Array.Exists(Machines, machine => context.Request.Path.StartsWithSegments(machine, StringComparison.Ordinal))) return FaultProblem.Answer(context.Response, status);
        return Page.Error(EditionOf(context.Request), status).ExecuteAsync(context);
    }

    private static Edition EditionOf(HttpRequest request) =>
        Editions.Find(request.Path.Value?.Split('/', 3).ElementAtOrDefault(1)) ?? Editions.Choose(request.Headers.AcceptLanguage);
}
