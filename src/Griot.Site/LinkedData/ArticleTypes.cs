using System.Collections.Frozen;
using Griot.Record;

namespace Griot.Site;

/// <summary>
/// schema.org's word for a piece, by the genre with which it was delivered (IPTC NewsCodes, by address, code or name), and by nothing
/// else. Where none is named, a piece of a house of news is a <c>NewsArticle</c>.
/// </summary>
internal static class ArticleTypes
{
    internal const string Usual = "NewsArticle";

    private static readonly FrozenDictionary<string, string> ByGenre = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["opinion"] = "OpinionNewsArticle",
        ["analysis"] = "AnalysisNewsArticle",
        ["background"] = "BackgroundNewsArticle",
        ["review"] = "ReviewNewsArticle",
        ["fromthescene"] = "ReportageNewsArticle",
        ["scener"] = "ReportageNewsArticle",
        ["reportage"] = "ReportageNewsArticle",
        ["advertisersupplied"] = "AdvertiserContentArticle",
        // It reports no news: it is what somebody hands out. There is no narrower word.
        ["pressrelease"] = "Article",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static string Of(ArticleRecord? record) =>
        (record?.Genres ?? []).Take(10).SelectMany(genre => (string?[])[genre.Uri, genre.Name, genre.Label])
            .Select(Code).Select(code => ByGenre.GetValueOrDefault(code)).FirstOrDefault(type => type is not null) ?? Usual;

    // http://cv.iptc.org/newscodes/genre/Press_Release, genre:Press_Release, Press Release
    private static string Code(string? genre) => genre is not { Length: < 200 } ? ""
        : string.Concat(genre[(genre.LastIndexOfAny(['/', ':']) + 1)..].Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
}
