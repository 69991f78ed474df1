using System.Collections.Immutable;
using Griot.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Griot.Web;

/// <summary>A page as it was made, compressed, with all that is sent with it and what it rests on. It holds no text but its own bytes.</summary>
internal sealed class KeptAnswer
{
    // Headers, names of things and places in tables, roughly. A page in gzip takes a quarter more than in brotli.
    private const int Overhead = 2048;

    // The name of something it was made of, with its place in the tables.
    private const int OfThing = 256;

    private readonly int status;
    private readonly string? tag;
    private readonly KeyValuePair<string, StringValues>[] headers;
    private readonly KeyValuePair<string, StringValues>[] headersOfKnown;
    private readonly (Func<bool> Holds, Func<bool> IsSettled)[] doubts;
    private readonly string foot;
    private volatile byte[] brotli;
    private volatile byte[]? gzip;

    /// <param name="key">Its address.</param>
    /// <param name="made">The answer.</param>
    /// <param name="reads">What it was made of.</param>
    /// <param name="foot">What its foot says of the log.</param>
    internal KeptAnswer(PageKey key, MadeAnswer made, PageReads reads, string foot)
    {
        (Key, status, tag, headers) = (key, made.Status, made.Tag, made.Headers);
        headersOfKnown = [.. headers.Where(header => !header.Key.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase))];
        (Things, IsOfAll, doubts, From, this.foot) = ([.. reads.Things], reads.IsOfAll, [.. reads.Doubts], reads.From, foot);
        Length = made.Body.Length;
        brotli = Compression.Brotli(made.Body, Compression.AtOnce);
        Bytes = Overhead + (Things.Length * OfThing) + (doubts.Length * Overhead) + (brotli.Length * 9 / 4);
    }

    internal PageKey Key { get; }

    /// <summary>What entries name that change it.</summary>
    internal ImmutableArray<string> Things { get; }

    /// <summary>True where every entry changes it.</summary>
    internal bool IsOfAll { get; }

    /// <summary>The log's size before it was made.</summary>
    internal long From { get; }

    /// <summary>Of the page itself.</summary>
    internal int Length { get; }

    /// <summary>What it takes of the memory, in all the forms that readers may ask for.</summary>
    internal int Bytes { get; }

    internal bool IsDense { get; private set; }

    /// <summary>How often it was given, roughly: who counts at once with another may be lost.</summary>
    internal int Given { get; set; }

    /// <summary>When it was given last, by the store's count.</summary>
    internal long Used { get; set; }

    /// <summary>False where something has changed that no entry of the log tells of.</summary>
    internal bool Holds(string presentFoot)
    {
        if (foot != presentFoot) return false;
        foreach (var doubt in doubts) if (!doubt.Holds()) return false;
        return true;
    }

    /// <summary>False where the form has to be made yet.</summary>
    internal bool IsReady(string? encoding) => encoding is "br" || (encoding is "gzip" && gzip is not null);

    /// <summary>True where it holds, and memory knows it; else nobody knows before <see cref="Holds"/> has looked.</summary>
    internal bool IsSettled(string presentFoot)
    {
        if (foot != presentFoot) return false;
        foreach (var doubt in doubts) if (!doubt.IsSettled()) return false;
        return true;
    }

    /// <summary>Answers with it; with 304, where the reader has it.</summary>
    internal Task WriteAsync(HttpContext context, string? encoding)
    {
        var response = context.Response;
        if (tag is not null && MadeAnswer.IsKnown(context.Request, tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            Put(response, headersOfKnown);
            return Task.CompletedTask;
        }

        response.StatusCode = status;
        Put(response, headers);
        var body = Body(encoding);
        if (encoding is not null) response.Headers.ContentEncoding = encoding;
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : SendAsync(response, body, context.RequestAborted);
    }

    /// <summary>Compresses it once more, as well as can be: that takes long, and pays for a page that many readers ask for.</summary>
    internal void Condense()
    {
        var dense = Compression.Brotli(Compression.Plain(brotli, Length), Compression.AtLeisure);
        if (dense.Length < brotli.Length) brotli = dense;
        IsDense = true;
    }

    private static Task SendAsync(HttpResponse response, byte[] body, CancellationToken cancellation)
    {
        var sent = response.BodyWriter.WriteAsync(body, cancellation);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }

    private byte[] Body(string? encoding) => encoding switch
    {
        "br" => brotli,
        "gzip" => gzip ??= Compression.Gzip(Compression.Plain(brotli, Length)),
        _ => Compression.Plain(brotli, Length),
    };

    private static void Put(HttpResponse response, KeyValuePair<string, StringValues>[] headers)
    {
        var all = response.Headers;
        foreach (var (name, value) in headers) all[name] = value;
    }

}
