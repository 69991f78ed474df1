using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Griot.Syndication.Items;

/// <summary>Whether a caller reads pages or data, and in which form (RFC 9110, section 12.5.1).</summary>
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
        return accept.Where(IsForm).ToList() is { Count: > 0 } forms
            ? forms.TrueForAll(form => Weight(html) > Weight(form))
            : accept.Where(IsAnything).All(range => Weight(html) >= Weight(range));
    }

    /// <summary>
    /// The form of others that is wanted more than the house's own JSON; null where that is good enough. Whoever names nothing
    /// that there is gets JSON too: an answer that can be read beats a refusal.
    /// </summary>
    internal static ItemForm? Form(HttpRequest request)
    {
        var accept = request.GetTypedHeaders().Accept;
        var best = accept.Where(range => IsForm(range) && Weight(range) > 0).MaxBy(Weight);
        return best is null || accept.Any(range => IsAnything(range) && Weight(range) > Weight(best)) ? null : FormOf(best);
    }

    /// <summary>True where JSON is asked for by name.</summary>
    internal static bool WantsJson(HttpRequest request) => Named(request.GetTypedHeaders().Accept, "application/json") is { } json && Weight(json) > 0;

    private static bool IsForm(MediaTypeHeaderValue range) => FormOf(range) is not null || range.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);

    private static bool IsAnything(MediaTypeHeaderValue range) => range.MatchesAllTypes || range.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase);

    private static ItemForm? FormOf(MediaTypeHeaderValue range)
    {
        var profile = range.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("profile", StringComparison.OrdinalIgnoreCase))?.Value.ToString();
        return ItemForm.OfMediaType(range.MediaType.ToString(), profile?.Trim('"'));
    }

    private static MediaTypeHeaderValue? Named(IList<MediaTypeHeaderValue> accept, string type) =>
        accept.FirstOrDefault(range => range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));

    private static double Weight(MediaTypeHeaderValue range) => range.Quality ?? 1;
}
