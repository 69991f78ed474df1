using Microsoft.AspNetCore.Http;

namespace Griot.Web;

/// <summary>The answer with a page: drawn whole before a byte of it is sent, so that a fault while it is drawn has a page of its own.</summary>
internal sealed class DrawnPage(Type type, IReadOnlyDictionary<string, object?> parameters, int status) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var (page, response) = (Drawing.Of(type, parameters, httpContext.RequestServices), httpContext.Response);
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        // Whether its reader is still there or not: others may wait for the page.
        return response.Body.WriteAsync(page, CancellationToken.None).AsTask();
    }
}
