using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Channels;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Channels.Push;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Record;
using Griot.Serving;

namespace Griot.Verbs;

/// <summary><c>griot channel add</c>: another way in for a provider, public on its card from now on.</summary>
internal static class ChannelAdd
{
    private static readonly Option<string?> Feed = CommonOptions.Text("--feed", "Address of a feed. Nothing is fetched now.", "ADDRESS");
    private static readonly Option<bool> Push = new("--push") { Description = "Its programs send what is new (POST /deliver/...). The key is shown once." };

    private static readonly Option<string?> Mail = CommonOptions.Text("--mail", "It writes mails, from this address or from any of a domain (courrier.example); its secret address is shown once.", "ADDRESS");

    private static readonly Option<string?> Folder = CommonOptions.Text("--folder", "It puts files into this folder of this machine (by SFTP, for instance).", "DIR");

    internal static Command Command()
    {
        var which = new Argument<string>("PROVIDER") { Description = "Id, slug, or name." };
        var every = Spans.Option("--every", "For a feed: a fixed interval between polls, such as 30m; without it, the channel finds its own.");
        var settings = new SettingOptions("name", "listen", "public-url", "mail-address");
        var verb = CommonOptions.Verb("add", "Add a way in to a provider; the new card is sealed.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            var register = new ProviderRegister(ledger, TimeProvider.System);
            if (register.Find(call.Get(which)) is not { } card) return Providers.Unknown(call.Get(which));
            if (call.Get(Feed) is { } feed) Providers.WarnOf(ledger, feed);
            switch (await AddAsync(call, register, card, settings.Load(call).Log(call.Data), call.Get(every), cancellation))
            {
                case RegisterOutcome.Registered registered:
                    await TellAsync(call, ledger, settings.Load(call), registered.Card.Channels[^1], cancellation);
                    return ExitCode.Done;
                case RegisterOutcome.Refused refused:
                    Messages.Say(refused.Reason);
                    return ExitCode.Wrong;
                default:
                    throw new InvalidOperationException("An unknown outcome of a registration.");
            }
        }), [which, Feed, Push, Mail, Folder, every, .. settings.Symbols]);
        verb.Validators.Add(result =>
        {
            if (new Option[] { Feed, Push, Mail, Folder }.Count(option => result.GetResult(option) is { Implicit: false }) != 1) result.AddError("say which way in: one of --feed, --push, --mail and --folder");
            else if (result.GetResult(every) is { Implicit: false } && result.GetResult(Feed) is null) result.AddError("--every is for a feed");
        });
        return verb;
    }

    private static Task<RegisterOutcome> AddAsync(Invocation call, ProviderRegister register, ProviderCard card, LogOptions log, TimeSpan? every, CancellationToken cancellation) =>
        call.Get(Feed) is { } feed ? register.AddFeedAsync(card.Id, feed, every, cancellation)
        : call.Get(Mail) is { } author ? register.AddMailAsync(card.Id, author, cancellation)
        : call.Get(Folder) is { } folder ? register.AddFolderAsync(card.Id, folder, [call.Data, log.KeyFile, Path.GetDirectoryName(Path.GetFullPath(log.CopyOf("any")))!], cancellation)
        : register.AddDoorAsync(card.Id, ChannelKind.Push, null, cancellation);

    private static async Task TellAsync(Invocation call, LedgerStore ledger, Settings settings, CardChannel channel, CancellationToken cancellation)
    {
        var keys = new ChannelKeys(ledger, TimeProvider.System);
        var key = channel.Kind switch
        {
            ChannelKind.Push => await keys.NewSecretAsync(channel.Id, cancellation),
            ChannelKind.Mail when settings.MailAddress is { } mailbox => MailDoor.SecretAddress(mailbox, await keys.NewAddressAsync(channel.Id, cancellation)),
            _ => null,
        };
        var address = channel.Kind switch
        {
            ChannelKind.Push => ServedAddress.Of(call.Data, settings).GetLeftPart(UriPartial.Authority) + PushEndpoints.PathOf(channel.Id),
            ChannelKind.Mail => settings.MailAddress,
            ChannelKind.Folder => ledger.Channels().First(known => known.Channel.Id == channel.Id).Channel.Address,
            _ => call.Get(Feed),
        };
        if (call.Json) Facts.Json(new JsonObject { ["channel"] = channel.Id, ["kind"] = Word.Of(channel.Kind), ["address"] = address, ["key"] = key });
        else Facts.Line($"{channel.Id}  {Word.Of(channel.Kind)}  {address}");
        if (channel.Kind == ChannelKind.Mail && key is null) Messages.Say("no secret address was made: say mail-address first, the house's own address for deliveries");
        if (key is null) return;
        if (!call.Json) Facts.Line(key);
        Messages.Say("this key is not shown again; whoever has it speaks for the provider through this channel");
    }
}
