using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using Griot.Formats.Encodings;

namespace Griot.Formats.JsonFeed;

/// <summary>
/// JSON of providers as System.Text.Json can hold it: bytes that are no UTF-8 and escapes of half a surrogate pair
/// (<c>\ud800</c>) become U+FFFD. The delivery itself keeps them.
/// </summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.Depth, AllowTrailingCommas = true };

    /// <summary>The value, or null where it is no JSON.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(Readable(json), Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Readable(ReadOnlyMemory<byte> json)
    {
        if (!Utf8.IsValid(json.Span)) json = WebEncoding.Utf8.GetBytes(WebEncoding.Utf8.GetString(json.Span));
        byte[]? mended = null;
        for (var at = NextEscape(json.Span, 0); at >= 0; at = NextEscape(json.Span, at))
        {
            var unit = Unit(json.Span, at);
            if (unit is < 0xD800 or > 0xDFFF)
            {
                at += 2;
                continue;
            }

            var pair = unit < 0xDC00 && Unit(json.Span, at + 6) is >= 0xDC00 and <= 0xDFFF;
            if (!pair) "\\ufffd"u8.CopyTo((mended ??= json.ToArray()).AsSpan(at));
            at += pair ? 12 : 6;
        }

        return mended ?? json;
    }

    private static int NextEscape(ReadOnlySpan<byte> json, int at)
    {
        if (at >= json.Length) return -1;
        var next = json[at..].IndexOf((byte)'\\');
        return next < 0 ? -1 : at + next;
    }

    /// <summary>The UTF-16 unit of a <c>\uXXXX</c> here, or -1.</summary>
    private static int Unit(ReadOnlySpan<byte> json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && int.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : -1;
}
