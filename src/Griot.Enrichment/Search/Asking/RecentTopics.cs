using Griot.Enrichment.Labels;
using Griot.Record;
using Lucene.Net.Index;

namespace Griot.Enrichment.Search;

/// <summary>What the newest pieces are about: counted back from the end of the ledger, by no clock.</summary>
/// <param name="Count">How many pieces were looked at.</param>
/// <param name="Countries">By ISO 3166, from the most pieces to the least.</param>
/// <param name="Subjects">The broadest ones, from the most pieces to the least.</param>
/// <param name="Common">What the most different providers wrote about; nobody's word counts for more than another's.</param>
public sealed record RecentTopics(int Count, IReadOnlyList<FacetValue> Countries, IReadOnlyList<FacetValue> Subjects, IReadOnlyList<CommonTopic> Common)
{
    internal static RecentTopics Nothing { get; } = new(0, [], [], []);
}

/// <summary>Something that several providers wrote about.</summary>
/// <param name="Value">A Media Topic, or a country by ISO 3166.</param>
/// <param name="IsCountry">Which of them it is.</param>
/// <param name="Providers">How many different providers.</param>
public sealed record CommonTopic(string Value, bool IsCountry, int Providers);

/// <summary>Goes through the newest pieces of a view.</summary>
internal sealed class RecentCount(IndexView view, ILedgerReader ledger)
{
    private const int LeastProviders = 3;
    private const int MostCommon = 6;

    private readonly Dictionary<string, int> countries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> subjects = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Value, bool IsCountry), HashSet<string>> speakers = [];

    internal RecentTopics Of(IReadOnlyList<int> documents)
    {
        foreach (var document in documents) Take(document);
        return new RecentTopics(documents.Count, Most(countries), Most(subjects.Where(pair => MediaTopics.Broader(pair.Key).Count == 0)), Common());
    }

    private void Take(int document)
    {
        var leaf = view.Reader.Leaves[ReaderUtil.SubIndex(document, view.Reader.Leaves)];
        var labels = new DocumentLabels(leaf.AtomicReader).Of(document - leaf.DocBase).ToLookup(label => label.Field, label => label.Value, StringComparer.Ordinal);
        if (labels[IndexFields.Provider].FirstOrDefault() is not { } provider) return;
        var own = ledger.Card(provider)?.Country?.ToUpperInvariant();
        foreach (var country in labels[IndexFields.Country]) Take(country, isCountry: true, provider, countries, isTold: country != own);
        var topics = labels[IndexFields.Subject].ToList();
        var broader = topics.SelectMany(MediaTopics.Broader).ToHashSet(StringComparer.Ordinal);
        foreach (var topic in topics) Take(topic, isCountry: false, provider, subjects, isTold: !broader.Contains(topic) || MediaTopics.Broader(topic).Count == 0);
    }

    // That a provider is at home in a country does not say that it wrote about it.
    private void Take(string value, bool isCountry, string provider, Dictionary<string, int> counts, bool isTold)
    {
        counts[value] = counts.GetValueOrDefault(value) + 1;
        if (!isTold) return;
        if (!speakers.TryGetValue((value, isCountry), out var known)) speakers[(value, isCountry)] = known = new(StringComparer.Ordinal);
        known.Add(provider);
    }

    // Where all who wrote on sport wrote on football, football is said.
    private List<CommonTopic> Common()
    {
        var topics = speakers.Where(pair => pair.Value.Count >= LeastProviders).ToDictionary(pair => pair.Key, pair => pair.Value.Count);
        var implied = topics.Where(pair => !pair.Key.IsCountry).SelectMany(pair => MediaTopics.Broader(pair.Key.Value).Where(broader => topics.GetValueOrDefault((broader, false)) == pair.Value)).ToHashSet(StringComparer.Ordinal);
        return [.. topics.Where(pair => pair.Key.IsCountry || !implied.Contains(pair.Key.Value)).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.Value, StringComparer.Ordinal)
            .Take(MostCommon).Select(pair => new CommonTopic(pair.Key.Value, pair.Key.IsCountry, pair.Value))];
    }

    private static List<FacetValue> Most(IEnumerable<KeyValuePair<string, int>> counts) =>
        [.. counts.Select(pair => new FacetValue(pair.Key, pair.Value)).OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal)];
}
