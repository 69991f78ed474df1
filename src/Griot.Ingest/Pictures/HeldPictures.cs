using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Pictures;

/// <summary>The pictures that a piece shows already, and whether one of its was removed by order.</summary>
internal sealed class HeldPictures
{
    private readonly HashSet<string> shown;
    private readonly bool isClosed;

    private HeldPictures(HashSet<string> shown, bool isClosed) => (this.shown, this.isClosed) = (shown, isClosed);

    internal static HeldPictures Of(LedgerStore ledger, Rendition piece) => new(
        piece.Media.Select(media => media.Description.Uri).ToHashSet(StringComparer.Ordinal),
        piece.State.Media.Any(media => !ledger.HasContent(media.Index, Part.Record) || !ledger.HasContent(media.Index, Part.Delivery)));

    /// <summary>
    /// True for an address that is to be fetched: one that an earlier version had and that can't be read any more is fetched again. Once
    /// a picture was removed by order, no more are fetched for its piece: nobody can tell any more whether one of them is the same.
    /// </summary>
    internal bool AreOpenTo(string address) => !isClosed && !shown.Contains(address);
}
