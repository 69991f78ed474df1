using System.Buffers;
using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>What is said about an item beside its words: by it one can narrow a search.</summary>
/// <param name="Countries">ISO 3166-1 alpha-2, upper case.</param>
/// <param name="Subjects">IPTC Media Topics by their eight digits.</param>
/// <param name="Genre">A word of ours (<c>news</c>, <c>opinion</c> ...); null where nothing is known.</param>
internal sealed record ItemLabels(IReadOnlyList<string> Countries, IReadOnlyList<string> Subjects, string? Genre)
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>What the delivery itself and its provider's card say, and nothing more.</summary>
    internal static ItemLabels Delivered(Rendition piece)
    {
        var country = piece.Provider.Country is { Length: 2 } code && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) ? code.ToUpperInvariant() : null;
        var subjects = piece.Record?.Subjects.Select(subject => MediaTopic(subject.Uri) ?? MediaTopic(subject.Name)).OfType<string>().Distinct(StringComparer.Ordinal);
        return new ItemLabels(country is null ? [] : [country], [.. subjects ?? []], Genre: null);
    }

    // medtop:20000002, http://cv.iptc.org/newscodes/mediatopic/20000002
    private static string? MediaTopic(string? concept)
    {
        const int length = 8;
        if (concept is null || concept.Length <= length) return null;
        var (scheme, number) = (concept[..^length], concept[^length..]);
        var isTopic = scheme.EndsWith("medtop:", StringComparison.OrdinalIgnoreCase) || scheme.EndsWith("cv.iptc.org/newscodes/mediatopic/", StringComparison.OrdinalIgnoreCase);
        return isTopic && number.AsSpan().IndexOfAnyExcept(Digits) < 0 ? number : null;
    }
}
