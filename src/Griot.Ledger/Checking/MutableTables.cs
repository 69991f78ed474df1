using System.Text.Json;
using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger.Checking;

/// <summary>
/// Tables that the program itself changes, and by which something is published or kept: what stands in them is what the
/// entries say. Of all others a wrong row costs a reading or a poll.
/// </summary>
internal sealed class MutableTables(CheckedStore store, Findings findings)
{
    private const string Dates =
        """
        SELECT s.entry, s.kind, s.at, s.item IS e.item, e.bytes, r.bytes FROM schedule s
        LEFT JOIN entries e ON e.idx = s.entry LEFT JOIN records r ON r.entry = s.entry
        """;

    private const string Channels =
        """
        SELECT c.id, c.kind, c.address, k.bytes FROM channels c LEFT JOIN cards k ON k.entry =
            (SELECT max(idx) FROM entries WHERE kind = 'provider' AND provider = c.provider)
        """;

    private const string Wiped = "SELECT entry FROM wiped WHERE entry NOT IN (SELECT entry FROM removals)";

    // A date is kept in milliseconds, and in a record as it was delivered.
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(1);

    internal void Run() => store.AtOnce(() =>
    {
        store.Each("wiped", Wiped, row => findings.Add("wiped", $"says that nothing is left of what entry {row.GetInt64(0)} removed, and nothing was removed by it"));
        store.Each("schedule", Dates, row =>
        {
            if (Fault(row) is { } fault) findings.Add($"schedule {row.GetInt64(0)}", fault);
        });
        store.Each("channels", Channels, row =>
        {
            if (OfChannel(row) is { } fault) findings.Add($"channels {row.GetString(0)}", fault);
        });
    });

    // Whoever moves a channel without a card that says so speaks in its provider's name unseen.
    private static string? OfChannel(Row row)
    {
        if (row.IsDBNull(3) || SideTables.Card(row.GetSpan(3)) is not { Channels: not null } card || card.Channels.FirstOrDefault(known => known?.Id == row.GetString(0)) is not { } named) return null;
        if (row.GetString(1) != Word.Of(named.Kind)) return $"is of another kind than its provider's card says ({Word.Of(named.Kind)})";
        return named.Domain is { } domain && !row.IsDBNull(2) && HostOf(row.GetString(2)) != domain
            ? $"leads to {HostOf(row.GetString(2)) ?? "no address"}, and its provider's card says {domain}"
            : null;
    }

    // As the card has it: in ASCII.
    private static string? HostOf(string text)
    {
        try
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var address) ? address.IdnHost : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static string? Fault(Row row)
    {
        var (kind, isOfItem) = (row.IsText(1) ? Word.Parse<EntryKind>(row.GetString(1)) : null, row.GetInt64(3) == 1);
        if (kind is not (EntryKind.Release or EntryKind.Expiry)) return "is nothing that comes due";
        if (!isOfItem) return "is of another item than its entry";
        if (row.IsDBNull(4) || Entry.Parse(row.GetSpan(4)) is not { Kind.IsVersion: true } entry) return "is due of an entry that is no version";
        if (kind == EntryKind.Release && entry.Status != PubStatus.Embargoed) return "is due of a version that is under no embargo";
        return !row.IsDBNull(5) && Record(row.GetSpan(5)) is { } record && !IsSame(kind == EntryKind.Release ? record.EmbargoedUntil : record.Expires, row.GetInt64(2))
            ? $"its date is not the one that was delivered with entry {row.GetInt64(0)}"
            : null;
    }

    private static bool IsSame(DateTimeOffset? delivered, long kept) =>
        delivered is { } date && (date - DateTimeOffset.FromUnixTimeMilliseconds(0)).TotalMilliseconds - kept is var off && Math.Abs(off) < Rounding.TotalMilliseconds;

    // That it is the one that was sealed, its commitment says.
    private static ArticleRecord? Record(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ArticleRecord.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
