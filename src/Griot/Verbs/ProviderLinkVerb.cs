using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Feedback;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Providers;
using Griot.Net;
using Griot.Newsroom;
using Griot.Newsroom.Links;
using Griot.Record;
using Griot.Serving;
using Griot.Web;

namespace Griot.Verbs;

/// <summary><c>griot provider link</c>: a page by which a provider speaks once, for those that have neither a feed nor a program.</summary>
internal static class ProviderLinkVerb
{
    internal static Command Command()
    {
        var which = new Argument<string>("PROVIDER") { Description = "Id, slug, or name." };
        var item = CommonOptions.Text("--item", "The piece that it is about, to be updated, corrected or withdrawn.", "ITEM");
        var print = new Option<bool>("--print") { Description = "Print the link instead of mailing it, for a new piece; what comes through it is marked as entered by hand." };
        var settings = new SettingOptions("name", "listen", "public-url", "smtp-host", "smtp-from");
        return CommonOptions.Verb("link", "Mail a one-time page to the provider's confirmed contact: write, preview, deliver; or correct and withdraw a piece.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            if (new ProviderRegister(ledger, TimeProvider.System).Find(call.Get(which)) is not { } card) return Providers.Unknown(call.Get(which));
            var inForce = settings.Load(call);
            var to = call.Get(print) ? null : Contact(call, card);
            if (!call.Get(print) && WhyNotMailed(inForce, card, to) is { } reason) return Refuse($"{reason}; --print gives you the link instead");
            var about = call.Get(item) is { } typed ? Holds.ItemId(typed) : null;
            if (to is null && about is not null) return Refuse("what is entered by hand can't change a piece that its provider delivered: a link to a piece goes to the provider's confirmed contact, and nowhere else");
            var links = new ProviderLinks(ledger, TimeProvider.System);
            if (await links.MakeAsync(card.Id, about, to is null ? Evidence.Entered : Evidence.Authenticated, cancellation) is not { } token) return Refuse($"{card.Name} has delivered no such piece");
            var house = new HouseSettings { Name = inForce.Name, PublicUrl = ServedAddress.Of(call.Data, inForce) };
            return to is null ? Print(call, house, token) : await MailAsync(inForce, card, house, token, to, links.Find(token)!.Expires, cancellation);
        }), [which, item, print, .. settings.Symbols]);
    }

    private static string? Contact(Invocation call, ProviderCard card)
    {
        using var desk = Desk.Open(call.Data);
        return new ConfirmContact(desk, TimeProvider.System).Confirmed(card);
    }

    private static string? WhyNotMailed(Settings settings, ProviderCard card, string? to) =>
        settings.Mail is null ? "no mail relay is set" : to is null ? $"the contact of {card.Name} has not been confirmed by its owner" : null;

    private static int Print(Invocation call, HouseSettings house, string token)
    {
        var address = house.Absolute(NewsroomRoom.PathOf(token));
        if (call.Json) Facts.Json(new JsonObject { ["address"] = address, ["mailedTo"] = null });
        else Facts.Line(address);
        Messages.Say("it works once, for a day; whoever has it speaks for the provider");
        return ExitCode.Done;
    }

    // The address is told to nobody but the one that it is mailed to.
    private static async Task<int> MailAsync(Settings settings, ProviderCard card, HouseSettings house, string token, string to, DateTimeOffset expires, CancellationToken cancellation)
    {
        var (subject, text) = LinkMail.Of(card, house, token, expires);
        switch (await new Mailer(settings.Mail!).SendAsync(new OutgoingMail(to, subject, text), cancellation))
        {
            case MailOutcome.Sent:
                Messages.Say($"mailed to {to}; it works once, for a day");
                return ExitCode.Done;
            case MailOutcome.Refused refused: return Refuse($"not mailed: {refused.Reason}");
            case MailOutcome.Failed failed: return Refuse($"not mailed: {failed.Reason}");
            default: throw new InvalidOperationException("An unknown outcome of a mail.");
        }
    }

    private static int Refuse(string reason)
    {
        Messages.Say(reason);
        return ExitCode.Wrong;
    }
}
