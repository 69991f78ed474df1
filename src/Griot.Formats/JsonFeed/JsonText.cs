using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Griot.Formats.Encodings;

namespace Griot.Formats.JsonFeed;

/// <summary>
/// JSON of providers as System.Text.Json can hold it: bytes that are no UTF-8 and escapes of half a surrogate pair
/// (<c>\ud800</c>) become U+FFFD; raw line ends in a string are read as if they were escaped, comments passed over. The
/// delivery itself keeps them.
/// </summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Limits.Depth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The value, or null where it is no JSON.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        var readable = Readable(json);
        return TryParse(readable) ?? (WithEscapedControls(readable.Span) is { } mended ? TryParse(mended) : null);
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
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

    /// <summary>Line ends and other controls that stand raw in a string, which JSON forbids, as their escapes; null: there are none.</summary>
    private static byte[]? WithEscapedControls(ReadOnlySpan<byte> json)
    {
        var mended = new ArrayBufferWriter<byte>(json.Length + 64);
        var (isString, isMended) = (false, false);
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] == '"') isString = !isString;
            var length = isString && json[at] == '\\' && at + 1 < json.Length ? 2 : 1;
            var isRaw = isString && json[at] < ' ';
            if (isRaw) mended.Write(Encoding.ASCII.GetBytes($"\\u{(int)json[at]:x4}"));
            else mended.Write(json.Slice(at, length));
            (isMended, at) = (isMended || isRaw, at + length - 1);
        }

        return isMended ? mended.WrittenSpan.ToArray() : null;
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
