using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Griot.Formats.Tests.Measured;

/// <summary>
/// Counts what may be items without knowing anything of feeds: start tags <c>item</c> and <c>entry</c> of whatever
/// prefix, outside comments, CDATA sections, processing instructions and the DOCTYPE; in JSON the members of <c>items</c>.
/// </summary>
internal static partial class TagCount
{
    public static int Of(byte[] document) => Json(document) ?? Tag.Count(Hidden.Replace(Text(document), ""));

    private static int? Json(byte[] document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("items", out var items)
                && items.ValueKind == JsonValueKind.Array ? items.GetArrayLength() : 0;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Enough decoding to see tags: by byte order mark, or by the zeros around the first character.</summary>
    private static string Text(byte[] document) => document switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [_, 0, 0, 0, ..] => Encoding.UTF32.GetString(document),
        [0xFE, 0xFF, ..] or [0, not 0, ..] => Encoding.BigEndianUnicode.GetString(document),
        [0xFF, 0xFE, ..] or [not 0, 0, ..] => Encoding.Unicode.GetString(document),
        _ => Encoding.Latin1.GetString(document),
    };

    [GeneratedRegex(@"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<!DOCTYPE[^\[>]*(\[.*?\])?\s*>", RegexOptions.Singleline | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Hidden { get; }

    [GeneratedRegex(@"<([^\s<>/:!?]+:)?(item|entry)[\s/>]", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag { get; }
}
