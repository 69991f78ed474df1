using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot provider ...</c>: the register.</summary>
internal static class Providers
{
    private static Argument<string> Which => new("PROVIDER") { Description = "Id, slug, or name." };

    internal static Command Command() => CommonOptions.Group("provider", "The register of providers.",
        Add(), List(), Show(), Set(),
        State("suspend", "Close every channel of a provider; what it delivered stays.", ProviderState.Suspended),
        State("archive", "Mark a provider as one that delivers no more; what it delivered stays.", ProviderState.Archived),
        State("activate", "Open the channels of a suspended or archived provider again.", ProviderState.Active),
        ProviderTable.Import(), ProviderTable.Export(), ProviderLinkVerb.Command());

    private static Command Add()
    {
        var options = new ProviderOptions(isNew: true);
        var feed = CommonOptions.Text("--feed", "Address of its feed. Nothing is fetched now.", "ADDRESS");
        return CommonOptions.Verb("add", "Register a provider.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            WarnOf(ledger, call.Get(feed));
            var details = options.Read(call);
            WarnOfHost(details.Home);
            var register = new ProviderRegister(ledger, TimeProvider.System);
            Warn(register.DoubtOfName(details.Name));
            var outcome = await register.AddAsync(details, call.Get(feed), cancellation);
            return Tell(call, ledger, outcome, card => card.Id);
        }), [.. options.Symbols, feed]);
    }

    private static Command Set()
    {
        var options = new ProviderOptions(isNew: false);
        var which = Which;
        return CommonOptions.Verb("set", "Change what a provider's card says; the change is sealed.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            var register = new ProviderRegister(ledger, TimeProvider.System);
            if (call.Get(which) == "house") await register.HouseAsync(Serving.Settings.Load(call.Data, _ => null).Name, cancellation);
            if (register.Find(call.Get(which)) is not { } card) return Unknown(call.Get(which));
            var details = options.Read(call);
            WarnOfHost(details.Home);
            Warn(register.DoubtOfName(details.Name, card.Id));
            return Tell(call, ledger, await register.SetAsync(card.Id, details, cancellation), changed => changed.Slug);
        }), [which, .. options.Symbols]);
    }

    private static Command State(string verb, string description, ProviderState state)
    {
        var which = Which;
        return CommonOptions.Verb(verb, description, facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            var register = new ProviderRegister(ledger, TimeProvider.System);
            if (register.Find(call.Get(which)) is not { } card) return Unknown(call.Get(which));
            return Tell(call, ledger, await register.SetAsync(card.Id, new ProviderDetails { State = state }, cancellation), changed => $"{changed.Slug} {Word.Of(changed.State)}");
        }), which);
    }

    private static Command List() => CommonOptions.Verb("list", "List every provider.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
    {
        var items = ledger.ItemsByProvider();
        if (call.Json) Facts.Json(Facts.Array(ledger.Cards().Select(card => Describe(ledger, card))));
        else Facts.Table([["SLUG", "NAME", "KIND", "CAPACITY", "COUNTRY", "STATE", "ITEMS"], .. ledger.Cards().Select(card => Row(card, items.GetValueOrDefault(card.Id)))]);
        return Task.FromResult(ExitCode.Done);
    }));

    private static Command Show()
    {
        var which = Which;
        return CommonOptions.Verb("show", "Show a provider's card and channels.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        {
            if (new ProviderRegister(ledger, TimeProvider.System).Find(call.Get(which)) is not { } card) return Task.FromResult(Unknown(call.Get(which)));
            var facts = Describe(ledger, card);
            if (call.Json) Facts.Json(facts);
            else foreach (var (name, value) in facts) Facts.Line($"{name}: {value?.ToJsonString(Facts.Readable)}");
            return Task.FromResult(ExitCode.Done);
        }), which);
    }

    private static int Tell(Invocation call, LedgerStore ledger, RegisterOutcome outcome, Func<ProviderCard, string> line)
    {
        if (outcome is not RegisterOutcome.Registered registered)
        {
            Messages.Say(((RegisterOutcome.Refused)outcome).Reason);
            return ExitCode.Wrong;
        }

        if (call.Json) Facts.Json(Describe(ledger, registered.Card));
        else Facts.Line(line(registered.Card));
        return ExitCode.Done;
    }

    // N16: one feed under two names may be an honest merger or a theft; a person has to look.
    internal static void WarnOf(LedgerStore ledger, string? feed, string? except = null)
    {
        WarnOfHost(feed);
        foreach (var (channel, _) in ledger.Channels().Where(known => feed is not null && known.Channel.Address == feed && known.Channel.Id != except))
            Messages.Say($"note: {ledger.Card(channel.Provider)?.Name} has this feed already; each provider answers only for what is its own");
    }

    // What is registered is called the provider's own from then on.
    private static void WarnOfHost(string? address) => Warn(ProviderRegister.DoubtOf(address));

    private static void Warn(string? doubt)
    {
        if (doubt is not null) Messages.Say($"note: {doubt}");
    }

    internal static int Unknown(string text)
    {
        Messages.Say($"no provider is called “{text}”; griot provider list names them all");
        return ExitCode.Wrong;
    }

    internal static JsonObject Describe(LedgerStore ledger, ProviderCard card)
    {
        var facts = JsonNode.Parse(card.ToBytes())!.AsObject();
        var addresses = ledger.Channels().ToDictionary(channel => channel.Channel.Id, channel => channel.Channel.Address);
        facts["channels"] = Facts.Array(card.Channels.Select(channel => new JsonObject
        {
            ["id"] = channel.Id,
            ["kind"] = Word.Of(channel.Kind),
            ["address"] = addresses.GetValueOrDefault(channel.Id),
            ["public"] = channel.Public,
        }));
        return facts;
    }

    private static string[] Row(ProviderCard card, int items) =>
    [
        card.Slug, card.Name, Word.Of(card.Kind), string.Join(",", card.CurrentCapacities.Select(Word.Of)), card.Country ?? "-", Word.Of(card.State),
        items.ToString(System.Globalization.CultureInfo.InvariantCulture),
    ];
}
