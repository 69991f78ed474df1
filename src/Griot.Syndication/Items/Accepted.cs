using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Griot.Syndication.Items;

/// <summary>Whether a caller reads pages or data (RFC 9110, section 12.5.1).</summary>
internal static class Accepted
{
    /// <summary>
    /// True where HTML is asked for by name and nothing else is wanted more: browsers do, programs that take anything
    /// don't. Where both are named alike, the caller is a program.
    /// </summary>
    internal static bool WantsPage(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        if (Named(accept, "text/html") is not { } html || Weight(html) == 0) return false;
        return Named(accept, "application/json") is { } json
            ? Weight(html) > Weight(json)
            : accept.Where(range => range.MatchesAllTypes || range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase)).All(range => Weight(html) >= Weight(range));
    }

    /// <summary>True where JSON is asked for by name.</summary>
    internal static bool WantsJson(HttpRequest request) => Named(request.GetTypedHeaders().Accept, "application/json") is { } json && Weight(json) > 0;

    private static MediaTypeHeaderValue? Named(IList<MediaTypeHeaderValue> accept, string type) =>
        accept.FirstOrDefault(range => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));

    private static double Weight(MediaTypeHeaderValue range) => range.Quality ?? 1;
}
