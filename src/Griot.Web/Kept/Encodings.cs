using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;

namespace Griot.Web;

/// <summary>In which form a reader gets a kept page: the one that the compression of all other answers would choose, found once for each way of asking.</summary>
internal sealed class Encodings(IResponseCompressionProvider compression)
{
    private const int MostKnown = 100, LongestKnown = 200;

    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary><c>br</c> or <c>gzip</c>; null: as it is.</summary>
    internal string? Of(HttpContext context)
    {
        var asked = context.Request.Headers.AcceptEncoding;
        if (asked.Count == 0) return null;
        if (asked.Count == 1 && known.TryGetValue(asked[0]!, out var seen)) return seen.Length == 0 ? null : seen;
        var chosen = compression.GetCompressionProvider(context)?.EncodingName;
        if (asked.Count == 1 && asked[0]!.Length <= LongestKnown && known.Count < MostKnown) known[asked[0]!] = chosen ?? "";
        return chosen;
    }
}
