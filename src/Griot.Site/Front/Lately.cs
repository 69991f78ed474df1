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

    internal static IReadOnlyList<Rendition> Of(Shelf shelf) =>
        [.. shelf.Ledger.Changes(null, shelf.Ledger.Size, Read)
            .Where(change => change.Entry.Kind is EntryKind.Correction or EntryKind.Withdrawal or EntryKind.Hold or EntryKind.Removal or EntryKind.Expiry)
            .Select(change => (Change: change, Piece: shelf.TakeSummary(change.Entry.Item!)))
            .Where(one => one.Piece is { } piece && (piece.Tombstone is not null || (one.Change.Entry.Kind == EntryKind.Correction && piece.Version.Index == one.Change.Index)))
            .Select(one => one.Piece!)
            .DistinctBy(piece => piece.State.Item, StringComparer.Ordinal)
            .Take(Shown)];
}
