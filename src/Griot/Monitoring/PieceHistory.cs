using Griot.Record;

namespace Griot.Monitoring;

/// <summary>
/// What the log says of a piece: its entries, followed back from the newest by the chain that the rules have checked, and folded
/// by the one function that the house itself goes by.
/// </summary>
internal static class PieceHistory
{
    private const int Most = 10_000;

    /// <summary>The state; null where the chain is broken, which the rules have told.</summary>
    internal static async Task<ItemState?> OfAsync(VerifiedLog log, string item, long newest, CancellationToken cancellation)
    {
        var history = new List<SealedEntry>();
        for (long? index = newest; index is { } at && history.Count < Most;)
        {
            if (await log.EntryAsync(at, cancellation) is not { } bytes || Entry.Parse(bytes) is not { } entry || entry.Item != item) return null;
            history.Add(new SealedEntry(at, entry));
            index = entry.Prev < at ? entry.Prev : null;
        }

        history.Reverse();
        return ItemState.Fold(history);
    }
}
