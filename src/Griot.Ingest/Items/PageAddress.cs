using Griot.Ingest.Providers;

namespace Griot.Ingest.Items;

/// <summary>
/// The address of a page in the one form that all its spellings have in common: without scheme (http and https are the
/// same page), default ports, user, tracking parameters, session ids, a slash at the end, and a fragment that is empty,
/// follows a reader or marks a text. Host names are compared in lower case and keep their <c>www.</c>; path, other
/// parameters with their order, and other fragments stay: <c>#entry-7</c> of a running report is another piece.
/// </summary>
internal static class PageAddress
{
    private const string Session = ";jsessionid=";
    private const string TextFragment = ":~:";

    /// <summary>The page's address in that form; null for a missing one, for one whose host can be no name, and for the bare address of a site, which names no piece.</summary>
    internal static string? Of(string? link)
    {
        if (link is null || !Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || ProviderChecks.DomainOf(uri) is not { } host) return null;
        var port = uri.Port is 80 or 443 ? "" : $":{uri.Port}";
        var path = WithoutSession(uri.AbsolutePath).TrimEnd('/');
        var query = Tracking.Without(uri.Query);
        var fragment = Fragment(uri.Fragment);
        return path.Length + query.Length + fragment.Length == 0 ? null : $"{host}{port}{path}{(query == "?" ? "" : query)}{fragment}";
    }

    private static string WithoutSession(string path)
    {
        var start = path.IndexOf(Session, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? path : path[..start];
    }

    private static string Fragment(string fragment)
    {
        if (fragment.Length < 2) return "";
        var text = fragment.IndexOf(TextFragment, StringComparison.Ordinal);
        if (text >= 0) fragment = fragment[..text];
        return fragment.Length < 2 || Tracking.Without($"?{fragment[1..]}").Length == 0 ? "" : fragment;
    }
}
