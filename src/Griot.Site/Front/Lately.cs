using Griot.Record;

namespace Griot.Site;

/// <summary>
/// The pieces that were lately corrected or taken from their page: said beside the news, not hidden behind it. A correction
/// is one once readers see it: not under embargo, not below a later version. What was held and is back has corrected nothing.
/// </summary>
internal static class Lately
{
    private const int Shown = 6;
    private const int Read = 200;

    // An item of many corrections is taken once.
    internal static IReadOnlyList<Rendition> Of(Shelf shelf) =>
        [.. shelf.Ledger.Changes(null, long.MaxValue, Read)
            .Where(change => change.Entry.Kind is EntryKind.Correction or EntryKind.Withdrawal or EntryKind.Hold or EntryKind.Removal or EntryKind.Expiry)
            .GroupBy(change => change.Entry.Item!, StringComparer.Ordinal)
            .Select(changes => shelf.TakeSummary(changes.Key) is { } piece && IsTold(piece, changes) ? piece : null)
            .OfType<Rendition>()
            .Take(Shown)];

    private static bool IsTold(Rendition piece, IEnumerable<SealedEntry> changes) =>
        piece.Tombstone is not null || changes.Any(change => change.Entry.Kind == EntryKind.Correction && change.Index == piece.Version.Index);
}
