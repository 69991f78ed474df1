using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Griot.Syndication.Items;

namespace Griot.Syndication;

/// <summary>How answers are written: members that say nothing are absent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ItemAnswer))]
[JsonSerializable(typeof(GoneAnswer))]
internal sealed partial class SyndicationJson : JsonSerializerContext
{
    /// <summary>For what holds base64: its + as itself. Never inside a page, always as application/json with nosniff.</summary>
    internal static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static SyndicationJson? written;

    // Letters as themselves: most of what passes here is not ASCII. What could act inside a page stays escaped.
    internal static SyndicationJson Written => written ??= new SyndicationJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}
