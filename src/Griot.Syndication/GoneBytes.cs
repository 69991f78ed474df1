using Microsoft.AspNetCore.Http;

namespace Griot.Syndication;

/// <summary>A tombstone in a form of its own: 410, and not to be kept, since a hold may end.</summary>
internal sealed class GoneBytes(byte[] bytes, string mediaType) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status410Gone;
        response.Headers.CacheControl = "no-store";
        response.ContentType = mediaType;
        response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
