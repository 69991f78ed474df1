using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Griot.Web;

/// <summary>
/// Puts the guard headers on every answer, errors included, at the last moment: nothing that clears an answer on its way
/// can lose them. An endpoint may set a header of its own first (a download is sandboxed more tightly); then that one stands.
/// </summary>
internal static class SecurityHeaders
{
    private static readonly (string Name, string Value)[] Guards =
    [
        ("Content-Security-Policy", ContentPolicy.Page),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ];

    internal static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            Put((HttpResponse)state);
            TellForms((HttpResponse)state);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });

    // What is answered to one who takes no compressed form, or who has the answer already, is one of several forms as well: a cache that is
    // not told gives it to everybody. Pictures have one form.
    private static void TellForms(HttpResponse response)
    {
        if (response.StatusCode is not (StatusCodes.Status200OK or StatusCodes.Status304NotModified)) return;
        if (response.ContentType?.StartsWith("image/", StringComparison.Ordinal) == true) return;
        if (!response.Headers.Vary.Any(names => names?.Contains(HeaderNames.AcceptEncoding, StringComparison.OrdinalIgnoreCase) == true)) response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
    }

    /// <summary>Puts them on an answer of which nothing was sent yet.</summary>
    internal static void Put(HttpResponse response)
    {
        foreach (var (name, value) in Guards) response.Headers.TryAdd(name, value);
        // Without a word a cache may keep these for as long as it likes (RFC 9111, section 4.2.2): an embargo ends, a hold
        // is taken back, a provider takes up a former slug again.
        if (response.StatusCode >= StatusCodes.Status400BadRequest) response.Headers.TryAdd("Cache-Control", "no-store");
        else if (response.StatusCode == StatusCodes.Status301MovedPermanently) response.Headers.TryAdd("Cache-Control", "public, max-age=60");
    }
}
