using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// Goes from a piece to all that bear or give a name that it bears or gives, and on from those. From whichever of them it begins, it
/// ends with the same pieces.
/// </summary>
internal sealed class TranslationWalk(Shelf shelf, NameLookup index, Rendition start)
{
    private readonly string provider = start.Provider.Id;
    private readonly Dictionary<string, Rendition> pieces = new(StringComparer.Ordinal) { [start.State.Item] = start };
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Queue<Rendition> open = new([start]);

    /// <summary>All of them, the first one too; null where there are too many.</summary>
    internal IReadOnlyCollection<Rendition>? Go()
    {
        while (open.TryDequeue(out var piece))
        {
            foreach (var name in PieceNames.Of(piece).Append(Relation.UriOf(piece.State.Item)).Concat(PieceNames.Original(piece) is { } original ? [original] : []))
                if (names.Add(name) && !Join(name)) return null;
        }

        return pieces.Values;
    }

    // False where there are too many.
    private bool Join(string name)
    {
        var named = index.Find(IndexFields.Original, PieceNames.Key(provider, name));
        if (named.Count > PieceTranslations.Most) return false;
        var translated = Shown(named, piece => PieceNames.Original(piece) == name);
        if (translated.Count == 0 && !pieces.Values.Any(piece => PieceNames.Original(piece) == name)) return true;
        var originals = Bearers(name);
        // Two bear it: which of them is meant, nobody knows.
        if (originals.Count > 1) return true;
        foreach (var piece in originals.Concat(translated)) if (pieces.TryAdd(piece.State.Item, piece)) open.Enqueue(piece);
        return pieces.Count <= PieceTranslations.Most;
    }

    private List<Rendition> Bearers(string name) => Relation.ItemOf(name) is { } item
        ? Shown([item], piece => piece.Provider.Id == provider)
        : Shown(index.Find(IndexFields.Named, PieceNames.Key(provider, name)), piece => PieceNames.Of(piece).Contains(name, StringComparer.Ordinal));

    // As they stand now: the index may not have read the newest of them.
    private List<Rendition> Shown(IReadOnlyList<string> items, Func<Rendition, bool> isIt) =>
        [.. items.Select(item => pieces.GetValueOrDefault(item) ?? shelf.Take(item)).OfType<Rendition>().Where(piece => piece.Answer != Answer.Gone && isIt(piece))];
}
