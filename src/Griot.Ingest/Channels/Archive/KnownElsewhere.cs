using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Archive;

/// <summary>
/// Tells which pieces of an archive the provider has delivered through another channel already, by their id or by their page: the
/// export of a site whose feed was polled for a year doesn't come a second time. Where id or page are the same and all the rest is
/// another, it is another piece.
/// </summary>
internal sealed class KnownElsewhere(LedgerStore ledger, ProviderCard card, string channel)
{
    private readonly List<string> others = [.. card.Channels.Select(one => one.Id).Where(id => id != channel)];
    private readonly KnownItems items = new(ledger, card);

    internal bool Is(HandedPiece piece)
    {
        var cut = new Piece(piece.Bytes, piece.Context, new Envelope { Received = DateTimeOffset.UnixEpoch }, Piece.CutOf(piece.Bytes.Span, piece.Context.Encoding));
        return KeysOf(cut) is { } keys && others.Exists(other => IsOf(other, keys));
    }

    // What can't be read is known nowhere. A fault of ours in reading it is met again, and told, where it is taken in.
    private PieceKeys? KeysOf(Piece piece)
    {
        try
        {
            var reading = Reading.Of(piece.Delivery, piece.Context, card);
            return reading.Record is { } record ? PieceKeys.Of(piece, record, reading.HasOwnId) : null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>The log has gone on.</summary>
    internal void Forget() => items.Forget();

    private bool IsOf(string other, PieceKeys keys) =>
        ((keys.HasOwnId ? Item(other, keys.Guid) : null) ?? (keys.Link is { } link ? Item(other, link) : null)) is { } item && IsSame(keys, item);

    // A key that different pieces of that channel bear tells nothing.
    private string? Item(string other, byte[] key) =>
        ledger.ItemByIdentity(other, key) is { } item && !ledger.HasKey(other, Identity.OfShared(key)) ? item : null;

    // Of one that was removed by order nothing is left to compare: it stays removed.
    private bool IsSame(PieceKeys keys, string item)
    {
        if (items.Of(item).Said is not { } said) return true;
        return keys.Page == PageAddress.Of(said.Link) || PieceWords.Of(said).Meet(keys.Words) || keys.Published == said.FirstCreated;
    }
}
