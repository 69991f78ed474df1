using System.Security.Cryptography;
using Griot.Formats;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Handed;

/// <summary>
/// What is handed over rather than fetched goes through here, by whatever door it came: the same reading, the same judgement,
/// the same seal, and an answer for each piece. When it has answered, what it accepted is durable.
/// </summary>
public sealed class HandedDoor(LedgerStore ledger, TimeProvider time)
{
    /// <summary>From a provider that is not active, only a withdrawal is taken (decision 26).</summary>
    internal const string NotActive = "not-active";

    /// <summary>What was removed by order is counted, and nothing of it is kept.</summary>
    internal const string Removed = "removed";

    /// <summary>It was set aside beyond the channel's share of the quarantine: nothing but its hash is kept.</summary>
    internal const string QuarantineFull = "quarantine-full";

    /// <summary>Feeds tell the newest first; the log wants the oldest first, so that what came last stands last.</summary>
    private static readonly string[] NewestFirst = ["rss", "rdf", "atom", "jsonfeed"];

    private readonly Intake intake = new(ledger, time);

    /// <summary>Takes a document of any format that is read, with one piece or many. The bytes must not change meanwhile.</summary>
    public async Task<HandedOutcome> TakeAsync(Handover handover, ReadOnlyMemory<byte> bytes, DocumentHints hints, CancellationToken cancellation)
    {
        if (Unknown(handover) is { } unknown) return unknown;
        var document = FeedDocument.Open(bytes, hints);
        if (OpenedDocument.WhyNot(document) is { } why) return await SetAsideAsync(handover, bytes, why, cancellation);
        var envelope = EnvelopeOf(handover) with { DocumentHash = Convert.ToBase64String(SHA256.HashData(bytes.Span)), ContentType = hints.ContentType };
        var pieces = document.Cuts.Select(cut => OpenedDocument.PieceOf(cut, envelope)).ToList();
        var isReversed = NewestFirst.Contains(document.Format, StringComparer.Ordinal);
        if (isReversed) pieces.Reverse();
        var outcomes = await TakeAsync(handover, pieces, cancellation);
        if (isReversed) outcomes.Reverse();
        return new HandedOutcome.Taken(outcomes, document.Incidents);
    }

    /// <summary>Takes pieces that their door has cut.</summary>
    public async Task<HandedOutcome> TakeAsync(Handover handover, IReadOnlyList<HandedPiece> pieces, CancellationToken cancellation) =>
        (HandedOutcome?)Unknown(handover) ?? new HandedOutcome.Taken(await TakeAsync(handover, [.. pieces.Select(piece => PieceOf(piece, handover))], cancellation), []);

    /// <summary>The same; null where the store takes nothing in just now (frozen, full): then nothing of it is kept.</summary>
    public async Task<HandedOutcome?> TryAsync(Handover handover, IReadOnlyList<HandedPiece> pieces, CancellationToken cancellation)
    {
        try
        {
            return await TakeAsync(handover, pieces, cancellation);
        }
        catch (Exception fault) when (StoreFaults.Explain(fault) is not null)
        {
            return null;
        }
    }

    /// <summary>Puts what its door could not let in into quarantine, whole, for its provider's account.</summary>
    public async Task<HandedOutcome> SetAsideAsync(Handover handover, ReadOnlyMemory<byte> bytes, Incident why, CancellationToken cancellation)
    {
        if (Unknown(handover) is { } unknown) return unknown;
        var row = new Quarantined
        {
            Provider = handover.Provider,
            Channel = handover.Channel,
            Code = why.Code,
            Message = why.Message,
            Bytes = bytes.ToArray(),
            Envelope = EnvelopeOf(handover).ToBytes(),
        };
        await ledger.AppendAsync(new Batch { Quarantined = [row] }, cancellation);
        return new HandedOutcome.Unreadable(why, ledger.IsInQuarantine(handover.Channel, bytes.Span));
    }

    /// <summary>True where a piece's channel brought just these bytes last: it need not be read to be known.</summary>
    internal bool IsTaken(Handover handover, HandedPiece piece) => ledger.ItemByCut(handover.Channel, PieceOf(piece, handover).Cut) is not null;

    private HandedOutcome.Unknown? Unknown(Handover handover) =>
        ledger.Card(handover.Provider) is not { } card ? new HandedOutcome.Unknown("there is no such provider")
        : card.Channel(handover.Channel) is null ? new HandedOutcome.Unknown("the provider has no such channel")
        : null;

    private async Task<List<PieceOutcome>> TakeAsync(Handover handover, List<Piece> pieces, CancellationToken cancellation)
    {
        var card = ledger.Card(handover.Provider)!;
        var taken = card.State == ProviderState.Active ? pieces : pieces.FindAll(piece => Reading.IsWithdrawal(piece.Delivery, piece.Context));
        var fates = await intake.TellAsync(taken, card, handover.Channel, handover.Evidence, found => Seen(handover.Channel, found), cancellation);
        return pieces.ConvertAll(piece => fates.TryGetValue(piece, out var fate) ? Told(handover.Channel, piece, fate) : Refused(piece));
    }

    // What the operator sees of a channel is the same, whether it is asked or speaks by itself.
    private ChannelNote Seen(string channel, Yield found)
    {
        var now = time.GetUtcNow();
        var before = ledger.Channel(channel)?.State ?? new ChannelState { Channel = channel };
        var isNew = found.NewItems + found.NewVersions > 0;
        return new ChannelNote(
            before with { LastSeen = now, LastAccepted = isNew ? now : before.LastAccepted, Incidents = ChannelNote.Told([.. found.OfDocument, .. found.Incidents]) }, null);
    }

    // Known by its bytes alone, it was not read: what its provider calls it is still to be told.
    private PieceOutcome Told(string channel, Piece piece, PieceOutcome fate)
    {
        if (fate.Result == PieceResult.Quarantined && !ledger.IsInQuarantine(channel, piece.Delivery.Span))
            return fate with { Why = new Incident(QuarantineFull, $"{fate.Why?.Message} It is not kept: the channel's share of the quarantine is full. Send it again when the operator has looked.") };
        var told = fate.Id is null && fate.Item is not null ? fate with { Id = ItemReader.Read(piece.Delivery, piece.Context).Item?.Id } : fate;
        return told is { Item: { } item, Entry: null } && ItemState.Fold(ledger.History(item)) is { } state
            ? told with { Entry = state.Versions[^1].Index, Version = state.Versions[^1].Entry.Version }
            : told;
    }

    private static PieceOutcome Refused(Piece piece) => new(
        PieceResult.Refused, ItemReader.Read(piece.Delivery, piece.Context).Item?.Id, Why: new Incident(NotActive, "the provider is not active: only a withdrawal is taken from it"));

    private static Piece PieceOf(HandedPiece piece, Handover handover) =>
        new(piece.Bytes, piece.Context, EnvelopeOf(handover) with { About = piece.About }, Piece.CutOf(piece.Bytes.Span, Spoken(piece))) { About = piece.About };

    // What is said beside the bytes belongs to what is the same.
    private static string Spoken(HandedPiece piece) => string.Join(
        '\n', [piece.Context.Encoding, piece.Context.Origin ?? "", piece.Context.Language ?? "", .. piece.Context.FeedAuthors, .. piece.About is { } item ? [item] : (string[])[], .. piece.Context.KeepsText ? ["keeps"] : (string[])[]]);

    private static Envelope EnvelopeOf(Handover handover) => handover.Envelope with { Evidence = handover.Evidence };
}
