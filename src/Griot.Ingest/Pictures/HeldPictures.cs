using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Pictures;

/// <summary>The pictures of a piece that are sealed already, and whether one of them was removed by order.</summary>
internal sealed class HeldPictures
{
    private readonly HashSet<string> addresses = new(StringComparer.Ordinal);
    private bool isClosed;

    internal static HeldPictures Of(LedgerStore ledger, ItemState state)
    {
        var held = new HeldPictures();
        foreach (var media in state.Media)
        {
            if (ledger.Content(media.Index, Part.Record) is { } record && ledger.Content(media.Index, Part.Delivery) is not null) held.addresses.Add(MediaDescription.Read(record)?.Uri ?? "");
            else held.isClosed = true;
        }

        return held;
    }

    /// <summary>
    /// True for an address that is to be fetched. Once a picture was removed by order, no more are fetched for its piece: nobody
    /// can tell any more whether one of them is the same.
    /// </summary>
    internal bool AreOpenTo(string address) => !isClosed && !addresses.Contains(address);
}
