using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Griot.Web;

/// <summary>
/// A style sheet or script of ours, or a picture of the house's own: compressed once, served from memory at an address that
/// changes with its content, and so may be kept for ever.
/// </summary>
public sealed partial class LastingFile
{
    private readonly byte[] brotli;
    private string? policy;

    private LastingFile(string name, string extension, string mediaType, byte[] bytes)
    {
        (MediaType, Content, brotli) = (mediaType, bytes, Compressed(bytes));
        Address = $"/{name}-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 5))}.{extension}";
    }

    /// <summary>As a path from the site's root.</summary>
    public string Address { get; }

    internal string MediaType { get; }

    internal byte[] Content { get; }

    /// <summary>A style sheet that is embedded in an assembly. Its comments stay at home: each reader pays for what is sent.</summary>
    public static LastingFile StyleSheet(Assembly assembly, string resource, string name) =>
        new(name, "css", "text/css; charset=utf-8", Encoding.UTF8.GetBytes(Comment().Replace(Encoding.UTF8.GetString(Read(assembly, resource)), "")));

    /// <summary>A script, of files that are embedded in an assembly, one behind the other. Only a page that asks for it by <see cref="ContentPolicy"/> may run one.</summary>
    public static LastingFile Script(Assembly assembly, IEnumerable<string> resources, string name) =>
        new(name, "js", "text/javascript; charset=utf-8", [.. resources.SelectMany(resource => Read(assembly, resource))]);

    /// <summary>The house's sheet with lines of its own at the end.</summary>
    internal static LastingFile StyleSheet(LastingFile sheet, string rules) =>
        new("style", "css", sheet.MediaType, [.. sheet.Content, .. Encoding.UTF8.GetBytes(rules)]);

    /// <summary>A picture that somebody else drew: wherever it is opened, it runs nothing and loads nothing.</summary>
    internal static LastingFile Picture(byte[] bytes, string extension, string mediaType) => new("picture", extension, mediaType, bytes) { policy = ContentPolicy.Drawing };

    /// <summary>Answers its address.</summary>
    public IResult Serve(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        if (policy is not null) headers.ContentSecurityPolicy = policy;
        var compressed = context.RequestServices.GetRequiredService<Encodings>().Of(context) == "br";
        if (compressed) headers.ContentEncoding = "br";
        return TypedResults.Bytes(compressed ? brotli : Content, MediaType);
    }

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex(@"/\*.*?\*/\s*", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    private static byte[] Compressed(byte[] plain)
    {
        using var bytes = new MemoryStream();
        using (var stream = new BrotliStream(bytes, CompressionLevel.SmallestSize)) stream.Write(plain);
        return bytes.ToArray();
    }
}
