using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>
/// By what a piece can be known again: its id, its page, and what it says. Of the words only letters count, without
/// markup and white space.
/// </summary>
/// <param name="Guid">Key of the provider's id, or of what its reader put in the place of a missing one.</param>
/// <param name="Page">The page's address; null where the piece has none of its own.</param>
/// <param name="Link">Key of the page.</param>
/// <param name="Content">Key of headline, text and attached media; of a short piece with its date, which is then all that sets it apart.</param>
/// <param name="HasOwnId">The provider gave it an id.</param>
/// <param name="IsIdPage">That id is the address of its page, or of the site where it has none: worth no more than that.</param>
/// <param name="IsTelling">It says enough that another piece would not say the same by chance.</param>
/// <param name="Words">Headline and text, for comparing.</param>
/// <param name="Published">The provider's own date of publication.</param>
internal sealed record PieceKeys(
    byte[] Guid, string? Page, byte[]? Link, byte[] Content, bool HasOwnId, bool IsIdPage, bool IsTelling, PieceWords Words, DateTimeOffset? Published)
{
    /// <summary>Letters of a text from which on it tells a piece apart, whatever its date.</summary>
    private const int Telling = 40;

    internal static PieceKeys Of(Piece piece, ArticleRecord record, bool hasOwnId)
    {
        var headline = Digest(record.Headline, isMarkup: false, out _);
        var text = Digest(PieceWords.TextOf(record), isMarkup: true, out var letters);
        var isTelling = letters >= Telling;
        var page = OwnPage(record.Link, piece);
        return new PieceKeys(
            Identity.Of(record.Uri), page, page is null ? null : Identity.OfLink(page), ContentOf(piece, record, headline, text, isTelling),
            hasOwnId, IsWeb(record.Uri) && OwnPage(record.Uri, piece) == page, isTelling, new PieceWords(PieceWords.Short(headline), PieceWords.Short(text)), record.FirstCreated);
    }

    // The front page of the site is no piece's own.
    private static string? OwnPage(string? address, Piece piece) =>
        PageAddress.Of(address) is { } page && page != PageAddress.Of(piece.Context.FeedLink) ? page : null;

    private static bool IsWeb(string id) => id.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || id.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    private static byte[] ContentOf(Piece piece, ArticleRecord record, byte[]? headline, byte[]? text, bool isTelling)
    {
        if (headline is null && text is null && record.Associations.Count == 0) return Identity.OfBytes(piece.Cut);
        var media = string.Join('\n', record.Associations.Select(one => Tracking.Without(one.Uri)));
        var date = isTelling ? "" : $"{record.FirstCreated ?? record.VersionCreated:O}";
        return Identity.OfContent([.. headline ?? new byte[1], .. text ?? new byte[1], .. Encoding.UTF8.GetBytes($"{date}\n{media}")]);
    }

    /// <summary>The hash of what a reader sees of plain text or safe markup, but for white space; null where that is nothing.</summary>
    internal static byte[]? Digest(string text, bool isMarkup, out int letters)
    {
        var seen = ArrayPool<char>.Shared.Rent(text.Length);
        letters = 0;
        var isTag = false;
        foreach (var c in text)
        {
            if (c == '<' && isMarkup) isTag = true;
            else if (c == '>' && isMarkup) isTag = false;
            else if (!isTag && !char.IsWhiteSpace(c)) seen[letters++] = c;
        }

        var digest = letters == 0 ? null : SHA256.HashData(MemoryMarshal.AsBytes(seen.AsSpan(0, letters)));
        ArrayPool<char>.Shared.Return(seen);
        return digest;
    }
}

/// <summary>Headline and text of a piece, shortened to what comparing needs; null where there is none.</summary>
internal sealed record PieceWords(UInt128? Headline, UInt128? Text)
{
    internal static PieceWords Of(ArticleRecord record) => new(Short(PieceKeys.Digest(record.Headline, isMarkup: false, out _)), Short(PieceKeys.Digest(TextOf(record), isMarkup: true, out _)));

    /// <summary>True where two pieces have the headline or the text in common.</summary>
    internal bool Meet(PieceWords other) => (Headline is { } headline && headline == other.Headline) || (Text is { } text && text == other.Text);

    internal static string TextOf(ArticleRecord record) => record.Body ?? (record.Descriptions.Count > 0 ? record.Descriptions[0].Value : "");

    internal static UInt128? Short(byte[]? digest) => digest is null ? null : BinaryPrimitives.ReadUInt128LittleEndian(digest);
}
