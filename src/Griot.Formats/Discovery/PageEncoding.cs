using Griot.Formats.Encodings;
using Griot.Formats.Tags;

namespace Griot.Formats.Discovery;

/// <summary>The encoding of a page: its header's, else what a <c>meta</c> among its first bytes says.</summary>
internal static class PageEncoding
{
    private const int Furthest = 4096;

    /// <summary>A Content-Type that names the encoding where anything does.</summary>
    public static string? Of(ReadOnlySpan<byte> page, string? contentType)
    {
        if (EncodingDetector.Charset(contentType) is not null) return contentType;
        var walk = new TagWalk(page[..Math.Min(page.Length, Furthest)], isPage: true);
        while (walk.Read())
            if (walk is { IsEnd: false } && walk.Is("meta"u8) && Charset(walk.Inside) is { } charset) return $"text/html; charset={charset}";
        return contentType;
    }

    private static string? Charset(ReadOnlySpan<byte> inside)
    {
        for (var attributes = new TagAttributes(inside); attributes.Read();)
        {
            var value = System.Text.Encoding.Latin1.GetString(attributes.Value);
            if (attributes.Is("charset"u8)) return value;
            if (attributes.Is("content"u8) && EncodingDetector.Charset(value) is { } charset) return charset;
        }

        return null;
    }
}
