using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Channels;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot channel key</c>: by what a channel knows its provider. A secret is shown once, when it is made.</summary>
internal static class ChannelKeyVerbs
{
    internal static Command Command() => CommonOptions.Group("key", "The keys by which a channel knows its provider.", New(), List(), End());

    private static Command New()
    {
        var which = ChannelShow.Which;
        var publicKey = CommonOptions.Text("--ed25519", "The provider's public key instead of a secret: base64 of its 32 bytes, or a PEM file. Its requests are signed (RFC 9421).", "KEY|FILE");
        return CommonOptions.Verb("new", "Give a channel one more key; the others go on until they are ended.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            if (ChannelShow.Find(ledger, call.Get(which)) is not var (channel, _)) return ExitCode.Wrong;
            if (channel.Kind != ChannelKind.Push) return Refuse($"a channel of the kind {Word.Of(channel.Kind)} has no such keys");
            var keys = new ChannelKeys(ledger, TimeProvider.System);
            if (call.Get(publicKey) is not { } given) return Tell(call, channel.Id, "bearer", await keys.NewSecretAsync(channel.Id, cancellation));
            var text = File.Exists(given) ? await File.ReadAllTextAsync(given, cancellation) : given;
            return await keys.AddSigningKeyAsync(channel.Id, text, cancellation) is { } key ? Tell(call, channel.Id, "ed25519", key.Id) : Refuse("that is no Ed25519 public key");
        }), which, publicKey);
    }

    private static Command List()
    {
        var which = ChannelShow.Which;
        return CommonOptions.Verb("list", "The keys of a channel, the ended ones too.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        {
            if (ChannelShow.Find(ledger, call.Get(which)) is not var (channel, _)) return Task.FromResult(ExitCode.Wrong);
            var keys = new ChannelKeys(ledger, TimeProvider.System).Of(channel.Id);
            if (call.Json) Facts.Json(Facts.Array(keys.Select(Describe)));
            else foreach (var key in keys) Facts.Line($"{key.Id}  {Word.Of(key.Kind)}  since {Facts.Stamp(key.Since)}{(key.Ended is null ? "" : $"  ended {Facts.Stamp(key.Ended)}")}");
            return Task.FromResult(ExitCode.Done);
        }), which);
    }

    private static Command End()
    {
        var id = new Argument<string>("KEY") { Description = "The key's id, as griot channel key list names it." };
        return CommonOptions.Verb("end", "End a key: from now on it opens nothing.", facts: false, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
            await new ChannelKeys(ledger, TimeProvider.System).EndAsync(call.Get(id), cancellation) ? ExitCode.Done : Refuse("there is no such key, or it has ended")), id);
    }

    private static JsonObject Describe(ChannelKey key) => new()
    {
        ["id"] = key.Id,
        ["kind"] = Word.Of(key.Kind),
        ["since"] = Facts.Stamp(key.Since),
        ["ended"] = Facts.Stamp(key.Ended),
    };

    private static int Tell(Invocation call, string channel, string kind, string key)
    {
        if (call.Json) Facts.Json(new JsonObject { ["channel"] = channel, ["kind"] = kind, ["key"] = key });
        else Facts.Line(key);
        Messages.Say(kind == "bearer" ? "this key is not shown again" : "name this as the keyid of each signature");
        return ExitCode.Done;
    }

    private static int Refuse(string reason)
    {
        Messages.Say(reason);
        return ExitCode.Wrong;
    }
}
