using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Demonstration;

/// <summary>The invented world of the demonstration, as it lies in <c>demo/</c>: providers, pieces, what becomes of them.</summary>
internal sealed record World(
    IReadOnlyList<WorldProvider> Providers, IReadOnlyList<WorldPiece> Arriving, WorldQuestion Question, WorldDocument Document, IReadOnlyList<(string Name, byte[] Markdown)> House)
{
    private static readonly Assembly Assembly = typeof(World).Assembly;

    /// <summary>What the invented providers' categories count as.</summary>
    internal static byte[] Mapping => Bytes("demo/subjects.csv");

    internal static World Load()
    {
        var files = Assembly.GetManifestResourceNames().Where(name => name.StartsWith("demo/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var folders = files.Where(name => name.EndsWith("/provider.json", StringComparison.Ordinal)).Select(name => name[..^"provider.json".Length]);
        return new World(
            [.. folders.Select(Provider)],
            Read("demo/arriving.json", WorldJson.Default.IReadOnlyListWorldPiece),
            Read("demo/question.json", WorldJson.Default.WorldQuestion),
            Read("demo/document.json", WorldJson.Default.WorldDocument),
            [.. files.Where(name => name.EndsWith(".md", StringComparison.Ordinal)).Select(name => (name["demo/house/".Length..], Bytes(name)))]);
    }

    private static WorldProvider Provider(string folder)
    {
        var provider = Read(folder + "provider.json", WorldJson.Default.WorldProvider);
        return provider.Format switch
        {
            "raw" => provider with { Raw = Bytes(folder + "feed.xml") },
            "page" => provider with { Raw = Bytes(folder + "feed.html") },
            _ => provider with { Pieces = Read(folder + "pieces.json", WorldJson.Default.IReadOnlyListWorldPiece) },
        };
    }

    private static T Read<T>(string name, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(Bytes(name), type) ?? throw new InvalidDataException($"{name} is empty");

    private static byte[] Bytes(string name)
    {
        using var stream = Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>
/// An invented provider; <see cref="Raw"/> holds the bytes of a feed that is not printed by us: an old, odd, broken or
/// hostile one, in its own encoding.
/// </summary>
internal sealed record WorldProvider(
    string Slug, string Name, string Kind, string Capacity, string Country, IReadOnlyList<string> Languages, string Home, string Contact,
    string Terms, string About, string Format, string Encoding)
{
    [JsonIgnore]
    public IReadOnlyList<WorldPiece> Pieces { get; init; } = [];

    [JsonIgnore]
    public byte[]? Raw { get; init; }
}

/// <summary>An invented piece. <see cref="Special"/> says what becomes of it: silent-edit, correction, withdrawn, embargoed.</summary>
internal sealed record WorldPiece(
    string Id, string Headline, string? Byline, string? Place, string Language, IReadOnlyList<string> Categories, string? Summary,
    IReadOnlyList<string> Body, WorldPicture? Picture, string? Provider, string? Special, WorldLater? Later, string? Withdrawal)
{
    public int MinutesAgo { get; init; }
    public int? EmbargoMinutes { get; init; }
    public IReadOnlyList<string>? CoAuthors { get; init; }

    internal IEnumerable<string> Authors => Byline is null ? [] : [Byline, .. CoAuthors ?? []];
}

internal sealed record WorldPicture(string Address, string? Caption, string? Credit);

/// <summary>The same piece as its provider has it later.</summary>
internal sealed record WorldLater(string? Headline, IReadOnlyList<string> Body);

internal sealed record WorldQuestion(string Provider, string PieceId, string Question, string Answer, WorldReply Reply);

/// <summary>An invented right of reply.</summary>
internal sealed record WorldReply(string Provider, string PieceId, string By, string Headline, string Text, string Concern);

/// <summary>An invented piece that its provider types into a form, with a document.</summary>
internal sealed record WorldDocument(string Provider, string Headline, string By, string Text, string Name, string Title, IReadOnlyList<string> Lines);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WorldProvider))]
[JsonSerializable(typeof(IReadOnlyList<WorldPiece>))]
[JsonSerializable(typeof(WorldQuestion))]
[JsonSerializable(typeof(WorldDocument))]
internal sealed partial class WorldJson : JsonSerializerContext;
