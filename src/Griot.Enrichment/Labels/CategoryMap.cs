using System.Collections.Frozen;
using Griot.Record;

namespace Griot.Enrichment.Labels;

/// <summary>
/// Which category of which provider counts as which subject or genre. What the operator wrote for a provider goes before what is
/// said for all of them, and what the operator wrote before what comes with the program. A line that can't be read costs only itself.
/// </summary>
public sealed class CategoryMap
{
    internal const int MostLines = 20_000;

    private const int MostFaults = 1000;
    private const string GenrePrefix = "genre:";
    private const string CountryPrefix = "country:";
    private static readonly char[] BetweenCodes = [' ', '+', '\t'];

    private readonly FrozenDictionary<(string, string), CategoryLine[]> lines;
    private readonly List<MappingFault> faults = [];

    private CategoryMap(string text, bool isOurs, CategoryMap? under)
    {
        var read = Read(text, isOurs);
        var own = read.Select(line => line.Key).ToHashSet();
        Lines = [.. read, .. under?.Lines.Where(line => !own.Contains(line.Key)) ?? []];
        lines = Lines.GroupBy(line => line.Key).ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>What comes with the program.</summary>
    public static CategoryMap Ours { get; } = new(OurText(), isOurs: true, under: null);

    /// <summary>Every line that holds: the operator's, then ours that it does not replace.</summary>
    public IReadOnlyList<CategoryLine> Lines { get; }

    /// <summary>The lines that can't be read.</summary>
    public IReadOnlyList<MappingFault> Faults => faults;

    /// <summary>The operator's file over what comes with the program.</summary>
    public static CategoryMap Over(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new CategoryMap(text, isOurs: false, Ours);
    }

    internal static string OurText()
    {
        using var reader = new StreamReader(typeof(CategoryMap).Assembly.GetManifestResourceStream("subjects.csv")!);
        return reader.ReadToEnd();
    }

    /// <summary>What is said of one category of a provider; empty where nothing is.</summary>
    public IReadOnlyList<CategoryLine> Of(ProviderCard provider, string category)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var folded = CategoryLine.Folded(category);
        foreach (var slug in provider.FormerSlugs.Prepend(provider.Slug).Append(CategoryLine.Any))
            if (folded != CategoryLine.Any && lines.TryGetValue((slug, folded), out var found)) return found;
        return [];
    }

    /// <summary>What is said of everything that a provider delivers.</summary>
    internal IReadOnlyList<CategoryLine> OfAll(ProviderCard provider)
    {
        foreach (var slug in provider.FormerSlugs.Prepend(provider.Slug))
            if (lines.TryGetValue((slug, CategoryLine.Any), out var found)) return found;
        return [];
    }

    private List<CategoryLine> Read(string text, bool isOurs)
    {
        var (read, number) = (new List<CategoryLine>(), 0);
        char? between = null;
        foreach (var raw in text.TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#') continue;
            if (number > MostLines)
            {
                Fault(number, $"only {MostLines} lines are read");
                break;
            }

            between ??= line.Contains(';') && !line.Contains(',') ? ';' : ',';
            if (ReadLine(number, line.ToString(), between.Value, isOurs) is { } one) read.Add(one);
        }

        return read;
    }

    private CategoryLine? ReadLine(int number, string line, char between, bool isOurs)
    {
        if (line.Contains('\uFFFD', StringComparison.Ordinal)) return Fault(number, "not UTF-8");
        if (CsvLine.Read(line, between) is not { } fields) return Fault(number, "a quotation mark is not closed");
        if (fields is ["provider", ..]) return null;
        if (fields is not [{ Length: > 0 } provider, { Length: > 0 } category, _, ..]) return Fault(number, "three fields are wanted: provider, category, subject");
        if (provider == CategoryLine.Any && category == CategoryLine.Any) return Fault(number, "everything of everybody can't be one thing");
        var codes = fields.Skip(2).SelectMany(field => field.Split(BetweenCodes, StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (codes.Count == 0) return Fault(number, "no subject; where the category is to count as nothing, write -");
        return Meant(number, codes) is { } meant ? new CategoryLine(number, provider, category, meant.Subjects, meant.Countries, meant.Genre, isOurs) : null;
    }

    private (IReadOnlyList<string> Subjects, IReadOnlyList<string> Countries, Genre? Genre)? Meant(int number, List<string> codes)
    {
        var (subjects, countries, genre) = (new List<string>(), new List<string>(), (Genre?)null);
        foreach (var code in codes.Where(code => code != "-"))
        {
            if (Behind(GenrePrefix, code) is { } word && Word.Parse<Genre>(word) is { } known) genre = known;
            else if (Behind(CountryPrefix, code) is { Length: 2 } letters && Regions.Country(letters) is { } country) countries.Add(country);
            else if (MediaTopics.IsKnown(Bare(code))) subjects.Add(Bare(code));
            else
            {
                Fault(number, $"“{code}” is no Media Topic, no country:XX of ISO 3166 and no genre: ({Word.All<Genre>()})");
                return null;
            }
        }

        return (subjects, countries, genre);
    }

    private static string? Behind(string prefix, string code) => code.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? code[prefix.Length..] : null;

    private static string Bare(string code) => Behind("medtop:", code) ?? code;

    private CategoryLine? Fault(int number, string what)
    {
        if (faults.Count < MostFaults) faults.Add(new MappingFault(number, what));
        return null;
    }
}
