using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace Griot.Web;

/// <summary>
/// JSON-LD within a page: a script element of a type that no browser runs, and so outside what the content policy is asked about. No
/// text can end it or become script: of what is written, angle brackets, ampersands, quotation marks and U+2028 and U+2029 are
/// escapes of JSON, which alone reads them back.
/// </summary>
internal static class DataBlock
{
    // Letters of every script stand as themselves: pages stay small.
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    internal static MarkupString Of(JsonObject data) => new($"<script type=\"application/ld+json\">{data.ToJsonString(Form)}</script>");
}
