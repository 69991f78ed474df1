using System.Buffers;
using System.Collections.Frozen;
using Griot.Record;

namespace Griot.Enrichment.Labels;

/// <summary>Codes that a delivery itself names: subjects, countries, genres. What is not plainly one of a known vocabulary is none.</summary>
internal static class DeliveredCodes
{
    private const int LengthOfTopic = 8;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    // IPTC's genres, in their own spelling and in that of their codes, as letters alone.
    private static readonly FrozenDictionary<string, Genre> Genres = new Dictionary<string, Genre>(StringComparer.OrdinalIgnoreCase)
    {
        ["news"] = Genre.News,
        ["current"] = Genre.News,
        ["opinion"] = Genre.Opinion,
        ["pressrelease"] = Genre.PressRelease,
        ["document"] = Genre.Document,
        ["transcriptandverbatim"] = Genre.Document,
        ["interview"] = Genre.Interview,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>medtop:20000002, http://cv.iptc.org/newscodes/mediatopic/20000002</summary>
    internal static string? MediaTopic(Subject subject) => MediaTopic(subject.Name) ?? MediaTopic(subject.Uri);

    /// <summary>
    /// The country that a code of ISO 3166 stands for: iso3166-1a2:ML, http://cvx.iptc.org/iso3166-1a3/MLI, ML of a scheme of that
    /// name. Two letters by themselves may be anything.
    /// </summary>
    internal static string? Country(string? code, string? scheme = null)
    {
        if (code is null) return null;
        var end = code.AsSpan().LastIndexOfAny(':', '/', '#');
        var (before, last) = (end < 0 ? "" : code[..end], code[(end + 1)..]);
        return IsOfCountries(before) || (end < 0 && IsOfCountries(scheme)) ? Regions.Country(last) : null;
    }

    /// <summary>What IPTC's genre vocabulary, or a plain word of it, says.</summary>
    internal static Genre? OfGenre(Subject genre) => OfGenre(genre.Name) ?? OfGenre(genre.Label) ?? OfGenre(genre.Uri);

    private static Genre? OfGenre(string? text)
    {
        if (text is null) return null;
        var last = text[(text.AsSpan().LastIndexOfAny(':', '/', '#') + 1)..];
        return Genres.TryGetValue(string.Concat(last.Where(char.IsLetter)), out var genre) ? genre : null;
    }

    private static string? MediaTopic(string? concept)
    {
        if (concept is null || concept.Length <= LengthOfTopic) return null;
        var (scheme, number) = (concept[..^LengthOfTopic], concept[^LengthOfTopic..]);
        var isTopic = scheme.EndsWith("medtop:", StringComparison.OrdinalIgnoreCase) || scheme.EndsWith("cv.iptc.org/newscodes/mediatopic/", StringComparison.OrdinalIgnoreCase);
        return isTopic && number.AsSpan().IndexOfAnyExcept(Digits) < 0 && MediaTopics.IsKnown(number) ? number : null;
    }

    // iso3166-1a2, iso3166-1-alpha-2, urn:iso:std:iso:3166, …/country: not iso3166-2, whose codes are of provinces.
    private static bool IsOfCountries(string? scheme)
    {
        if (scheme is null) return false;
        var name = scheme.TrimEnd('/', ':', '#').ToLowerInvariant();
        var word = name[(name.AsSpan().LastIndexOfAny(':', '/', '#') + 1)..];
        return word is "country" or "countries" or "3166" or "iso3166" or "iso-3166" || word.StartsWith("iso3166-1", StringComparison.Ordinal) || word.StartsWith("iso-3166-1", StringComparison.Ordinal);
    }
}
