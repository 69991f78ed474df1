using System.Text;
using Griot.Formats.Form;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Griot.Newsroom.Links;

/// <summary>A posted form as it was sent: it is the delivery, or that part of it that was typed.</summary>
/// <param name="Form">The fields, urlencoded: of a form that brought no files the body itself.</param>
/// <param name="Files">Files that came with it.</param>
internal sealed record PostedBody(ReadOnlyMemory<byte> Form, IReadOnlyList<SentFile> Files)
{
    private const int LargestForm = 2 * 1024 * 1024;
    private const int MostParts = 80;

    /// <summary>The form; null where it is too large or none. No more than the cap is read.</summary>
    internal static async Task<PostedBody?> ReadAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)) return null;
        try
        {
            return type.MediaType.Value?.ToLowerInvariant() switch
            {
                "application/x-www-form-urlencoded" => await WholeAsync(context, Cap(context, LargestForm)) is { } body ? new PostedBody(body, []) : null,
                "multipart/form-data" when HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 70 } boundary => await PartsAsync(context, boundary.Value!, Cap(context, LinkFiles.Largest)),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is BadHttpRequestException or InvalidDataException or IOException)
        {
            // It breaks off, or has a part that is larger than it may be.
            return null;
        }
    }

    private static int Cap(HttpContext context, int largest)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } cap) cap.MaxRequestBodySize = largest + (largest / 10) + LargestForm;
        return largest;
    }

    private static async Task<byte[]?> WholeAsync(HttpContext context, int largest) =>
        context.Request.ContentLength > largest ? null : await BytesAsync(context.Request.Body, largest, context.RequestAborted);

    private static async Task<PostedBody?> PartsAsync(HttpContext context, string boundary, int largest)
    {
        if (context.Request.ContentLength > largest + LargestForm) return null;
        var reader = new MultipartReader(boundary, context.Request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 };
        var (form, files, left, parts) = (new StringBuilder(), new List<SentFile>(), largest, 0);
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } section)
        {
            if (++parts > MostParts || Disposition(section) is not { } said) return null;
            if (await BytesAsync(section.Body, said.IsFileDisposition() ? left : LargestForm, context.RequestAborted) is not { } bytes || (left -= bytes.Length) < 0) return null;
            if (!said.IsFileDisposition()) Field(form, HeaderUtilities.RemoveQuotes(said.Name).ToString(), Encoding.UTF8.GetString(bytes));
            // A field in which nothing was chosen comes as a file without a name.
            else if (bytes.Length > 0) files.Add(new SentFile(Name(said), section.ContentType ?? "", bytes));
        }

        return form.Length > LargestForm ? null : new PostedBody(Encoding.ASCII.GetBytes(form.ToString()), files);
    }

    // Of a parameter without a value the header's own members throw.
    private static ContentDispositionHeaderValue? Disposition(MultipartSection section) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var said) && said.Parameters.All(parameter => parameter.Value.HasValue) ? said : null;

    private static string Name(ContentDispositionHeaderValue said) => HeaderUtilities.RemoveQuotes(said.FileNameStar.HasValue ? said.FileNameStar : said.FileName).ToString();

    private static void Field(StringBuilder form, string name, string value) =>
        form.Append(form.Length > 0 ? "&" : "").Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));

    private static async Task<byte[]?> BytesAsync(Stream body, int largest, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (all.Length + read > largest) return null;
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
