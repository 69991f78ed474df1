using Griot.Enrichment.Search;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Has a page that takes long made and drawn in a place of the search: a list of pieces takes milliseconds to draw, and an article
/// would wait behind it on the pool.
/// </summary>
internal static class DrawnInPlace
{
    /// <summary>What sends the rest of the page, where the reader is slow; by then the place is somebody else's. Nothing is made for one who has gone.</summary>
    internal static async Task<IResult> DrawAsync(this SearchPlace place, HttpContext context, Func<IResult> page) =>
        new Sending(await place.RunAsync(() =>
        {
            context.RequestAborted.ThrowIfCancellationRequested();
            return page().ExecuteAsync(context);
        }));

    private sealed class Sending(Task rest) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => rest;
    }
}
