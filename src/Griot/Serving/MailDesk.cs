using System.Security.Cryptography;
using System.Text;
using Griot.Feedback;
using Griot.Ingest.Channels.Mail;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;

namespace Griot.Serving;

/// <summary>
/// Joins the door for mail with the mails that say what became of it. Killed between the two, the same mail is found
/// unchanged the next time, and its sender is told then.
/// </summary>
internal sealed class MailDesk(LedgerStore ledger, TellSender tell, string mailbox, TimeProvider time)
{
    private readonly MailDoor door = new(ledger, mailbox, new TxtRecords().FindAsync, time);

    /// <summary>Takes one message in; what came of it is durable, and who has to be told is noted.</summary>
    internal async Task<MailResult> TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var result = await door.TakeAsync(bytes, cancellation);
        if (result is not { Provider: { } card, Channel: { } channel, Look: { } look }) return result;
        if (result.ConfirmAt is { } confirmAt)
            tell.Ask(new HeldMail(Name(channel, look.MessageId ?? look.Excerpt, null), card.Id, channel, string.Join(", ", look.From), look.Subject, look.Excerpt, confirmAt));
        else if (result.ReceiptTo is { } sender)
            tell.Tell(Receipt(result, card.Id, channel, sender));
        return result;
    }

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
        Answers = result.Look.MessageId,
        MessageId = result.ReceiptId,
        ReplyTo = mailbox,
    };

    // One telling for a mail and what stands because of it, however often the mail comes.
    private static string Name(string channel, string mail, long? entry) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{channel}\n{entry}\n{mail}")));
}
