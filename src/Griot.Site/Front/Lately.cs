using Griot.Record;

namespace Griot.Site;

/// <summary>The pieces that were lately corrected or taken from their page: said beside the news, not hidden behind it.</summary>
internal static class Lately
{
    private const int Shown = 6;
    private const int Read = 200;

    internal static IReadOnlyList<Rendition> Of(Shelf shelf) =>
        [.. shelf.Ledger.Changes(null, shelf.Ledger.Size, Read)
            .Where(change => change.Entry.Kind is EntryKind.Correction or EntryKind.Withdrawal or EntryKind.Hold or EntryKind.Removal or EntryKind.Expiry)
            .Select(change => change.Entry.Item!)
            .Distinct(StringComparer.Ordinal)
            .Select(shelf.TakeSummary)
            .OfType<Rendition>()
            .Take(Shown)];
}
