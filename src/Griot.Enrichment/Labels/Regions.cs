using System.Collections.Frozen;

namespace Griot.Enrichment.Labels;

/// <summary>Countries (ISO 3166-1) and the regions that they lie in (UN M49), from Unicode CLDR (see NOTICE).</summary>
public static class Regions
{
    /// <summary>The region that all countries lie in.</summary>
    public const string World = "001";

    private static readonly string[][] Lines = Load();

    private static readonly FrozenDictionary<string, string[]> OfCountry =
        Lines.Where(line => line[0].Length == 2).ToFrozenDictionary(line => line[0], line => line[2..], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ByThree =
        Lines.Where(line => line[0].Length == 2 && line[1] != "-").ToFrozenDictionary(line => line[1], line => line[0], StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> Above =
        Lines.Where(line => line[0].Length == 3).ToFrozenDictionary(line => line[0], line => line[1..], StringComparer.Ordinal);

    private static readonly ILookup<string, string> Within =
        OfCountry.SelectMany(country => country.Value.Select(region => (region, country.Key))).ToLookup(pair => pair.region, pair => pair.Key);

    /// <summary>True for a country by its two letters, upper case.</summary>
    public static bool IsCountry(string? code) => code is not null && OfCountry.ContainsKey(code);

    /// <summary>True for a region by its three digits.</summary>
    public static bool IsRegion(string? code) => code is not null && Above.ContainsKey(code);

    /// <summary>Every region that a country lies in, the nearest first; none for what is no country.</summary>
    public static IReadOnlyList<string> Of(string country) => OfCountry.GetValueOrDefault(country) ?? [];

    /// <summary>The countries of a region, by their letters.</summary>
    public static IReadOnlyList<string> Countries(string region) => [.. Within[region].Order(StringComparer.Ordinal)];

    /// <summary>The regions that a region lies in, the nearest first.</summary>
    public static IReadOnlyList<string> Broader(string region)
    {
        var broader = new List<string>();
        for (var at = region; Above.TryGetValue(at, out var next) && next is [var nearest, ..]; at = nearest) broader.Add(nearest);
        return broader;
    }

    /// <summary>The regions right within one.</summary>
    public static IReadOnlyList<string> Narrower(string region) => [.. Above.Where(pair => pair.Value.Contains(region)).Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    /// <summary>The two letters of a country that is named by two letters or by three; null for anything else.</summary>
    public static string? Country(string? code) => code?.ToUpperInvariant() switch
    {
        { Length: 2 } two when OfCountry.ContainsKey(two) => two,
        { Length: 3 } three => ByThree.GetValueOrDefault(three),
        _ => null,
    };

    // A country: its two letters, its three letters, its regions. A region: its number, and the regions that it lies in.
    private static string[][] Load()
    {
        using var reader = new StreamReader(typeof(Regions).Assembly.GetManifestResourceStream("places.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))];
    }
}
