using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Griot.Syndication;

/// <summary>
/// Bytes that a caller may keep for 60 s and then has to ask about again: a piece that was withdrawn is gone from every
/// cache a minute later. Answers 304 by RFC 9110, section 13: <c>If-None-Match</c> alone where it is given, else
/// <c>If-Modified-Since</c>.
/// </summary>
internal sealed class FreshBytes(byte[] bytes, string mediaType) : IResult
{
    internal const string Cached = "public, max-age=60";

    // Weak: compressed, the same answer is other bytes (RFC 9110, section 8.8.3.3).
    private readonly EntityTagHeaderValue tag = new('"' + Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 16)) + '"', isWeak: true);

    internal int Length => bytes.Length;

    internal ReadOnlyMemory<byte> Bytes => bytes;

    internal string MediaType => mediaType;

    /// <summary>How long a cache may keep them: 60 s, unless somebody says less.</summary>
    internal string Keeping { get; init; } = Cached;

    /// <summary>When what they are made from last changed; null where nobody can say, or it may change once more within that second.</summary>
    internal DateTimeOffset? LastModified { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = tag.ToString();
        response.Headers.CacheControl = Keeping;
        if (LastModified is { } changed) response.Headers.LastModified = HeaderUtilities.FormatDate(changed);
        if (IsKnown(httpContext.Request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = mediaType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private bool IsKnown(HttpRequest request)
    {
        var asked = request.GetTypedHeaders();
        if (request.Headers.IfNoneMatch.Count > 0)
            return asked.IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(tag, useStrongComparison: false));
        // A header tells whole seconds. The very date counts, and no later one: a clock may have been set back.
        return asked.IfModifiedSince is { } since && LastModified is { } changed && changed.ToUnixTimeSeconds() == since.ToUnixTimeSeconds();
    }
}
