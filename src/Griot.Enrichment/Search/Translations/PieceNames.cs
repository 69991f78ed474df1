using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>By what the pieces of one provider name one another: ids and pages, exactly as delivered.</summary>
internal static class PieceNames
{
    private const string TranslatedFrom = "translatedFrom";
    // Of two names of one provider, nobody finds two with the same first twelve bytes by chance; who looks for them harms only himself.
    private const int Length = 12;

    /// <summary>What a piece is called: its provider's id, where that may be shown, and its page.</summary>
    internal static IEnumerable<string> Of(Rendition piece) =>
        new[] { piece.Record?.Uri, piece.Record?.Link ?? piece.Summary?.Link }.OfType<string>().Where(name => name.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The one piece that this is a translation of, as its provider calls it: by its id, else by its page. Null where the provider
    /// says none, or several: what is made of several texts is the translation of none.
    /// </summary>
    internal static string? Original(Rendition piece)
    {
        var all = (piece.Record?.Relations ?? []).Where(relation => Name(relation.Rel).Equals(TranslatedFrom, StringComparison.OrdinalIgnoreCase))
            .Select(relation => relation.Uri is { Length: > 0 } id ? id : relation.Link).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return all is [{ Length: > 0 } one] ? one : null;
    }

    /// <summary>How a name of a provider's stands in the index: as a hash, so that no name is too long for a term, and none is another provider's.</summary>
    internal static string Key(string provider, string name) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}\n{name}")).AsSpan(0, Length));

    // irel:translatedFrom
    private static ReadOnlySpan<char> Name(string relation) => relation.AsSpan(relation.LastIndexOfAny([':', '/']) + 1);
}
