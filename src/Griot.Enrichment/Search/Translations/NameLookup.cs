using Lucene.Net.Search;

namespace Griot.Enrichment.Search;

/// <summary>Which pieces bear a name, or name another by it, as the index has them; with a note of each look.</summary>
/// <param name="view">Null where there is no index: then nobody is found.</param>
internal sealed class NameLookup(IndexView? view)
{
    /// <summary>One more than may be translations of one another: whoever finds so many has too many.</summary>
    private const int Most = PieceTranslations.Most + 1;

    private readonly List<NameLook> asked = [];

    internal IReadOnlyList<NameLook> Asked => asked;

    internal IReadOnlyList<string> Find(string field, string key)
    {
        var found = Find(view, field, key);
        asked.Add(new NameLook(field, key, found));
        return found;
    }

    /// <summary>The items, in the order of their ids.</summary>
    internal static IReadOnlyList<string> Find(IndexView? view, string field, string key)
    {
        var name = IndexFields.ValueOf(field, key);
        // Most names are named by nobody: that is seen without a search.
        if (view is null || (field == IndexFields.Original && !OriginalNames.MayHave(view.Reader, name)) || view.Reader.DocFreq(name) == 0) return [];
        var hits = view.Searcher.Search(new ConstantScoreQuery(new TermQuery(name)), Most).ScoreDocs;
        return [.. hits.Select(hit => HitIds.Of(view, hit.Doc)).OfType<string>().Order(StringComparer.Ordinal)];
    }
}

/// <summary>A look into the index, and what was found.</summary>
internal sealed record NameLook(string Field, string Key, IReadOnlyList<string> Found)
{
    /// <summary>Looks in one word, which another process reads: no name and no item holds a blank or a semicolon.</summary>
    internal static string Write(IEnumerable<NameLook> looks) => string.Join(';', looks.Select(look => string.Join(' ', [look.Field, look.Key, .. look.Found])));

    internal static IEnumerable<NameLook> Read(string text) =>
        text.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(look => look.Split(' ')).Select(parts => new NameLook(parts[0], parts.ElementAtOrDefault(1) ?? "", [.. parts.Skip(2)]));

    internal bool IsSameIn(IndexView? view) => NameLookup.Find(view, Field, Key).SequenceEqual(Found, StringComparer.Ordinal);
}
