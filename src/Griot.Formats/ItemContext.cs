using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Formats;

/// <summary>
/// Everything outside a cut that reading it needs. It is sealed beside the delivery, so that anyone can read the cut
/// again: the same delivery, context and release of this reader always give the same item.
/// </summary>
public sealed record ItemContext
{
    /// <summary>The name of the format: <see cref="FeedDocument.Format"/> says which there are.</summary>
    public required string Format { get; init; }

    /// <summary>The document's encoding by its name on the web, such as <c>utf-8</c> or <c>windows-1252</c>.</summary>
    public required string Encoding { get; init; }

    /// <summary>Namespace by prefix as in scope where the item stands; the empty prefix is the default namespace.</summary>
    public IReadOnlyDictionary<string, string> Namespaces { get; init; } = EmptyMap;

    /// <summary>Text by name of the entities that the document's own DOCTYPE declares; never an external one.</summary>
    public IReadOnlyDictionary<string, string> Entities { get; init; } = EmptyMap;

    /// <summary>The absolute address that relative ones are resolved against.</summary>
    public string? Base { get; init; }

    /// <summary>Inherited <c>xml:lang</c>, else the feed's language; normalised.</summary>
    public string? Language { get; init; }

    /// <summary>Of a single text or mail: its provider's country (ISO 3166-1 alpha-2), whose time an embargo without a zone means.</summary>
    public string? Country { get; init; }

    public string? FeedId { get; init; }

    public string? FeedTitle { get; init; }

    public string? FeedLink { get; init; }

    public string[] FeedAuthors { get; init; } = [];

    public string? FeedRights { get; init; }

    /// <summary>The licences that the feed names, one a line.</summary>
    public string? FeedUsageTerms { get; init; }

    /// <summary>For a piece of the house: <c>produced</c> or <c>commissioned</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>
    /// For a mail that answers a receipt: <c>correction</c> or <c>withdrawal</c> of the piece whose id stands in <see cref="FeedId"/>.
    /// </summary>
    public string? Signal { get; init; }

    /// <summary>For a withdrawal handed over at the house: the old text stays readable.</summary>
    public bool KeepsText { get; init; }

    /// <summary>The document broke off inside this cut: it is a part of an item, and no item.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool BrokenOff { get; init; }

    /// <summary>Where the item stands in the package that brought it; null for an item that came by itself.</summary>
    public PackagePlace? Package { get; init; }

    /// <summary>The same JSON as <see cref="ToJson"/>, to stand inside another document.</summary>
    public JsonElement ToElement() => Elements.GetValue(this, static context => new(JsonSerializer.Deserialize(context.ToJson(), ItemContextJson.Default.JsonElement))).Value;

    // The cuts of a document share one context, and each has it written twice: it is written once, and forgotten with it.
    private static readonly ConditionalWeakTable<ItemContext, StrongBox<JsonElement>> Elements = [];

    private static IReadOnlyDictionary<string, string> EmptyMap { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>UTF-8 JSON: members in the order declared here, maps in ordinal order of their names.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        this with { Namespaces = Ordered(Namespaces), Entities = Ordered(Entities) }, ItemContextJson.Readable.ItemContext);

    /// <summary>The context that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are not what <see cref="ToJson"/> writes.</exception>
    public static ItemContext FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ItemContextJson.Readable.ItemContext) ?? throw new JsonException("The context is null.");

    private static SortedDictionary<string, string> Ordered(IReadOnlyDictionary<string, string> map)
    {
        var ordered = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in map) ordered[name] = value;
        return ordered;
    }
}

/// <summary>A place in a package: the package's own id, the role that it gives the item, and which one it is, from 1.</summary>
public sealed record PackagePlace(string? Id, string? Role, int Order);

/// <summary>The JSON form of <see cref="ItemContext"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ItemContext))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class ItemContextJson : JsonSerializerContext
{
    internal static ItemContextJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
