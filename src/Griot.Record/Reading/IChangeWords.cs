namespace Griot.Record;

/// <summary>
/// How what happened to a piece is put into words, in the language of the house's that is nearest to a given one (BCP 47; null: its
/// first). Nothing is said that the renditions don't show.
/// </summary>
public interface IChangeWords
{
    /// <summary>What changed from one version to a later one of the same item, in one line. Both are readable.</summary>
    string Line(Rendition before, Rendition after, string? language);

    /// <summary>The name of a signal, to stand before a headline.</summary>
    string Name(Signal signal, string? language);

    /// <summary>What stands in a headline's place where a piece has gone.</summary>
    string Gone(Standing standing, string? language);

    /// <summary>The title of a list of corrections and withdrawals.</summary>
    string Title(string? language);
}
