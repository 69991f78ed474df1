using System.Collections.Frozen;
using System.Text.Json;

namespace Griot.Web;

/// <summary>Names of countries, regions and languages in the editions' languages, from Unicode CLDR (see NOTICE).</summary>
internal static class Names
{
    private static readonly FrozenDictionary<string, Dictionary<string, string>> Countries = Load("names/countries.json");
    private static readonly FrozenDictionary<string, Dictionary<string, string>> Regions = Load("names/regions.json");
    private static readonly FrozenDictionary<string, Dictionary<string, string>> Languages = Load("names/languages.json");

    internal static string Country(string edition, string iso2) =>
        In(Countries, edition)?.GetValueOrDefault(iso2.ToUpperInvariant()) ?? iso2;

    internal static string Region(string edition, string m49) => In(Regions, edition)?.GetValueOrDefault(m49) ?? m49;

    internal static bool IsLanguage(string primary) => Languages["en"].ContainsKey(primary);

    internal static string Language(string edition, string tag) =>
        Tag.Primary(tag) is { } primary ? In(Languages, edition)?.GetValueOrDefault(primary) ?? tag : tag;

    /// <summary>The language's name in itself, or null.</summary>
    internal static string? Own(string tag) => Tag.Primary(tag) is { } primary ? Languages["own"].GetValueOrDefault(primary) : null;

    private static Dictionary<string, string>? In(FrozenDictionary<string, Dictionary<string, string>> names, string edition) =>
        names.GetValueOrDefault(edition) ?? names.GetValueOrDefault("en");

    private static FrozenDictionary<string, Dictionary<string, string>> Load(string name)
    {
        using var stream = typeof(Names).Assembly.GetManifestResourceStream(name)!;
        var names = JsonSerializer.Deserialize(stream, EditionJson.Default.DictionaryStringDictionaryStringString)!;
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
