using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Record;

/// <summary>
/// The one way in which sealed JSON is written: members in the order of their declaration, absent where null, no blanks,
/// text as itself. Adding a member is possible; renaming or moving one would change what a record reads like.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters =
    [
        typeof(WordConverter<Signal>), typeof(WordConverter<PubStatus>), typeof(WordConverter<Terms>),
        typeof(WordConverter<HouseOrigin>), typeof(WordConverter<ProviderKind>), typeof(WordConverter<Capacity>),
        typeof(WordConverter<ProviderState>), typeof(WordConverter<ChannelKind>), typeof(WordConverter<AiUse>), typeof(WordConverter<Permission>), typeof(WordConverter<CanonicalPage>),
    ])]
[JsonSerializable(typeof(ArticleRecord))]
[JsonSerializable(typeof(Summary))]
[JsonSerializable(typeof(ProviderCard))]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(Notice))]
[JsonSerializable(typeof(MediaDescription))]
[JsonSerializable(typeof(LogKeyNotice))]
[JsonSerializable(typeof(SuccessionNotice))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    private static RecordJson? canonical;

    // Sealed bytes are served as application/json, never inside a page: escaping letters would only make them unreadable.
    internal static RecordJson Canonical => canonical ??= new RecordJson(
        new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
