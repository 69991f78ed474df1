using Griot.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Griot.Feedback;

/// <summary>A form as it was posted, or the HTTP status that says why it can't be taken.</summary>
internal sealed record PostedForm(IFormCollection? Form, int Status)
{
    // 16 KiB of text, each byte of which may be written as three, and the small fields.
    private const int MostBytes = 64 * 1024;
    private const int MostFields = 16;

    /// <summary>Nothing is read of a body that is too large, no form, or sent from another site.</summary>
    internal static async Task<PostedForm> ReadAsync(HttpContext context, HouseSettings house)
    {
        var request = context.Request;
        if (!SameOrigin.Allows(request, house)) return new(null, StatusCodes.Status403Forbidden);
        if (!IsForm(request.ContentType)) return new(null, StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > MostBytes) return new(null, StatusCodes.Status413PayloadTooLarge);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        try
        {
            return new(await request.ReadFormAsync(new FormOptions { ValueCountLimit = MostFields, KeyLengthLimit = 64 }, context.RequestAborted), StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException refused)
        {
            return new(null, refused.StatusCode);
        }
        catch (InvalidDataException)
        {
            return new(null, StatusCodes.Status400BadRequest);
        }
    }

    // A browser names no charset. Of one that it does not know the framework throws while it reads, and any but UTF-8 would be other words.
    private static bool IsForm(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
