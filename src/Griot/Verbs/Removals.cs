using System.CommandLine;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Verbs;

/// <summary><c>griot removals list|order</c>: what was removed, and the orders that are kept.</summary>
internal static class Removals
{
    internal static Command Command() => CommonOptions.Group("removals", "What was removed by order, and the orders.", List(), Order());

    private static Command List() => CommonOptions.Verb("list", "List what was removed.", facts: true, (call, _) => Stores.WithLedgerAsync(call, ledger =>
    {
        var rows = ledger.Removals();
        if (call.Json) Facts.Json(Facts.Array(rows.Select(row => Describe(ledger, row))));
        else if (rows.Count == 0) Messages.Say("nothing was removed");
        else Facts.Table([["ENTRY", "WHEN", "PROVIDER", "WHAT", "REASON", "COUNTRY"], .. rows.Select(row => Row(ledger, row))]);
        return Task.FromResult(ExitCode.Done);
    }));

    private static Command Order()
    {
        var entry = new Argument<long>("ENTRY") { Description = "The entry of the removal." };
        var file = new Argument<FileInfo>("FILE") { Description = "Where the order is written to; nothing that stands there is written over." };
        return CommonOptions.Verb("order", "Write the order of a removal to a file.", facts: false, (call, cancellation) => Stores.WithLedgerAsync(call, async ledger =>
        {
            if (ledger.At(call.Get(entry)) is not { Entry.Kind: EntryKind.Removal } || ledger.Content(call.Get(entry), Part.Delivery) is not { } order)
            {
                Messages.Say("there is no such removal");
                return ExitCode.Wrong;
            }

            await using var written = new FileStream(call.Get(file).FullName, FileMode.CreateNew, FileAccess.Write);
            await written.WriteAsync(order, cancellation);
            return ExitCode.Done;
        }), entry, file);
    }

    private static JsonObject Describe(LedgerStore ledger, RemovalRow row) => new()
    {
        ["entry"] = row.Entry.Index,
        ["when"] = Facts.Stamp(row.Entry.Entry.Time),
        ["provider"] = Slug(ledger, row),
        ["item"] = row.Entry.Entry.Item,
        ["version"] = row.Entry.Entry.Version,
        ["reason"] = row.Notice?.Reason,
        ["country"] = row.Notice?.Country,
        ["notice"] = row.Notice?.Text,
        ["removed"] = Facts.Array(row.Parts.Select(part => part.Entry).Distinct().Select(index => (JsonNode?)JsonValue.Create(index))),
    };

    private static string[] Row(LedgerStore ledger, RemovalRow row) =>
    [
        $"{row.Entry.Index}", Facts.Time(row.Entry.Entry.Time), Slug(ledger, row) ?? "-",
        row.Entry.Entry.Item is { } item ? item + (row.Entry.Entry.Version is { } version ? $", version {version}" : "") : $"content of entry {row.Notice?.Entry}",
        row.Notice?.Reason ?? "-", row.Notice?.Country ?? "-",
    ];

    private static string? Slug(LedgerStore ledger, RemovalRow row) => row.Entry.Entry.Provider is { } provider ? ledger.Card(provider)?.Slug : null;
}
