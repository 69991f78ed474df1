using Griot.Formats;
using Griot.Ingest.Channels.Handed;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Form;

/// <summary>A delivery handed over at the house itself.</summary>
/// <param name="Provider">Whose it is.</param>
/// <param name="Channel">The channel of its card that it comes through.</param>
/// <param name="Bytes">Exactly as handed over.</param>
/// <param name="Context">What the reader needs besides.</param>
/// <param name="Evidence">How sure it is that the provider hands it over.</param>
public sealed record FormDelivery(string Provider, string Channel, ReadOnlyMemory<byte> Bytes, ItemContext Context, Evidence Evidence);

/// <summary>What came of it.</summary>
public abstract record FormOutcome
{
    private FormOutcome() { }

    /// <summary>Sealed and durable.</summary>
    public sealed record Accepted(string Item, int Version, long Entry) : FormOutcome;

    /// <summary>These very bytes are the item's newest version already, or differ from it in nothing a reader sees.</summary>
    public sealed record Unchanged(string Item) : FormOutcome;

    /// <summary>It lies in quarantine, for this reason.</summary>
    public sealed record Quarantined(string Reason) : FormOutcome;

    /// <summary>There is no such provider or channel, or the provider is not active and this is no withdrawal.</summary>
    public sealed record Refused(string Reason) : FormOutcome;
}

/// <summary>The door for what is handed over at the house itself: one piece, by whoever can write the data folder.</summary>
public sealed class FormDoor(LedgerStore ledger, TimeProvider time)
{
    private readonly HandedDoor door = new(ledger, time);

    /// <summary>Takes one delivery in.</summary>
    public async Task<FormOutcome> DeliverAsync(FormDelivery delivery, CancellationToken cancellation)
    {
        var handover = new Handover(delivery.Provider, delivery.Channel, delivery.Evidence, new Envelope { Received = time.GetUtcNow() });
        return await door.TakeAsync(handover, [new HandedPiece(delivery.Bytes, delivery.Context)], cancellation) switch
        {
            HandedOutcome.Taken { Pieces: [var piece] } => OutcomeOf(piece),
            HandedOutcome.Unknown unknown => new FormOutcome.Refused(unknown.Reason),
            _ => throw new InvalidOperationException("One piece was handed over, and not one was answered."),
        };
    }

    private static FormOutcome OutcomeOf(PieceOutcome piece) => piece switch
    {
        { Result: PieceResult.Accepted, Item: { } item, Entry: { } entry } => new FormOutcome.Accepted(item, piece.Version ?? 1, entry),
        { Result: PieceResult.Unchanged or PieceResult.Cosmetic, Item: { } item } => new FormOutcome.Unchanged(item),
        { Why: { Code: HandedDoor.NotActive or HandedDoor.Removed } why } => new FormOutcome.Refused(why.Message),
        _ => new FormOutcome.Quarantined(piece.Why?.Message ?? "it can't be read"),
    };
}
