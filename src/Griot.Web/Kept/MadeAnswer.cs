using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Griot.Web;

/// <summary>
/// What an endpoint answered, as a whole, with its tag and how long others may keep it. The tag is made of the answer itself: it
/// lives as long as the page stays the same, whatever is sealed meanwhile, and whichever process made it.
/// </summary>
internal sealed class MadeAnswer
{
    // A shared cache gives it for some seconds more while it asks, and for an hour where the house does not answer: what is taken
    // back is gone from there half a minute later, or as soon as anyone could know of it.
    internal const string Keeping = "public, max-age=5, stale-while-revalidate=25, stale-if-error=3600";

    // What takes more room than a page ever does is not held twice.
    private const int LongestAtOnce = 256 * 1024;

    private readonly bool isForAll;

    private MadeAnswer(HttpResponse response, byte[] body)
    {
        (Status, Body) = (response.StatusCode, body);
        isForAll = Status is StatusCodes.Status200OK or StatusCodes.Status410Gone && response.Headers.SetCookie.Count == 0 && !IsPrivate(response.Headers.CacheControl);
        if (Status == StatusCodes.Status200OK) Mark(response.Headers);
        response.Headers.Vary = response.Headers.Vary.Count == 0 ? HeaderNames.AcceptEncoding : response.Headers.Vary + ", " + HeaderNames.AcceptEncoding;
        SecurityHeaders.Put(response);
        Headers = [.. response.Headers.Where(header => header.Key is not "Content-Length")];
    }

    internal int Status { get; }

    internal byte[] Body { get; }

    /// <summary>Null where it has none: only a page that is there can be said to be the same.</summary>
    internal string? Tag { get; private set; }

    /// <summary>All that is sent with it, the guard headers too; not how it is compressed.</summary>
    internal KeyValuePair<string, StringValues>[] Headers { get; }

    /// <summary>True for what may be given to the next reader too.</summary>
    internal bool MayBeKept => isForAll;

    /// <summary>Takes what stands in the response, of which nothing was sent yet.</summary>
    internal static MadeAnswer Of(HttpResponse response, byte[] body) => new(response, body);

    /// <summary>
    /// Sends it to the one whom it was made for; 304 where the reader has it. A page goes whole and with its length, in one packet where it fits: what is
    /// longer, or asked for in another form, is compressed on its way.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="encoding">The form that its reader gets (<see cref="Encodings"/>).</param>
    internal Task SendAsync(HttpContext context, string? encoding)
    {
        var response = context.Response;
        if (Tag is not null && IsKnown(context.Request, Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.Headers.ContentType = default;
            return Task.CompletedTask;
        }

        var body = Body;
        if (encoding == "br" && body.Length is > 0 and <= LongestAtOnce)
        {
            body = Compression.Brotli(body, Compression.ForOne);
            response.Headers.ContentEncoding = encoding;
            response.ContentLength = body.Length;
        }

        return body.Length == 0 ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>True where the reader says that it has the page with this tag.</summary>
    internal static bool IsKnown(HttpRequest request, string tag)
    {
        var known = request.Headers.IfNoneMatch;
        if (known.Count == 0) return false;
        if (known.Count == 1 && known[0] == tag) return true;
        return EntityTagHeaderValue.TryParseList(known, out var tags) && EntityTagHeaderValue.TryParse(tag, out var present)
            && tags.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Compare(present, useStrongComparison: false));
    }

    private void Mark(IHeaderDictionary headers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase)) hash.AppendData(Encoding.UTF8.GetBytes($"{name}: {value}\n"));
        hash.AppendData(Body);
        Tag = $"W/\"{Base64Url.EncodeToString(hash.GetHashAndReset().AsSpan(0, 12))}\"";
        headers.ETag = Tag;
        if (headers.CacheControl.Count == 0) headers.CacheControl = Keeping;
    }

    private static bool IsPrivate(StringValues control) => control.Any(words => words is not null && (words.Contains("no-store", StringComparison.OrdinalIgnoreCase) || words.Contains("private", StringComparison.OrdinalIgnoreCase)));
}
