using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Griot.Web;

/// <summary>
/// The one style sheet: compressed once, served from memory at an address that changes with its content, and so may be
/// kept for ever.
/// </summary>
internal static class StyleSheet
{
    private static readonly byte[] Plain = Read();
    private static readonly byte[] Brotli = Compressed();

    internal static string Address { get; } = $"/style-{Convert.ToHexStringLower(SHA256.HashData(Plain).AsSpan(0, 5))}.css";

    internal static IResult Serve(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
        if (compressed) headers.ContentEncoding = "br";
        return TypedResults.Bytes(compressed ? Brotli : Plain, "text/css; charset=utf-8");
    }

    private static byte[] Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("house.css")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Compressed()
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.SmallestSize)) brotli.Write(Plain);
        return bytes.ToArray();
    }
}
