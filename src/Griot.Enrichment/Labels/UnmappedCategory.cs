using Griot.Record;

namespace Griot.Enrichment.Labels;

/// <summary>A category that pieces were delivered with and that counts as nothing yet, since the mapping does not speak of it.</summary>
/// <param name="Provider">Who delivers it: its slug.</param>
/// <param name="Category">As it was delivered last.</param>
/// <param name="Count">Pieces of the provider that the public sees with it.</param>
public sealed record UnmappedCategory(string Provider, string Category, int Count)
{
    private const int AtOnce = 500;

    /// <summary>All of them, the most frequent first. Reads the whole ledger.</summary>
    /// <param name="ledger">What is read.</param>
    /// <param name="map">The mapping.</param>
    /// <param name="progress">Told how many entries of how many were read.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public static IReadOnlyList<UnmappedCategory> Of(ILedgerReader ledger, CategoryMap map, Action<long, long> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(progress);
        var (shelf, counts, size) = (new Shelf(ledger), new Dictionary<(string, string), UnmappedCategory>(), ledger.Size);
        for (var at = 0L; at < size && ledger.Entries(at, AtOnce) is { Count: > 0 } entries; at = entries[^1].Index + 1)
        {
            cancellation.ThrowIfCancellationRequested();
            // Each item once: where its first version stands.
            foreach (var entry in entries.Where(entry => entry.Entry is { Kind.IsVersion: true, Prev: null }))
                if (shelf.Take(entry.Entry.Item!) is { } piece) foreach (var category in Unmapped(map, piece)) Add(counts, piece.Provider, category);
            progress(entries[^1].Index + 1, size);
        }

        return [.. counts.Values.OrderByDescending(one => one.Count).ThenBy(one => one.Provider, StringComparer.Ordinal).ThenBy(one => one.Category, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Unmapped(CategoryMap map, Rendition piece) => map.OfAll(piece.Provider).Count > 0 ? [] :
        (piece.Record?.Subjects ?? []).Where(subject => DeliveredCodes.MediaTopic(subject) is null && DeliveredCodes.Country(subject.Name, subject.Uri) is null && !HouseLabels.Meant(map, piece.Provider, subject).Any())
        .Concat((piece.Record?.Genres ?? []).Where(genre => DeliveredCodes.OfGenre(genre) is null && !HouseLabels.Meant(map, piece.Provider, genre).Any()))
        .Select(subject => (subject.Label ?? subject.Name).Trim()).Where(name => name.Length > 0).DistinctBy(CategoryLine.Folded);

    private static void Add(Dictionary<(string, string), UnmappedCategory> counts, ProviderCard provider, string category)
    {
        var key = (provider.Id, CategoryLine.Folded(category));
        counts[key] = new UnmappedCategory(provider.Slug, category, (counts.GetValueOrDefault(key)?.Count ?? 0) + 1);
    }
}
