using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Mail;

/// <summary>A mail on its way in.</summary>
internal sealed record MailPiece(ReadOnlyMemory<byte> Bytes, ItemContext Context, Envelope Envelope, MailLook Look, FoundOrder Order)
{
    internal Piece ToPiece() => new(Bytes, Context, Envelope, Piece.CutOf(Bytes.Span, Context.Encoding));
}

/// <summary>Takes a mail through recognition and judgement to the seal, or lays it aside.</summary>
internal sealed class MailIntake(LedgerStore ledger, TimeProvider time)
{
    private readonly Intake intake = new(ledger, time);

    internal async Task<MailResult> TakeAsync(MailPiece mail, ProviderCard card, string channel, Evidence evidence, CancellationToken cancellation)
    {
        var piece = mail.ToPiece();
        if (ledger.ItemByCut(channel, piece.Cut) is { } known) return Standing(known);
        var yield = await intake.TakeAsync([piece], card, channel, evidence, cancellation);
        if (yield.Sealed is [var done] && ledger.At(done.Index)?.Entry is { Item: { } item } entry)
        {
            // The order's own Message-ID leads to the item from now on: the same mail under other headers of its journey is no new one,
            // and can't bring an old text back. After a crash before this the same bytes are known by themselves.
            if (mail.Order.Signal is not null && mail.Look.Id is { } id)
                await ledger.AppendAsync(new Batch { Aliases = [new ItemAlias(channel, item, new IdentityKey(KeyKind.Guid, Identity.Of(id)))] }, cancellation);
            return Done(entry, done.Index);
        }

        if (yield.Removed > 0) return new MailResult(MailDeed.Refused, "it was removed by order");
        if (yield.Quarantined > 0) return new MailResult(MailDeed.SetAside, yield.Incidents.Count > 0 ? yield.Incidents[^1].Message : "it can't be read");
        return ledger.ItemByCut(channel, piece.Cut) is { } same ? Standing(same) : new MailResult(MailDeed.Unchanged);
    }

    /// <summary>Puts the whole mail into quarantine for a person.</summary>
    internal async Task<MailResult> SetAsideAsync(MailPiece mail, ProviderCard card, string channel, string code, string message, CancellationToken cancellation)
    {
        var piece = mail.ToPiece();
        var row = new Quarantined
        {
            Provider = card.Id,
            Channel = channel,
            Code = code,
            Message = message,
            Bytes = mail.Bytes.ToArray(),
            Context = piece.Context.ToJson(),
            Envelope = piece.EnvelopeBytes(),
        };
        await ledger.AppendAsync(new Batch { Quarantined = [row] }, cancellation);
        return new MailResult(MailDeed.SetAside, message) { Quarantined = ledger.Waiting(channel, code, row.Bytes) };
    }

    /// <summary>What was sealed.</summary>
    internal static MailResult Done(Entry entry, long index) => new(entry.Kind switch
    {
        EntryKind.Correction => MailDeed.Corrected,
        EntryKind.Withdrawal => MailDeed.Withdrawn,
        EntryKind.Update => MailDeed.Updated,
        _ => MailDeed.Published,
    })
    { Item = entry.Item, Version = entry.Version, Entry = index };

    private MailResult Standing(string item) => new(MailDeed.Unchanged, "it has come before") { Item = item, Entry = ledger.History(item) is [.., var last] ? last.Index : null };
}
