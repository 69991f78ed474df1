using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot channel show</c>: what an operator wants to know of one channel.</summary>
internal static class ChannelShow
{
    internal static Argument<string> Which => new("CHANNEL") { Description = "Its id, or its provider's id, slug or name where that has just one channel." };

    internal static Command Command()
    {
        var which = Which;
        return CommonOptions.Verb("show", "Show a channel: how it is polled, how its items are told apart, what it brought, and what was odd.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        {
            if (Find(ledger, call.Get(which)) is not { } found) return Task.FromResult(ExitCode.Wrong);
            var facts = Describe(ledger, found.Channel, found.State);
            if (found.Channel.Kind == ChannelKind.Folder) facts["folder"] = Folder(call.Data, found.Channel.Id, withReasons: true);
            if (call.Json) Facts.Json(facts);
            else Print(facts);
            return Task.FromResult(ExitCode.Done);
        }), which);
    }

    /// <summary>The one channel that is meant; where it is none or several, that is said.</summary>
    internal static (ChannelRegistration Channel, ChannelState? State)? Find(LedgerStore ledger, string text)
    {
        switch (new ChannelDesk(ledger, TimeProvider.System).Find(text))
        {
            case [var only]: return only;
            case []:
                Messages.Say($"no channel has the id “{text}”, and no provider with a channel is called so; griot status names them all");
                return null;
            case var several:
                Messages.Say($"“{text}” has several channels; say which one:");
                foreach (var (channel, _) in several) Messages.Say($"  {channel.Id}  {ShownAddress.Of(channel.Address) ?? Word.Of(channel.Kind)}");
                return null;
        }
    }

    internal static JsonObject Describe(LedgerStore ledger, ChannelRegistration channel, ChannelState? state)
    {
        var card = ledger.Card(channel.Provider);
        var counts = ledger.Tally(channel.Id);
        return new JsonObject
        {
            ["id"] = channel.Id,
            ["provider"] = card?.Slug,
            ["providerState"] = card is null ? null : Word.Of(card.State),
            ["kind"] = Word.Of(channel.Kind),
            ["address"] = ShownAddress.Of(channel.Address),
            ["every"] = channel.Every?.TotalSeconds,
            ["interval"] = (channel.Every ?? state?.Interval)?.TotalSeconds,
            ["nextPoll"] = Facts.Stamp(state?.NextPoll),
            ["notBefore"] = Facts.Stamp(state?.NotBefore),
            ["etag"] = state?.ETag,
            ["lastModified"] = state?.LastModified,
            ["lastSeen"] = Facts.Stamp(state?.LastSeen),
            ["lastAccepted"] = Facts.Stamp(state?.LastAccepted),
            ["lastError"] = state?.LastError,
            ["failures"] = state?.Failures ?? 0,
            ["alarm"] = Alarm(state),
            ["movedTo"] = Move(channel, state),
            ["hub"] = Hub(ledger.HubSubscription(channel.Id)),
            ["identity"] = Identity(channel, ledger.Identity(channel.Id)),
            ["counts"] = new JsonObject { ["items"] = counts.Items, ["versions"] = counts.Versions, ["cosmetic"] = counts.Cosmetic, ["quarantined"] = counts.Quarantined },
            ["incidents"] = state?.Incidents is { } incidents ? JsonNode.Parse(incidents) : new JsonArray(),
            ["history"] = Facts.Array(ledger.Incidents(channel.Id).Select(Happened)),
        };
    }

    /// <summary>The alarm that stands; null where all is quiet.</summary>
    internal static JsonObject? Alarm(ChannelState? state) => state?.Alarm is not { } alarm ? null : new JsonObject
    {
        ["kind"] = Word.Of(alarm.Kind),
        ["code"] = alarm.Code,
        ["message"] = alarm.Message,
        ["since"] = Facts.Stamp(alarm.Since),
        ["raised"] = Facts.Stamp(alarm.Raised),
    };

    /// <summary>Where its server says that it has moved to for good, as long as the operator has not decided.</summary>
    internal static JsonObject? Move(ChannelRegistration channel, ChannelState? state) => ChannelMoves.Proposed(channel, state) is not { } move ? null : new JsonObject
    {
        ["address"] = ShownAddress.Of(move.To),
        ["since"] = Facts.Stamp(move.Since),
        ["otherDomain"] = move.Elsewhere,
    };

    /// <summary>What its hub was asked for; null where it names none.</summary>
    internal static JsonObject? Hub(HubSubscription? row) => row is null ? null : new JsonObject
    {
        ["address"] = ShownAddress.Of(row.Hub),
        ["topic"] = ShownAddress.Of(row.Topic),
        ["state"] = State(row, TimeProvider.System.GetUtcNow()),
        ["asked"] = Facts.Stamp(row.AskedAt),
        ["until"] = Facts.Stamp(row.Until),
        ["next"] = Facts.Stamp(row.Next),
        ["failures"] = row.Failures,
        ["lastError"] = row.LastError,
        ["lastTold"] = Facts.Stamp(row.LastTold),
        ["told"] = row.Told,
    };

    private static string State(HubSubscription row, DateTimeOffset now) =>
        !row.IsWanted ? "ending" : row.Until > now ? "subscribed" : row.AskedAt is null ? "not-asked" : row.Asked == HubAsk.Nothing ? "denied" : row.Failures > 0 || row.LastError is not null ? "failing" : "asked";

    private static JsonObject Identity(ChannelRegistration channel, ChannelIdentity? identity) => channel.Kind == ChannelKind.House
        ? new JsonObject { ["policy"] = Word.Of(IdentityPolicy.Guid), ["chosenBy"] = "griot", ["since"] = null, ["why"] = "The house gives its pieces their ids." }
        : new JsonObject
        {
            ["policy"] = identity is null ? null : Word.Of(identity.Policy),
            ["chosenBy"] = identity is { IsFixed: true } ? "operator" : "griot",
            ["since"] = Facts.Stamp(identity?.Since),
            ["why"] = identity?.Why ?? "Chosen when the first items come.",
        };

    /// <summary>What a watched folder has brought.</summary>
    internal static JsonObject Folder(string data, string channel, bool withReasons)
    {
        var tally = FolderReport.Of(data, channel);
        var facts = new JsonObject
        {
            ["taking"] = tally.Taking,
            ["delivered"] = tally.Delivered,
            ["refused"] = tally.Refused,
            ["in"] = FolderReport.PathOf(data, channel),
        };
        if (withReasons) facts["newest"] = Facts.Array(tally.Newest.Select(file => (JsonNode)new JsonObject { ["file"] = file.Name, ["reason"] = file.Reason }));
        return facts;
    }

    private static JsonObject Happened(ChannelIncidentRow row) => new()
    {
        ["code"] = row.Incident.Code,
        ["message"] = row.Incident.Message,
        ["firstSeen"] = Facts.Stamp(row.FirstSeen),
        ["lastSeen"] = Facts.Stamp(row.LastSeen),
        ["times"] = row.Times,
    };

    // One fact a line; what has parts, with its parts below it.
    private static void Print(JsonObject facts)
    {
        foreach (var (name, value) in facts)
        {
            if (value is JsonArray list) foreach (var one in list) Facts.Line($"{name}: {Line(one!.AsObject())}");
            else if (value is JsonObject parts) Facts.Line($"{name}: {Line(parts)}");
            else Facts.Line($"{name}: {Text(value)}{(name is "every" or "interval" && value is not null ? " s" : "")}");
        }
    }

    private static string Line(JsonObject parts) => string.Join(", ", parts.Where(part => part.Value is not null and not JsonArray).Select(part => $"{part.Key} {Text(part.Value)}"));

    private static string Text(JsonNode? value) => value is null ? "-" : Record.Html.DisplayText.Clean(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "-");
}
