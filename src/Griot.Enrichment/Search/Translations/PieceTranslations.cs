using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// The pieces of one provider that are translations of one another, because the provider says so: each names by its id or page the one
/// that it was translated from. Nothing is guessed: a name that two pieces bear names neither. The index says where to look, and the
/// shelf what may be read; what was sealed and the index has not read yet is left out.
/// </summary>
public sealed class PieceTranslations
{
    /// <summary>Pieces that may be translations of one another.</summary>
    public const int Most = 24;

    private readonly Shelf shelf;
    private readonly SearchIndex index;

    internal PieceTranslations(Shelf shelf, SearchIndex index) => (this.shelf, this.index) = (shelf, index);

    /// <summary>
    /// The others, in the order in which they came; each of them is given the same pieces. Of more than <see cref="Most"/> none: a
    /// text is not translated so often, and nobody is to read them all for each page.
    /// </summary>
    public IReadOnlyList<Rendition> Of(Rendition piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        var seen = index.Turn;
        using var view = index.View();
        var lookup = new NameLookup(view);
        var found = new TranslationWalk(shelf, lookup, piece).Go();
        // The index goes on behind the ledger, and no entry tells that a new piece names this one.
        var doubt = new TranslationDoubt(index, seen, lookup.Asked);
        PageReads.Current?.Doubt(doubt.Holds, PageReads.Names + NameLook.Write(lookup.Asked), doubt.IsSettled);
        return [.. (found ?? []).Where(other => other.State.Item != piece.State.Item).OrderBy(other => other.State.Versions[0].Index)];
    }

    /// <summary>True where the index would say the same of the names that a page of another process was made by.</summary>
    /// <param name="names">What it noted of them.</param>
    public bool Holds(string names)
    {
        ArgumentNullException.ThrowIfNull(names);
        using var view = index.View();
        foreach (var look in NameLook.Read(names)) if (!look.IsSameIn(view)) return false;
        return true;
    }
}
