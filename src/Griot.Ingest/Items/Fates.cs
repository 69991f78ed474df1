using Griot.Formats;
using Griot.Ingest.Channels.Handed;
using Griot.Ledger;

namespace Griot.Ingest.Items;

/// <summary>What became of each piece, for a door that owes an answer. The last word about a piece holds.</summary>
internal sealed class Fates
{
    // Not this provider's to say: no other reading of it would change that.
    private static readonly string[] Refusals = [Judge.UnknownItem, Judge.AmbiguousId, Judge.NotTheProviders];

    private readonly Dictionary<Piece, PieceOutcome> byPiece = new(ReferenceEqualityComparer.Instance);

    internal IReadOnlyDictionary<Piece, PieceOutcome> ByPiece => byPiece;

    internal void Known(Piece piece, string? item)
    {
        if (item is not null) byPiece[piece] = new PieceOutcome(PieceResult.Unchanged, null, item);
    }

    internal void Judged(Sight sight, Judgement judgement)
    {
        var id = sight.Reading.Record is null ? null : sight.Reading.Identity;
        switch (judgement)
        {
            case Judgement.Seal { Draft.Item: { } item }:
                byPiece[sight.Piece] = new PieceOutcome(PieceResult.Accepted, id, item);
                break;
            case Judgement.Known:
                byPiece[sight.Piece] = new PieceOutcome(PieceResult.Unchanged, id, sight.Item);
                break;
            case Judgement.Cosmetic:
                byPiece[sight.Piece] = new PieceOutcome(PieceResult.Cosmetic, id, sight.Item);
                break;
            case Judgement.Removed:
                byPiece[sight.Piece] = new PieceOutcome(PieceResult.Refused, null, Why: new Incident(HandedDoor.Removed, "it was removed by order"));
                break;
            case Judgement.Quarantine { Row: { } row }:
                byPiece[sight.Piece] = new PieceOutcome(
                    Refusals.Contains(row.Code, StringComparer.Ordinal) ? PieceResult.Refused : PieceResult.Quarantined, id, Why: new Incident(row.Code, row.Message));
                break;
        }
    }

    internal void Sealed(Piece piece, string item, AppendOutcome.Sealed done)
    {
        if (byPiece.TryGetValue(piece, out var judged)) byPiece[piece] = judged with { Item = item, Version = done.Version, Entry = done.Index };
    }
}
