using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Griot.Web;

/// <summary>
/// The address of a page in the one form by which it is kept. Everything else that leads to the same page (a path that ends with a
/// stroke, a parameter said twice) is answered and never kept, so that nobody fills the memory with one page.
/// </summary>
/// <param name="Path">The path.</param>
/// <param name="Query">The parameters that are known, in the order of the alphabet, with the question mark; those of strangers are left out.</param>
internal sealed record PageKey(string Path, string Query)
{
    private const int LongestPath = 200, LongestQuery = 500, LongestValue = 64;

    /// <summary>What addresses of kept pages may go by.</summary>
    internal static readonly string[] Parameters = ["against", "archive", "before", "capacity", "country", "from", "kind", "lang", "provider", "state"];

    private static readonly SearchValues<char> InPaths = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-/");
    private static readonly SearchValues<char> InValues = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.,");

    internal string Text { get; } = Path + Query;

    internal static PageKey? Of(HttpRequest request)
    {
        var path = request.Path.Value;
        if (path is not { Length: > 1 and <= LongestPath } || path[^1] == '/' || !IsUsual(path)) return null;
        return request.QueryString.Value is not { Length: > 1 } query ? new PageKey(path, "") : Of(path, query);
    }

    /// <summary>True where the page goes by every parameter of the address.</summary>
    internal bool IsOf(KeptPage page) => Query.Length == 0 || Query[1..].Split('&').All(pair => page.Parameters.Contains(pair[..pair.IndexOf('=', StringComparison.Ordinal)]));

    // Codes of countries alone stand in capitals.
    private static bool IsUsual(ReadOnlySpan<char> path) =>
        path.IndexOfAnyExcept(InPaths) is var odd && (odd < 0 || (path[..odd].EndsWith("/country/") && path[odd..] is [>= 'A' and <= 'Z', >= 'A' and <= 'Z']));

    private static PageKey? Of(string path, string query)
    {
        if (query.Length > LongestQuery) return null;
        var values = new string?[Parameters.Length];
        foreach (var pair in new QueryStringEnumerable(query))
        {
            var place = Array.FindIndex(Parameters, name => pair.DecodeName().Span.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (place < 0) continue;
            var value = pair.DecodeValue();
            if (values[place] is not null || !pair.EncodedName.Span.SequenceEqual(Parameters[place]) || value.Length is 0 or > LongestValue || value.Span.IndexOfAnyExcept(InValues) >= 0) return null;
            values[place] = value.ToString();
        }

        var known = string.Join('&', Parameters.Zip(values).Where(pair => pair.Second is not null).Select(pair => pair.First + "=" + pair.Second));
        return new PageKey(path, known.Length == 0 ? "" : "?" + known);
    }
}
