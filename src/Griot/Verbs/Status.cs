using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Media;
using Griot.Net;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot status</c>: how the house stands, in one look.</summary>
internal static class Status
{
    internal static Command Command() => CommonOptions.Verb("status", "Show channels, counts and the state of the log.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
    {
        if (call.Json) Facts.Json(Describe(ledger, call.Data, Published(call, ledger), LogLacks.Of(ledger, Stores.Log(call))));
        else Print(ledger, call.Data, Published(call, ledger));
        return Task.FromResult(ExitCode.Done);
    }));

    private static JsonObject Describe(LedgerStore ledger, string data, long? published, LogLacks lacks)
    {
        var (size, root) = ledger.Root();
        var media = MediaFolder.Waiting(data);
        return new JsonObject
        {
            ["log"] = new JsonObject { ["size"] = size, ["root"] = Convert.ToBase64String(root), ["state"] = ledger.Freeze is null ? "open" : "frozen", ["frozen"] = ledger.Freeze?.ToString(), ["behind"] = ledger.Freeze?.Behind, ["origin"] = ledger.Origin, ["published"] = published, ["signingKey"] = lacks.Key ? "missing" : null, ["checkpointCopy"] = lacks.Copy ? "missing" : lacks.Unproven ? "unproven" : null },
            ["providers"] = ledger.Cards().Count(card => card.Kind != ProviderKind.House),
            ["items"] = ledger.ItemsByProvider().Values.Sum(),
            ["removals"] = ledger.Removals().Count,
            ["quarantine"] = ledger.Quarantine().Count(row => row.Handled is null),
            ["mediaWaiting"] = new JsonObject { ["pictures"] = media.Pictures, ["documents"] = media.Documents },
            ["channels"] = Facts.Array(ledger.Channels().Select(channel => Describe(ledger, data, channel.Channel, channel.State))),
        };
    }

    private static JsonObject Describe(LedgerStore ledger, string data, ChannelRegistration channel, ChannelState? state) => new()
    {
        ["id"] = channel.Id,
        ["provider"] = ledger.Card(channel.Provider)?.Slug,
        ["kind"] = Word.Of(channel.Kind),
        ["address"] = ShownAddress.Of(channel.Address),
        ["lastSeen"] = Facts.Stamp(state?.LastSeen),
        ["lastAccepted"] = Facts.Stamp(state?.LastAccepted),
        ["lastError"] = state?.LastError,
        ["failures"] = state?.Failures ?? 0,
        ["nextPoll"] = Facts.Stamp(state?.NextPoll),
        ["incidents"] = state?.Incidents is { } incidents ? JsonNode.Parse(incidents) : null,
        ["alarm"] = ChannelShow.Alarm(state),
        ["movedTo"] = ChannelShow.Move(channel, state),
        ["folder"] = channel.Kind == ChannelKind.Folder ? ChannelShow.Folder(data, channel.Id, withReasons: false) : null,
    };

    private static long? Published(Invocation call, LedgerStore ledger) => new LogReader(ledger, Stores.Log(call)).Published?.Size;

    private static void Print(LedgerStore ledger, string data, long? published)
    {
        if (ledger.Freeze is { } freeze) Facts.Line(freeze.ToString());
        var (size, root) = ledger.Root();
        var quarantined = ledger.Quarantine().Count(row => row.Handled is null);
        Facts.Line($"log        {size.ToString(CultureInfo.InvariantCulture)} entries, root {Convert.ToBase64String(root)}");
        Facts.Line($"           {ledger.Origin ?? "no name yet"}, signed up to {(published ?? 0).ToString(CultureInfo.InvariantCulture)}");
        Facts.Line($"providers  {ledger.Cards().Count(card => card.Kind != ProviderKind.House)}");
        Facts.Line($"items      {ledger.ItemsByProvider().Values.Sum()}");
        if (ledger.Removals() is { Count: > 0 } removals) Facts.Line($"removals   {removals.Count}  (griot removals list)");
        Facts.Line($"quarantine {quarantined}{(quarantined > 0 ? "  (griot quarantine list)" : "")}");
        if (MediaFolder.Waiting(data) is var media && media.Pictures + media.Documents > 0) Facts.Line($"media      {media.Pictures} pictures and {media.Documents} documents wait until they can be looked at");
        Facts.Line("");
        Facts.Table([["PROVIDER", "CHANNEL", "LAST SEEN", "LAST ACCEPTED", "LAST ERROR OR INCIDENT"], .. ledger.Channels().Select(channel => Row(ledger, data, channel.Channel, channel.State))]);
        PrintAlarms(ledger);
        PrintMoves(ledger);
    }

    private static void PrintAlarms(LedgerStore ledger)
    {
        var standing = new ChannelAlarms(ledger, TimeProvider.System).Standing();
        if (standing.Count == 0) return;
        Facts.Line("");
        Facts.Table([["ALARM", "PROVIDER", "SINCE", "REASON"], .. standing.Select(one => (string[])[Word.Of(one.Alarm.Kind), one.Provider.Slug, Facts.Time(one.Alarm.Since), $"{one.Alarm.Code}: {one.Alarm.Message}"])]);
    }

    private static void PrintMoves(LedgerStore ledger)
    {
        var moves = ledger.Channels().Select(known => (known.Channel, Move: ChannelMoves.Proposed(known.Channel, known.State))).Where(known => known.Move is not null).ToList();
        if (moves.Count == 0) return;
        Facts.Line("");
        Facts.Table([["MOVED, SAYS ITS SERVER", "TO", "SINCE", "TAKE IT WITH"], .. moves.Select(known => (string[])
        [
            ledger.Card(known.Channel.Provider)?.Slug ?? "-", ShownAddress.Of(known.Move!.To) + (known.Move.Elsewhere ? " (another domain)" : ""),
            Facts.Time(known.Move.Since), $"griot channel move {known.Channel.Id}",
        ])]);
    }

    private static string[] Row(LedgerStore ledger, string data, ChannelRegistration channel, ChannelState? state) =>
    [
        ledger.Card(channel.Provider)?.Slug ?? "-", channel.Address is null ? Word.Of(channel.Kind) : ShownAddress.Of(channel.Address)!,
        Facts.Time(state?.LastSeen), Facts.Time(state?.LastAccepted), state?.LastError ?? Incidents(state) ?? Files(data, channel) ?? "-",
    ];

    private static string? Files(string data, ChannelRegistration channel) =>
        channel.Kind == ChannelKind.Folder && FolderReport.Of(data, channel.Id) is { Delivered: > 0 } files ? $"{files.Delivered} files delivered" : null;

    private static string? Incidents(ChannelState? state) =>
        state?.Incidents is { } json && JsonNode.Parse(json) is JsonArray { Count: > 0 } incidents
            ? $"{incidents.Count} × {incidents[0]?["code"]}"
            : null;
}
