using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger;

/// <summary>What an import brought long after its day.</summary>
public sealed partial class LedgerStore
{
    /// <inheritdoc/>
    public IReadOnlyList<ArchivedEntry> Archived(string? provider, ArchivePlace before, int limit) => Read(session =>
        ArchivedTable.Of(session.Connection, provider, before, limit).ConvertAll(row => new ArchivedEntry(session.At(row.Entry)!, new ArchivePlace(row.At, row.Entry))));

    /// <inheritdoc/>
    public bool IsArchived(long index) => Read(session => ArchivedTable.Has(session.Connection, index));

    /// <inheritdoc/>
    public long? NewestArchived(string? provider) => Read(session => ArchivedTable.Newest(session.Connection, provider));

    /// <inheritdoc/>
    public IReadOnlyList<SealedEntry> News(string? provider, long before, int limit) =>
        Read(session => ArchivedTable.News(session.Connection, provider, before, limit).ConvertAll(index => session.At(index)!));
}
