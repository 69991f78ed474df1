using Griot.Enrichment.Labels;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Enrichment.Search;

/// <summary>
/// Makes the index of the search anew, beside the present one, while everything goes on: a running server finds by the old one
/// until the new one is whole, and goes over to it within a second. What is broken off leaves nothing that counts.
/// </summary>
public static class SearchRebuild
{
    private const int AtOnce = 500;

    /// <summary>Reads the whole ledger. False where another process is doing just that.</summary>
    /// <param name="ledger">What is read.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="progress">Told how many entries of how many were read.</param>
    /// <param name="log">What can't be read is said there.</param>
    /// <param name="cancellation">Breaks it off.</param>
    public static bool Run(ILedgerReader ledger, string data, Action<long, long> progress, ILoggerFactory log, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var places = new IndexPlaces(data);
        var beside = places.Beside;
        if (!IsFree(beside)) return false;
        IndexPlaces.Delete(beside);
        using (var index = new SearchIndex(new Shelf(ledger), new IndexPlaces(data, only: beside), new HouseLabels(data, log.CreateLogger<HouseLabels>()), TimeProvider.System, log.CreateLogger<SearchIndex>()))
        {
            if (!index.IsWritten) return false;
            Read(index, ledger, progress, cancellation);
        }

        places.Finish(beside);
        foreach (var older in places.Older.Where(IsFree)) IndexPlaces.Delete(older);
        return true;
    }

    private static void Read(SearchIndex index, ILedgerReader ledger, Action<long, long> progress, CancellationToken cancellation)
    {
        do
        {
            cancellation.ThrowIfCancellationRequested();
            if (ledger.Entries(index.Position, AtOnce) is { Count: > 0 } entries) index.Follow(entries);
            progress(index.Position, ledger.Size);
        }
        while (index.Position < ledger.Size || index.Rest() || index.IsWiping);
    }

    // Lucene's lock ends with the process that held it.
    private static bool IsFree(string place)
    {
        if (!Directory.Exists(place)) return true;
        try
        {
            using var open = IndexFolder.Write(place);
            return open is not null;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
