using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Feedback;
using Griot.Ingest.Channels.Mail;
using Griot.Ledger;
using Griot.Record;
using Griot.Serving;
using Griot.Web;

namespace Griot.Verbs;

/// <summary><c>griot deliver</c>: what other programs hand over. Exit 0 says that it is durable, and need not be kept elsewhere.</summary>
internal static class Deliver
{
    private const int MostBytes = 20 * 1024 * 1024;

    internal static Command Command() => CommonOptions.Group("deliver", "Take in what another program hands over.", MailCommand());

    private static Command MailCommand()
    {
        var settings = new SettingOptions("mail-address", "name", "public-url", "listen");
        return CommonOptions.Verb("mail", "Take in one mail from standard input, as a mail server's pipe gives it.", facts: true, async (call, cancellation) =>
        {
            var inForce = settings.Load(call);
            var mailbox = inForce.MailAddress ?? throw new SettingFault("setting mail-address: the house's own address for deliveries is wanted, such as news@griot.example");
            if (await ReadAsync(cancellation) is not { } bytes)
            {
                Messages.Say("the mail is larger than 20 MB, or empty");
                return ExitCode.Wrong;
            }

            return await Stores.WithLedgerAsync(call, async ledger =>
            {
                if (ledger.Freeze is { } freeze) throw new LedgerFrozenException(freeze);
                using var desk = Desk.Open(call.Data);
                return Tell(call, await DeskOf(ledger, desk, inForce, mailbox, ServedAddress.Of(call.Data, inForce)).TakeAsync(bytes, cancellation));
            });
        }, settings.Symbols);
    }

    /// <summary>The desk of an open house's stores.</summary>
    internal static MailDesk DeskOf(LedgerStore ledger, Desk desk, Settings settings, string mailbox, Uri publicUrl)
    {
        var house = new HouseSettings { Name = settings.Name, PublicUrl = publicUrl };
        return new MailDesk(ledger, new TellSender(desk, ledger, WebHouse.Feedback(settings, house), TimeProvider.System), mailbox, publicUrl, TimeProvider.System);
    }

    private static int Tell(Invocation call, MailResult result)
    {
        var deed = Word.Of(result.Deed);
        if (call.Json) Facts.Json(new JsonObject { ["result"] = deed, ["item"] = result.Item, ["version"] = result.Version, ["entry"] = result.Entry, ["reason"] = result.Reason });
        else Facts.Line(string.Join("  ", new[] { deed, result.Item, result.Reason }.OfType<string>()));
        return result.Deed is MailDeed.Unknown or MailDeed.Refused ? ExitCode.Wrong : ExitCode.Done;
    }

    private static async Task<byte[]?> ReadAsync(CancellationToken cancellation)
    {
        await using var input = Console.OpenStandardInput();
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await input.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > MostBytes) return null;
        }

        return bytes.Length == 0 ? null : bytes.ToArray();
    }
}
