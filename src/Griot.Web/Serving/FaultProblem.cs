using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Griot.Web;

/// <summary>What a program is told where no endpoint said it better: an RFC 9457 problem with a stable type.</summary>
internal static class FaultProblem
{
    internal static Task Answer(HttpResponse response, int status)
    {
        var (type, title) = status switch
        {
            StatusCodes.Status404NotFound => ("not-found", "There is nothing here"),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", "Not with this method"),
            StatusCodes.Status413PayloadTooLarge => ("too-large", "Too large"),
            StatusCodes.Status415UnsupportedMediaType => ("unsupported-media-type", "Not in this form"),
            < StatusCodes.Status500InternalServerError => ("bad-request", "Not understood"),
            StatusCodes.Status503ServiceUnavailable => ("unavailable", "Not now"),
            _ => ("internal", "The house failed"),
        };
        response.ContentType = "application/problem+json";
        return response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"urn:griot:problem:{{type}}","title":"{{title}}","status":{{status}}}"""), response.HttpContext.RequestAborted);
    }
}
