using Griot.Formats;
using Griot.Ingest.Items;
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

/// <summary>The door for deliveries that are handed over rather than fetched: the same judgement, the same seal.</summary>
public sealed class FormDoor(LedgerStore ledger, TimeProvider time)
{
    private readonly Intake intake = new(ledger, time);

    /// <summary>Takes one delivery in.</summary>
    public async Task<FormOutcome> DeliverAsync(FormDelivery delivery, CancellationToken cancellation)
    {
        if (ledger.Card(delivery.Provider) is not { } card) return new FormOutcome.Refused("there is no such provider");
        if (card.State != ProviderState.Active && !Reading.IsWithdrawal(delivery.Bytes, delivery.Context)) return new FormOutcome.Refused("the provider is not active: only a withdrawal is taken from it");
        if (card.Channel(delivery.Channel) is null) return new FormOutcome.Refused("the provider has no such channel");
        // Who wrote a piece of the house, and how it came to be, are said beside its bytes: they belong to what is the same.
        var context = delivery.Context;
        var cut = Piece.CutOf(delivery.Bytes.Span, string.Join('\n', [context.Encoding, context.Origin ?? "", context.Language ?? "", .. context.FeedAuthors]));
        if (ledger.ItemByCut(delivery.Channel, cut) is { } known) return new FormOutcome.Unchanged(known);
        var envelope = new Envelope { Received = time.GetUtcNow() };
        var yield = await intake.TakeAsync([new Piece(delivery.Bytes, delivery.Context, envelope, cut)], card, delivery.Channel, delivery.Evidence, cancellation);
        if (yield.Sealed is [var done] && ledger.At(done.Index)?.Entry.Item is { } item) return new FormOutcome.Accepted(item, done.Version ?? 1, done.Index);
        if (yield.Removed > 0) return new FormOutcome.Refused("it was removed by order");
        if (yield.Quarantined > 0) return new FormOutcome.Quarantined(yield.Incidents.Count > 0 ? yield.Incidents[^1].Message : "it can't be read");
        return ledger.ItemByCut(delivery.Channel, cut) is { } same ? new FormOutcome.Unchanged(same) : new FormOutcome.Refused("it brought nothing");
    }
}
