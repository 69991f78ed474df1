using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Griot.Web;

/// <summary>
/// A style sheet or script of ours: compressed once, served from memory at an address that changes with its content, and so
/// may be kept for ever.
/// </summary>
public sealed class LastingFile
{
    private readonly string mediaType;
    private readonly byte[] plain;
    private readonly byte[] brotli;

    private LastingFile(string name, string extension, string mediaType, byte[] bytes)
    {
        (this.mediaType, plain, brotli) = (mediaType, bytes, Compressed(bytes));
        Address = $"/{name}-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 5))}.{extension}";
    }

    /// <summary>As a path from the site's root.</summary>
    public string Address { get; }

    /// <summary>A style sheet that is embedded in an assembly.</summary>
    public static LastingFile StyleSheet(Assembly assembly, string resource, string name) =>
        new(name, "css", "text/css; charset=utf-8", Read(assembly, resource));

    /// <summary>A script, of files that are embedded in an assembly, one behind the other. Only a page that asks for it by <see cref="ContentPolicy"/> may run one.</summary>
    public static LastingFile Script(Assembly assembly, IEnumerable<string> resources, string name) =>
        new(name, "js", "text/javascript; charset=utf-8", [.. resources.SelectMany(resource => Read(assembly, resource))]);

    /// <summary>Answers its address.</summary>
    public IResult Serve(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var compressed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
        if (compressed) headers.ContentEncoding = "br";
        return TypedResults.Bytes(compressed ? brotli : plain, mediaType);
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Compressed(byte[] plain)
    {
        using var bytes = new MemoryStream();
        using (var stream = new BrotliStream(bytes, CompressionLevel.SmallestSize)) stream.Write(plain);
        return bytes.ToArray();
    }
}
