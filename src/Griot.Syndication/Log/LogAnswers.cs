using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Log;

/// <summary>
/// The log as C2SP tlog-tiles has it, under <c>/log/</c>: whoever can read tiles can follow it. Tiles never change and may be
/// kept for ever; any page may read them.
/// </summary>
internal sealed class LogAnswers(ILogReader log)
{
    private const string Forever = "public, max-age=31536000, immutable";

    internal IResult Checkpoint(HttpContext context)
    {
        OpenToAll(context);
        if (log.Published is not { } published) return Problem.NotFound.Answer(context);
        context.Response.Headers.CacheControl = "public, max-age=2";
        return TypedResults.Bytes(published.Note, "text/plain; charset=utf-8");
    }

    internal IResult Key(HttpContext context)
    {
        OpenToAll(context);
        if (log.Key is not { } key) return Problem.NotFound.Answer(context);
        context.Response.Headers.CacheControl = FreshBytes.Cached;
        return TypedResults.Text(key + "\n", "text/plain; charset=utf-8");
    }

    internal IResult Tile(string path, HttpContext context)
    {
        OpenToAll(context);
        if (log.Tile(path) is not { } tile) return Problem.NotFound.Answer(context);
        context.Response.Headers.CacheControl = Forever;
        return TypedResults.Bytes(tile, "application/octet-stream");
    }

    private static void OpenToAll(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
