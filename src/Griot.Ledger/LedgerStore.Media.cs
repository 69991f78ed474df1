using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger;

public sealed partial class LedgerStore
{
    /// <summary>Entries of kind media from a log index on, in order.</summary>
    public IReadOnlyList<SealedEntry> MediaFrom(long from, int limit) => ReadAs(connection => MediaRows.From(connection, from, limit));

    /// <summary>Entries of kind media that were removed by an entry behind <paramref name="after"/>, and the newest entry that removed one.</summary>
    public (IReadOnlyList<long> Targets, long Newest) RemovedMedia(long after) => ReadAs(connection => MediaRows.Removed(connection, after));
}
