using Griot.Record;
using Griot.Web;

namespace Griot.Site;

/// <summary>The same text in other languages, as the page of a piece names it: to readers, and to search engines.</summary>
internal static class TranslationLinks
{
    /// <summary>The other pieces whose language is known.</summary>
    internal static IReadOnlyList<LanguageLink> Others(ArticleView view) => [.. view.Translations.Select(LanguageLink.Of).OfType<LanguageLink>()];

    /// <summary>
    /// All of them with the page's own, each on the page in the edition of its language: the same on each of these pages, or nothing. Where
    /// two have one language, neither is named, since a page would name one and the other itself; and nothing where the provider wants
    /// its own pages found.
    /// </summary>
    internal static IReadOnlyList<KeyValuePair<string, string>> ForSearchEngines(ArticleView view)
    {
        if (view.Translations.Count == 0 || view.Translations.Append(view.It).Any(piece => piece.CanonicalElsewhere is not null)) return [];
        var named = view.Translations.Append(view.It).Select(LanguageLink.Of).OfType<LanguageLink>()
            .GroupBy(link => link.Language, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() == 1).Select(same => same.Single())
            .OrderBy(link => link.Piece.State.Versions[0].Index).ToList();
        return named.Count > 1 && named.Exists(link => link.Piece.State.Item == view.It.State.Item)
            ? [.. named.Select(link => KeyValuePair.Create(link.Language, Addresses.Article(Editions.Home(link.Language), link.Piece)))]
            : [];
    }
}

/// <summary>A piece with the language in which it is written.</summary>
internal sealed record LanguageLink(string Language, Rendition Piece)
{
    /// <summary>Null where the provider names no language.</summary>
    internal static LanguageLink? Of(Rendition piece) => Tag.WellFormed(piece.Summary?.Language) is { } language ? new LanguageLink(language, piece) : null;
}
