using Griot.Formats;
using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Mail;

/// <summary>A mail on its way in.</summary>
internal sealed record MailPiece(ReadOnlyMemory<byte> Bytes, ItemContext Context, Envelope Envelope, MailLook Look, FoundOrder Order);

/// <summary>Hands a mail over to be judged and sealed, or lays it aside.</summary>
internal sealed class MailIntake(LedgerStore ledger, TimeProvider time)
{
    private readonly HandedDoor door = new(ledger, time);

    internal async Task<MailResult> TakeAsync(MailPiece mail, ProviderCard card, string channel, CancellationToken cancellation)
    {
        var handover = new Handover(card.Id, channel, Evidence.Authenticated, mail.Envelope);
        var outcome = await door.TakeAsync(handover, [new HandedPiece(mail.Bytes, mail.Context)], cancellation);
        if (outcome is not HandedOutcome.Taken { Pieces: [var piece] }) return new MailResult(MailDeed.Refused, "the provider has no such channel any more");
        // The order's own Message-ID leads to the item from now on: the same mail under other headers of its journey is no new one,
        // and can't bring an old text back. After a crash before this the same bytes are known by themselves.
        if (piece is { Result: PieceResult.Accepted, Item: { } item } && mail.Order.Signal is not null && mail.Look.Id is { } id)
            await ledger.AppendAsync(new Batch { Aliases = [new ItemAlias(channel, item, new IdentityKey(KeyKind.Guid, Identity.Of(id)))] }, cancellation);
        return new MailResult(DeedOf(piece), piece.Result == PieceResult.Accepted ? null : piece.Why?.Message)
        {
            Item = piece.Item,
            Version = piece.Version,
            Entry = piece.Entry,
            Code = piece.Result == PieceResult.Accepted ? null : piece.Why?.Code,
            Embargo = EmbargoOf(piece),
        };
    }

    /// <summary>
    /// Puts the whole mail into quarantine for a person. Where the channel's share of it is full, nothing was kept: the mail is
    /// as unknown as a stranger's, and stays in the mailbox.
    /// </summary>
    /// <param name="mail">The mail.</param>
    /// <param name="card">Its provider.</param>
    /// <param name="channel">The channel that it came through.</param>
    /// <param name="why">The reason.</param>
    /// <param name="evidence">Of it where a person lets it in.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    internal async Task<MailResult> SetAsideAsync(MailPiece mail, ProviderCard card, string channel, Incident why, Evidence evidence, CancellationToken cancellation)
    {
        var row = new Quarantined
        {
            Provider = card.Id,
            Channel = channel,
            Code = why.Code,
            Message = why.Message,
            Bytes = mail.Bytes.ToArray(),
            Context = mail.Context.ToJson(),
            Envelope = (mail.Envelope with { Evidence = evidence, Context = mail.Context.ToElement() }).ToBytes(),
        };
        await ledger.AppendAsync(new Batch { Quarantined = [row] }, cancellation);
        return ledger.Waiting(channel, why.Code, row.Bytes) is { } kept
            ? new MailResult(MailDeed.SetAside, why.Message) { Code = why.Code, Quarantined = kept }
            : new MailResult(MailDeed.Unknown, "it can't be kept: the channel's share of the quarantine is full") { Code = why.Code };
    }

    // A version under embargo that was sealed just now.
    private Embargo? EmbargoOf(PieceOutcome piece) =>
        piece is { Result: PieceResult.Accepted, Entry: { } entry } && ledger.At(entry) is { Entry.Status: PubStatus.Embargoed } && ledger.Content(entry, Part.Record) is { } record
            ? new Embargo(ArticleRecord.Parse(record).EmbargoedUntil)
            : null;

    private MailDeed DeedOf(PieceOutcome piece) => piece.Result switch
    {
        PieceResult.Accepted => (piece.Entry is { } entry ? ledger.At(entry)?.Entry.Kind : null) switch
        {
            EntryKind.Correction => MailDeed.Corrected,
            EntryKind.Withdrawal => MailDeed.Withdrawn,
            EntryKind.Update => MailDeed.Updated,
            _ => MailDeed.Published,
        },
        PieceResult.Unchanged or PieceResult.Cosmetic => MailDeed.Unchanged,
        PieceResult.Quarantined => MailDeed.SetAside,
        _ => piece.Why?.Code is HandedDoor.NotActive or HandedDoor.Removed ? MailDeed.Refused : MailDeed.SetAside,
    };
}
