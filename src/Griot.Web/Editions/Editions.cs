using System.Collections.Immutable;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Griot.Web;

/// <summary>The editions that this program's house offers.</summary>
public static class Editions
{
    private static EditionSet offered = EditionSet.BuiltIn;

    /// <summary>All of them, the first one first.</summary>
    public static ImmutableArray<Edition> All => offered.All;

    /// <summary>The one that speaks where nothing says which.</summary>
    public static Edition First => All[0];

    public static Edition? Find(string? code) => All.FirstOrDefault(edition => edition.Code == code);

    /// <summary>
    /// The edition in whose language a content stands, by its BCP 47 tag; the first one where there is none. It is where
    /// an article is at home: its canonical address.
    /// </summary>
    public static Edition Home(string? language) => Find(Tag.Primary(language)) ?? First;

    /// <summary>The best edition for an <c>Accept-Language</c>; the first one where it is absent or not readable.</summary>
    public static Edition Choose(StringValues acceptLanguage)
    {
        if (!StringWithQualityHeaderValue.TryParseList([acceptLanguage.ToString()], out var wishes)) return First;
        return wishes.Where(wish => wish.Quality is not 0)
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => Find(Tag.Primary(wish.Value.Value)))
            .FirstOrDefault(edition => edition is not null) ?? First;
    }

    /// <summary>What the operator should know of them.</summary>
    public static IReadOnlyList<string> Remarks => offered.Remarks;

    /// <summary>Changes with their words.</summary>
    internal static string Mark => offered.Mark;

    /// <summary>What the house offers, said once, before anything is written or served: a program is one house.</summary>
    public static void Offer(EditionSet editions) => offered = editions;
}
