using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ingest.Operator;
using Griot.Ledger;

namespace Griot.Verbs;

/// <summary><c>griot quarantine list|show|replay</c>: what could not be read, with its reason.</summary>
internal static class Quarantine
{
    private static Argument<long> Which => new("ID") { Description = "The number that “griot quarantine list” shows." };

    internal static Command Command() => CommonOptions.Group("quarantine", "What could not be read or may not be published.", List(), Show(), Replay());

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "With what has been handled." };
        return CommonOptions.Verb("list", "List what waits.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        {
            var rows = ledger.Quarantine().Where(row => call.Get(all) || row.Handled is null).ToList();
            if (call.Json) Facts.Json(Facts.Array(rows.Select(row => Describe(ledger, row))));
            else if (rows.Count == 0) Messages.Say("nothing lies in quarantine");
            else Facts.Table([["ID", "PROVIDER", "REASON", "SINCE", "TIMES", "BYTES", "MESSAGE"], .. rows.Select(row => Row(ledger, row))]);
            return Task.FromResult(ExitCode.Done);
        }), all);
    }

    private static Command Show()
    {
        var which = Which;
        return CommonOptions.Verb("show", "Show one, with its bytes as text.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
        {
            if (ledger.Quarantine(call.Get(which)) is not [var row]) return Task.FromResult(Unknown());
            var facts = Describe(ledger, row);
            if (call.Json)
            {
                facts["content"] = Convert.ToBase64String(row.Content.Bytes);
                Facts.Json(facts);
            }
            else
            {
                foreach (var (name, value) in facts) Facts.Line($"{name}: {value}");
                Facts.Line("");
                foreach (var line in Encoding.UTF8.GetString(row.Content.Bytes).Split('\n')) Facts.Line(Record.Html.DisplayText.Clean(line));
            }

            return Task.FromResult(ExitCode.Done);
        }), which);
    }

    private static Command Replay()
    {
        var which = new Argument<long?>("ID") { Description = "The number that “griot quarantine list” shows; left out: all that the options name.", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => null };
        var reason = new Option<string>("--reason") { HelpName = "CODE", Description = "All that lie there for this reason." };
        var provider = new Option<string>("--provider") { HelpName = "PROVIDER", Description = "All of this provider (id or slug)." };
        return CommonOptions.Verb("replay", "Read one again, or many, as if they had come now.", facts: true, (call, cancellation) => Stores.WithLedgerAsync(call, ledger =>
        {
            var desk = new QuarantineDesk(ledger, TimeProvider.System);
            var (code, whose) = (call.Get(reason), call.Get(provider));
            if (call.Get(which) is { } id) return ReplayAsync(call, desk, id, cancellation);
            if (code is null && whose is null)
            {
                Messages.Say("say which: a number, --reason or --provider");
                return Task.FromResult(ExitCode.Wrong);
            }

            var rows = ledger.Quarantine().Where(row => row.Handled is null && (code is null || row.Content.Code == code) && (whose is null || IsOf(ledger, row, whose)));
            return ReplayAsync(call, desk, [.. rows.Select(row => row.Id)], cancellation);
        }), which, reason, provider);
    }

    private static async Task<int> ReplayAsync(Invocation call, QuarantineDesk desk, long id, CancellationToken cancellation)
    {
        var outcome = await desk.ReplayAsync(id, cancellation);
        if (!outcome.Found) return Unknown();
        if (call.Json) Facts.Json(new JsonObject { ["id"] = id, ["accepted"] = outcome.Accepted, ["refused"] = outcome.Refused });
        else if (outcome.Refused is null) Facts.Line($"taken in: {outcome.Accepted}");
        if (outcome.Refused is null) return ExitCode.Done;
        Messages.Say($"it stays in quarantine: {outcome.Refused}");
        return ExitCode.Wrong;
    }

    // In the order in which they came: a later version has to see the one before it.
    private static async Task<int> ReplayAsync(Invocation call, QuarantineDesk desk, long[] ids, CancellationToken cancellation)
    {
        var (accepted, left) = (0, 0);
        foreach (var id in ids.Order())
        {
            var outcome = await desk.ReplayAsync(id, cancellation);
            accepted += outcome.Accepted;
            if (outcome.Refused is null) continue;
            left++;
            Messages.Say($"{id} stays in quarantine: {outcome.Refused}");
        }

        if (call.Json) Facts.Json(new JsonObject { ["replayed"] = ids.Length, ["accepted"] = accepted, ["left"] = left });
        else Facts.Line($"taken in: {accepted}, left: {left}");
        return left == 0 ? ExitCode.Done : ExitCode.Wrong;
    }

    private static bool IsOf(LedgerStore ledger, QuarantineRow row, string provider) =>
        row.Content.Provider == provider || ledger.CardBySlug(provider)?.Id == row.Content.Provider;

    private static int Unknown()
    {
        Messages.Say("there is no such number in the quarantine");
        return ExitCode.Wrong;
    }

    private static JsonObject Describe(LedgerStore ledger, QuarantineRow row) => new()
    {
        ["id"] = row.Id,
        ["provider"] = ledger.Card(row.Content.Provider)?.Slug,
        ["channel"] = row.Content.Channel,
        ["code"] = row.Content.Code,
        ["message"] = row.Content.Message,
        ["firstSeen"] = Facts.Stamp(row.FirstSeen),
        ["lastSeen"] = Facts.Stamp(row.LastSeen),
        ["times"] = row.Times,
        ["beyond"] = row.Beyond,
        ["bytes"] = row.Content.Bytes.Length,
        ["handled"] = Facts.Stamp(row.Handled),
    };

    private static string[] Row(LedgerStore ledger, QuarantineRow row) =>
    [
        row.Id.ToString(CultureInfo.InvariantCulture), ledger.Card(row.Content.Provider)?.Slug ?? "-", row.Content.Code, Facts.Time(row.FirstSeen),
        row.Times.ToString(CultureInfo.InvariantCulture) + (row.Beyond > 0 ? $" (and {row.Beyond} others, not kept)" : ""), row.Content.Bytes.Length.ToString(CultureInfo.InvariantCulture), row.Content.Message,
    ];
}
