using Microsoft.AspNetCore.Http;

namespace Griot.Web;

/// <summary>What a page may load and do (Content Security Policy). No page runs a script, but for one that says so.</summary>
public static class ContentPolicy
{
    private const string Forms = "style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    internal const string Page = $"default-src 'none'; {Forms}";

    /// <summary>A picture that somebody else drew, opened by itself.</summary>
    internal const string Drawing = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox";

    /// <summary>
    /// Lets the page of this answer run scripts that are files of ours, and ask our own addresses. Said before the answer is
    /// known to be a 304, too: a browser takes the headers of that for the page that it has.
    /// </summary>
    public static void AllowOwnScripts(HttpResponse response) =>
        response.Headers.ContentSecurityPolicy = $"default-src 'none'; script-src 'self'; connect-src 'self'; {Forms}";
}
