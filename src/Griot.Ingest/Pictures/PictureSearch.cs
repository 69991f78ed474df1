using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Pictures;

/// <summary>Reads the log for pictures to fetch. Where it has come to, and what it found, are kept in one step: nothing is passed over.</summary>
internal sealed class PictureSearch(LedgerStore ledger, Shelf shelf, TimeProvider time)
{
    private const int AtOnce = 100;

    /// <summary>Reads on to the end of the log.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        // A recovered store may be shorter than what was read of it.
        for (var next = Math.Min(ledger.PicturesNext, ledger.Size); ledger.Entries(next, AtOnce) is [.., var last] some; next = last.Index + 1)
            await ledger.NotePicturesAsync(last.Index + 1, [.. some.Where(Tells).Select(entry => entry.Entry.Item!).Distinct(StringComparer.Ordinal).SelectMany(Wanted)], cancellation);
    }

    // What brings a text before readers. Pieces that an import brought long after their day show theirs at their provider's.
    private bool Tells(SealedEntry sealedEntry) => sealedEntry.Entry is { Item: not null, Kind: var kind }
        && ((kind.IsVersion && kind != EntryKind.Withdrawal && !ledger.IsArchived(sealedEntry.Index)) || kind is EntryKind.Release or EntryKind.Restore);

    private IEnumerable<PictureCall> Wanted(string item) => shelf.Take(item) is { Record: { } record } piece
        ? WithoutThoseHere(piece, [.. NamedPictures.Of(record).Select(named => new PictureCall(item, named.Uri, piece.State.Provider, Failures: 0, time.GetUtcNow()))])
        : [];

    private IEnumerable<PictureCall> WithoutThoseHere(Rendition piece, IReadOnlyList<PictureCall> calls) =>
        calls.Count > 0 && HeldPictures.Of(ledger, piece) is { } held ? calls.Where(call => held.AreOpenTo(call.Uri)) : [];
}
