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
        var reading = Reading.Of(piece.Bytes, piece.Context, card);
        if (reading.Record is not { } record) return false;
        var keys = PieceKeys.Of(cut, record, reading.HasOwnId);
        return others.Exists(other => IsOf(other, keys));
    }

    /// <summary>The log has gone on.</summary>
    internal void Forget() => items.Forget();

    private bool IsOf(string other, PieceKeys keys) =>
        ((keys.HasOwnId ? Item(other, keys.Guid) : null) ?? (keys.Link is { } link ? Item(other, link) : null)) is { } item && IsSame(keys, item);

    // A key that different pieces of that channel bear tells nothing.
    private string? Item(string other, byte[] key) =>
        ledger.ItemByIdentity(other, key) is { } item && ledger.ItemByIdentity(other, Identity.OfShared(key)) is null ? item : null;

    // Of one that was removed by order nothing is left to compare: it stays removed.
    private bool IsSame(PieceKeys keys, string item)
    {
        if (items.Of(item).Said is not { } said) return true;
        return keys.Page == PageAddress.Of(said.Link) || PieceWords.Of(said).Meet(keys.Words) || keys.Published == said.FirstCreated;
    }
}
