using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Griot.Web;

/// <summary>
/// The editions that a house offers, the first one first: those that the program was built with, with the words that the house
/// changed in them, and those that it added by files of its own.
/// </summary>
public sealed class EditionSet
{
    private const string Embedded = "editions/";

    private EditionSet(IEnumerable<Edition> editions, IReadOnlyList<string> remarks, string mark) => (All, Remarks, Mark) = ([.. editions], remarks, mark);

    /// <summary>What the program was built with: French, then the others by code.</summary>
    public static EditionSet BuiltIn { get; } = new(InUsualOrder(Files().Values.Select(file => new Edition(Made(file)))), [], "");

    public ImmutableArray<Edition> All { get; }

    /// <summary>What the operator should know, and what keeps nobody from reading: texts that an edition lacks.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Changes with the words of any edition, and with which are offered; empty where nothing was changed.</summary>
    internal string Mark { get; }

    /// <summary>Reads a house's own files.</summary>
    /// <param name="folder">Where they lie, each named by its language: <c>fr.json</c>. It need not be there.</param>
    /// <param name="offered">The codes of the editions to be offered, the first one first; null for all that there are.</param>
    /// <returns>The set; or what keeps it from being one, each line with its file, its place and what is to be done.</returns>
    public static (EditionSet? Set, IReadOnlyList<string> Faults) Read(string folder, IReadOnlyList<string>? offered)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList() : [];
        if (files.Count == 0 && offered is null) return (BuiltIn, []);
        var all = Files();
        List<string> faults = [], remarks = [];
        foreach (var path in files)
        {
            var own = OwnEdition.Read(path, all);
            faults.AddRange(own.Faults);
            remarks.AddRange(own.Remarks);
            if (own.Merged is { } merged) all[own.Code] = merged;
        }

        faults.AddRange((offered ?? []).Where(code => !all.ContainsKey(code)).Select(code => $"there is no edition “{code}”: {string.Join(", ", all.Keys)} are there, and {Path.Combine(folder, code + ".json")} would add it"));
        return faults.Count > 0 ? (null, faults) : (Of(all, offered), []);

        EditionSet Of(OrderedDictionary<string, JsonObject> known, IReadOnlyList<string>? codes) =>
            new(codes is null ? InUsualOrder(known.Values.Select(file => new Edition(Made(file)))) : codes.Distinct(StringComparer.Ordinal).Select(code => new Edition(Made(known[code]))), remarks, MarkOf(files, codes));
    }

    /// <summary>An edition as its file, to be copied and changed.</summary>
    public static string Write(Edition edition) => JsonSerializer.Serialize(edition.File, SpaciousEditions.Json.EditionFile);

    /// <summary>The file as it was built in, by code.</summary>
    internal static OrderedDictionary<string, JsonObject> Files()
    {
        var assembly = typeof(EditionSet).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(Embedded, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return new(names.Select(name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            return KeyValuePair.Create(Path.GetFileNameWithoutExtension(name), JsonNode.Parse(stream, documentOptions: OwnEdition.Strict)!.AsObject());
        }), StringComparer.Ordinal);
    }

    private static EditionFile Made(JsonObject file) => file.Deserialize(EditionJson.Default.EditionFile)!;

    private static IEnumerable<Edition> InUsualOrder(IEnumerable<Edition> editions) => editions.OrderBy(edition => edition.Code is not "fr").ThenBy(edition => edition.Code, StringComparer.Ordinal);

    private static string MarkOf(List<string> files, IReadOnlyList<string>? offered)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files) hash.AppendData(File.ReadAllBytes(file));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8))} {string.Join(',', offered ?? [])}");
    }
}
