using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Enrichment.Labels;

/// <summary>The subjects that there are: IPTC Media Topics by their eight digits, each below one broader topic (see NOTICE).</summary>
public static class MediaTopics
{
    private const string English = "en";
    private const int Deepest = 10;

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Tables = Load();
    private static readonly FrozenDictionary<string, string> Above = Tables["broader"];
    private static readonly ILookup<string, string> Below = Above.ToLookup(pair => pair.Value, pair => pair.Key);

    /// <summary>Those that have no broader one, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Top { get; } = [.. Tables[English].Keys.Where(topic => !Above.ContainsKey(topic)).Order(StringComparer.Ordinal)];

    /// <summary>True for a topic of the vocabulary, and for one that was retired from it: deliveries go on naming them.</summary>
    public static bool IsKnown([NotNullWhen(true)] string? topic) => topic is not null && (Tables[English].ContainsKey(topic) || IsRetired(topic));

    /// <summary>True for a topic that IPTC has retired.</summary>
    public static bool IsRetired(string topic) => Tables["retired"].ContainsKey(topic);

    /// <summary>The topics that a topic belongs to, the nearest first.</summary>
    public static IReadOnlyList<string> Broader(string topic)
    {
        var broader = new List<string>();
        for (var at = topic; broader.Count < Deepest && Above.TryGetValue(at, out var next); at = next) broader.Add(next);
        return broader;
    }

    /// <summary>The topics right below one, in the order of their numbers.</summary>
    public static IReadOnlyList<string> Narrower(string topic) => [.. Below[topic].Order(StringComparer.Ordinal)];

    /// <summary>
    /// What a topic is called, and in which language: in the one that is asked for where the vocabulary speaks it, else in English.
    /// The number itself for what nobody knows.
    /// </summary>
    public static (string Name, string Language) Name(string topic, string language)
    {
        if (Names(language) is { } names && names.TryGetValue(topic, out var name)) return (name, language);
        return (Tables[English].GetValueOrDefault(topic) ?? Tables["retired"].GetValueOrDefault(topic) ?? topic, English);
    }

    private static FrozenDictionary<string, string>? Names(string language) => language.Length == 2 ? Tables.GetValueOrDefault(language) : null;

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Load()
    {
        using var stream = typeof(MediaTopics).Assembly.GetManifestResourceStream("mediatopics.json")!;
        var tables = JsonSerializer.Deserialize(stream, MediaTopicsJson.Default.DictionaryStringDictionaryStringString)!;
        return tables.ToFrozenDictionary(table => table.Key, table => table.Value.ToFrozenDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}

[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class MediaTopicsJson : JsonSerializerContext;
