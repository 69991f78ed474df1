using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Channels.Poll;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>Takes the pieces of one channel through recognition and judgement to the seal.</summary>
internal sealed class Intake(LedgerStore ledger, TimeProvider time)
{
    /// <summary>Takes in what the operator lets in, having seen it: it says nothing about its channel as a whole.</summary>
    internal Task<Yield> TakeAsync(IReadOnlyList<Piece> pieces, ProviderCard card, string channel, Evidence evidence, CancellationToken cancellation) =>
        new DocumentIntake(ledger, time, card, channel, evidence, null) { IsLetIn = true }.TakeAsync(pieces, _ => null, cancellation);

    /// <summary>The same, with an answer for each piece; for whoever waits for it.</summary>
    internal async Task<IReadOnlyDictionary<Piece, PieceOutcome>> TellAsync(
        IReadOnlyList<Piece> pieces, ProviderCard card, string channel, Evidence evidence, Func<Yield, ChannelNote?> note, CancellationToken cancellation)
    {
        var fates = new Fates();
        await new DocumentIntake(ledger, time, card, channel, evidence, null) { Fates = fates }.TakeAsync(pieces, note, cancellation);
        return fates.ByPiece;
    }

    /// <summary>Takes the pieces of a document in, in the given order, and saves <paramref name="note"/> with the last of them.</summary>
    internal Task<Yield> TakeAsync(
        IReadOnlyList<Piece> pieces, DocumentFacts document, ProviderCard card, string channel, Evidence evidence, Func<Yield, ChannelNote?> note, CancellationToken cancellation) =>
        new DocumentIntake(ledger, time, card, channel, evidence, document).TakeAsync(pieces, note, cancellation);
}
