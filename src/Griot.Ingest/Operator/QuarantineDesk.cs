using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>What came of a replay.</summary>
/// <param name="Found">False where there is no such row.</param>
/// <param name="Accepted">Items and versions sealed now.</param>
/// <param name="Refused">What still can't be read, with the reason.</param>
public sealed record ReplayOutcome(bool Found, int Accepted, string? Refused);

/// <summary>Reads what lies in quarantine once more, with the present reader, as if it had come now.</summary>
public sealed class QuarantineDesk(LedgerStore ledger, TimeProvider time)
{
    private readonly Intake intake = new(ledger, time);

    /// <summary>Replays one row. The row stays; it is marked as handled where all of it was taken in.</summary>
    public async Task<ReplayOutcome> ReplayAsync(long id, CancellationToken cancellation)
    {
        if (ledger.Quarantine(id) is not [var row]) return new ReplayOutcome(false, 0, null);
        if (row.Removed is { } order) return new ReplayOutcome(true, 0, $"its content was removed by order, entry {order}");
        if (ledger.Card(row.Content.Provider) is not { } card) return new ReplayOutcome(true, 0, "its provider has no card");
        var (pieces, fault) = Pieces(row);
        if (pieces.Count == 0) return new ReplayOutcome(true, 0, fault ?? "no item was found in it");
        if (card.State != ProviderState.Active && !pieces.TrueForAll(piece => Reading.IsWithdrawal(piece.Delivery, piece.Context))) return new ReplayOutcome(true, 0, "its provider is not active: only a withdrawal is taken from it");
        if (pieces.Exists(piece => IsOutrun(piece, row))) return new ReplayOutcome(true, 0, "its provider has sent something newer of the same item since; taking this in would put the old text on top");
        var yield = await intake.TakeAsync(pieces, card, row.Content.Channel, EvidenceOf(row, card), cancellation);
        if (yield.Quarantined > 0) return new ReplayOutcome(true, yield.Sealed.Count, yield.Incidents.Count > 0 ? yield.Incidents[^1].Message : row.Content.Message);
        if (yield.Removed > 0) return new ReplayOutcome(true, yield.Sealed.Count, "it was removed by order");
        await ledger.MarkHandledAsync(id, cancellation);
        return new ReplayOutcome(true, yield.Sealed.Count, null);
    }

    // A word about a piece that was not there yet waits for just that: the piece being newer.
    private bool IsOutrun(Piece piece, QuarantineRow row) =>
        row.Content.Code != Judge.UnknownItem
        && (piece.About ?? ItemOf(piece, row.Content.Channel)) is { } known
        && ledger.History(known)[^1].Entry.Time > row.LastSeen;

    private string? ItemOf(Piece piece, string channel) =>
        ItemReader.Read(piece.Delivery, piece.Context).Item is { } item ? ledger.ItemByIdentity(channel, Identity.Of(item.Id)) : null;

    // A cut has its context beside it; a whole document has none, and is cut now.
    private static (List<Piece> Pieces, string? Fault) Pieces(QuarantineRow row)
    {
        var envelope = row.Content.Envelope is { } bytes ? Envelope.Parse(bytes) : new Envelope { Received = row.FirstSeen };
        if (row.Content.Context is { } json)
        {
            var context = ItemContext.FromJson(json);
            return ([new Piece(row.Content.Bytes, context, envelope, Piece.CutOf(row.Content.Bytes, context.Encoding)) { About = envelope.About }], null);
        }

        var document = FeedDocument.Open(row.Content.Bytes, new DocumentHints(envelope.ContentType, envelope.Address, TakesProse: envelope.Evidence is not null));
        var pieces = document.Cuts.Reverse().Select(cut => new Piece(
            cut.Bytes, cut.Context, envelope with { Offset = cut.Offset, Length = cut.Length },
            Piece.CutOf(cut.Bytes.Span, cut.Context.Encoding)));
        return (pieces.ToList(), document.Incidents.Count > 0 ? document.Incidents[0].Message : null);
    }

    // As it was when it came: by the address that it was fetched from, or by the door that it was handed over at.
    private static Evidence EvidenceOf(QuarantineRow row, ProviderCard card)
    {
        var channel = card.Channel(row.Content.Channel);
        if (channel?.Kind == ChannelKind.House) return Evidence.Authenticated;
        var envelope = row.Content.Envelope is { } bytes ? Envelope.Parse(bytes) : null;
        if (envelope?.Evidence is { } handedOver) return handedOver;
        var overTls = envelope?.Address?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
        return !overTls ? Evidence.Plain : channel is { Proven: true } ? Evidence.Proven : Evidence.Tls;
    }
}
