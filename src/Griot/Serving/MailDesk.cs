using System.Security.Cryptography;
using System.Text;
using Griot.Feedback;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Channels.Mail;
using Griot.Ledger;
using Griot.Net;
using Griot.Newsroom;
using Griot.Record;
using Griot.Web;

namespace Griot.Serving;

/// <summary>
/// Joins the door for mail with the mails that say what became of it. Killed between the two, the same mail is found
/// unchanged the next time, and its sender is told then.
/// </summary>
/// <param name="ledger">Where mails are sealed.</param>
/// <param name="tell">Notes who is to be told.</param>
/// <param name="mailbox">The house's address.</param>
/// <param name="publicUrl">The address of the site, for pages that a mail leads to.</param>
/// <param name="time">The clock.</param>
internal sealed class MailDesk(LedgerStore ledger, TellSender tell, string mailbox, Uri publicUrl, TimeProvider time)
{
    private readonly ProviderLinks links = new(ledger, time);
    private readonly MailDoor door = new(ledger, mailbox, new TxtRecords().FindAsync, time);

    /// <summary>The door itself, for pages that look at what is held.</summary>
    internal MailDoor Door => door;

    /// <summary>Takes one message in; what came of it is durable, and who has to be told is noted.</summary>
    internal async Task<MailResult> TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        return await ToldAsync(await door.TakeAsync(bytes, cancellation), cancellation);
    }

    /// <summary>Takes a held mail in whose provider pressed the button of its page; the receipt goes to the contact that was asked.</summary>
    internal async Task<MailResult> ConfirmAsync(string secret, CancellationToken cancellation) =>
        await ToldAsync(await door.ConfirmAsync(secret, door.Held(secret) is { } held ? tell.Contact(held.Provider.Id) : null, cancellation), cancellation);

    /// <summary>Tries again what waits for the domain name system. How many mails came to their end.</summary>
    internal async Task<int> RetryAsync(CancellationToken cancellation)
    {
        var done = 0;
        await foreach (var result in door.RetryAsync(cancellation))
        {
            await ToldAsync(result, cancellation);
            done++;
        }

        return done;
    }

    private async Task<MailResult> ToldAsync(MailResult result, CancellationToken cancellation)
    {
        if (result is not { Provider: { } card, Channel: { } channel, Look: { } look }) return result;
        if (result is { ConfirmAt: { } confirmAt, ConfirmBy: { } secret })
            tell.Ask(new HeldMail(Name(channel, look.MessageId ?? look.Excerpt, null), card.Id, channel, string.Join(", ", look.From), look.Subject, look.Excerpt, confirmAt, Absolute(NewsroomRoom.PathOfHeld(secret))));
        else if (result.ReceiptTo is { } sender)
            tell.Tell(Receipt(result, card.Id, channel, sender) with { Page = await PageAsync(result, card, sender, cancellation) });
        return result;
    }

    // It speaks for the provider: only for its confirmed contact is one made at all.
    private async Task<OneTimePage?> PageAsync(MailResult result, ProviderCard card, string sender, CancellationToken cancellation)
    {
        if (result is not { Item: { } item } || result.Deed == MailDeed.Withdrawn || !tell.MayGetPage(card.Id, sender)) return null;
        return await links.MakeAsync(card.Id, item, Evidence.Authenticated, cancellation) is { } token && links.Find(token) is { } access
            ? new OneTimePage(Absolute(NewsroomRoom.PathOf(token)), access.Expires)
            : null;
    }

    private string Absolute(string path) => new HouseSettings { PublicUrl = publicUrl }.Absolute(path);

    private SenderReceipt Receipt(MailResult result, string provider, string channel, string sender) => new()
    {
        Id = Name(channel, result.Look!.MessageId ?? result.Look.Excerpt, result.Entry),
        Provider = provider,
        Channel = channel,
        To = sender,
        Deed = Word.Of(result.Deed),
        Subject = result.Look.Subject,
        Item = result.Item,
        Entry = result.Entry,
        Reason = result.Reason,
        Code = result.Code,
        IsEmbargoed = result.Embargo is not null,
        EmbargoedUntil = result.Embargo?.Until,
        Answers = result.Look.MessageId,
        MessageId = result.ReceiptId,
        ReplyTo = mailbox,
    };

    // One telling for a mail and what stands because of it, however often the mail comes.
    private static string Name(string channel, string mail, long? entry) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{channel}\n{entry}\n{mail}")));
}
