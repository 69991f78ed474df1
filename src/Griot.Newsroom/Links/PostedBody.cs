using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Griot.Newsroom.Links;

/// <summary>A posted form as it was sent: it is the delivery.</summary>
internal static class PostedBody
{
    private const int Largest = 2 * 1024 * 1024;

    /// <summary>The bytes; null where they are too many or no form. No more than the cap is read.</summary>
    internal static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim() is not "application/x-www-form-urlencoded" || context.Request.ContentLength > Largest) return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } cap) cap.MaxRequestBodySize = 2 * Largest;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) is > 0 and var read)
            {
                if (body.Length + read > Largest) return null;
                body.Write(buffer, 0, read);
            }
        }
        catch (BadHttpRequestException)
        {
            return null;
        }

        return body.ToArray();
    }
}
