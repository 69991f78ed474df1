using System.Globalization;
using System.Security.Cryptography;
using Griot.Enrichment.Labels;
using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// What a commit of the index says of itself: up to where the ledger was read, and of which ledger. It becomes durable together
/// with what was read, or not at all.
/// </summary>
/// <param name="Position">All entries below it were read.</param>
/// <param name="Before">SHA-256 of the entry before it in hex; empty at the beginning.</param>
/// <param name="Wiped">Of what removals below this log index took, nothing is left in any file of the index.</param>
/// <param name="Due">Providers whose card has changed and whose items are still to be read again.</param>
/// <param name="Labels">How labels were made (<see cref="HouseLabels.Mark"/>), but for what is due.</param>
internal sealed record IndexMark(long Position, string Before, long Wiped, IReadOnlyList<string> Due, string Labels)
{
    internal static IndexMark Beginning { get; } = new(0, "", 0, [], "");

    internal static IndexMark At(ILedgerReader ledger, long position, long wiped, IReadOnlyList<string> due, string labels) => new(position, HashBefore(ledger, position), wiped, due, labels);

    /// <summary>True where this ledger has the entry that the index ended behind.</summary>
    internal bool IsOf(ILedgerReader ledger) => Position <= ledger.Size && Before == HashBefore(ledger, Position);

    internal Dictionary<string, string> Write() => new(StringComparer.Ordinal)
    {
        ["format"] = IndexFields.Format,
        ["position"] = Position.ToString(CultureInfo.InvariantCulture),
        ["before"] = Before,
        ["wiped"] = Wiped.ToString(CultureInfo.InvariantCulture),
        ["due"] = string.Join(' ', Due),
        ["labels"] = Labels,
    };

    /// <summary>Null for a commit of another format, or none of ours.</summary>
    internal static IndexMark? Read(IDictionary<string, string>? data)
    {
        if (data is null || !data.TryGetValue("format", out var format) || format != IndexFields.Format) return null;
        return Number(data, "position") is { } position && Number(data, "wiped") is { } wiped && data.TryGetValue("before", out var before) && data.TryGetValue("due", out var due) && data.TryGetValue("labels", out var labels)
            ? new IndexMark(position, before, wiped, due.Split(' ', StringSplitOptions.RemoveEmptyEntries), labels)
            : null;
    }

    private static long? Number(IDictionary<string, string> data, string name) =>
        data.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string HashBefore(ILedgerReader ledger, long position) =>
        position == 0 ? "" : ledger.At(position - 1) is { } entry ? Convert.ToHexStringLower(SHA256.HashData(entry.Entry.ToBytes())) : "none";
}
