using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Newsroom;
using Griot.Record;
using Griot.Serving;

namespace Griot.Verbs;

/// <summary><c>griot publish</c>: a piece of the house.</summary>
internal static class Publish
{
    internal static Command Command()
    {
        var file = new Argument<FileInfo>("FILE.md") { Description = "Markdown; its first line is the headline: # ..." };
        var produced = new Option<bool>("--produced") { Description = "The house produced it; this or --commissioned has to be said." };
        var commissioned = new Option<bool>("--commissioned") { Description = "The house commissioned it; this or --produced has to be said." };
        var by = new Option<string>("--by") { Description = "Who wrote it, as readers see it.", Required = true, HelpName = "NAME" };
        var language = CommonOptions.Text("--language", "BCP 47, such as fr; without it, the first language of the house's card.", "TAG");
        var item = CommonOptions.Text("--item", "The piece that this is a new version of.", "ITEM");
        var settings = SettingOptions.Addressing;
        return CommonOptions.Verb("publish", "Publish a piece of the house, marked as produced or commissioned.", facts: true, async (call, cancellation) =>
        {
            if (call.Get(produced) == call.Get(commissioned))
            {
                Messages.Say("say how the piece came to be: either --produced or --commissioned");
                return ExitCode.BadUsage;
            }

            var bytes = await File.ReadAllBytesAsync(call.Get(file).FullName, cancellation);
            var replaces = call.Get(item) is { } typed ? Holds.ItemId(typed) : null;
            var piece = new HousePiece(bytes, call.Get(produced) ? HouseOrigin.Produced : HouseOrigin.Commissioned, call.Get(by)!, call.Get(language), replaces);
            return await Stores.WithLedgerAsync(call, async ledger =>
            {
                var inForce = settings.Load(call);
                var register = new ProviderRegister(ledger, TimeProvider.System);
                var house = await register.HouseAsync(inForce.Name, cancellation);
                var pieces = new HousePieces(new FormDoor(ledger, TimeProvider.System), ledger);
                return Tell(call, ledger, inForce, await pieces.PublishAsync(house, piece, cancellation));
            });
        }, [file, produced, commissioned, by, language, item, .. settings.Symbols]);
    }

    private static int Tell(Invocation call, LedgerStore ledger, Settings settings, FormOutcome outcome)
    {
        var (item, version) = outcome switch
        {
            FormOutcome.Accepted accepted => (accepted.Item, accepted.Version),
            FormOutcome.Unchanged unchanged => (unchanged.Item, 0),
            _ => (null, 0),
        };
        if (item is null)
        {
            Messages.Say(outcome is FormOutcome.Quarantined quarantined ? $"not published: {quarantined.Reason}" : $"not published: {((FormOutcome.Refused)outcome).Reason}");
            return ExitCode.Wrong;
        }

        if (version == 0) Messages.Say("published already, with these very words");
        var address = Address(ledger, ServedAddress.Of(call.Data, settings), item);
        if (call.Json) Facts.Json(new JsonObject { ["item"] = item, ["version"] = version == 0 ? null : version, ["address"] = address });
        else Facts.Line(address);
        return ExitCode.Done;
    }

    private static string Address(LedgerStore ledger, Uri root, string item)
    {
        var language = new Shelf(ledger).TakeSummary(item)?.Summary?.Language;
        var slug = ledger.Cards().First(card => card.Kind == ProviderKind.House).Slug;
        return new Uri(root, $"{WebHouse.EditionFor(language)}/{slug}/{item}").AbsoluteUri;
    }
}
