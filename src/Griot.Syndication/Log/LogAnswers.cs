using System.IO.Compression;
using Griot.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

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

    internal IResult Tile(string? path, HttpContext context)
    {
        OpenToAll(context);
        if (path is null || log.Tile(path) is not { } tile) return Problem.NotFound.Answer(context);
        context.Response.Headers.CacheControl = Forever;
        return TypedResults.Bytes(path.StartsWith("entries/", StringComparison.Ordinal) ? Packed(tile, context) : tile, "application/octet-stream");
    }

    // Hashes can't be made smaller; entries are half of their size.
    private static byte[] Packed(byte[] bundle, HttpContext context)
    {
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && coding.Quality is not 0)) return bundle;
        context.Response.Headers.ContentEncoding = "gzip";
        using var packed = new MemoryStream(bundle.Length);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bundle);
        return packed.ToArray();
    }

    private static void OpenToAll(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.XContentTypeOptions = "nosniff";
    }
}
