using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// After a removal by order: until no file of the index holds a word of what was removed. Where a server writes the index it does
/// that itself, and is waited for; else it is done here.
/// </summary>
public static class SearchWipe
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>False where it is not done after so long: a server that is merging a large index will come to it.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="removal">The entry that removed something.</param>
    /// <param name="patience">How long a server is waited for.</param>
    /// <param name="time">The clock.</param>
    public static async Task<bool> WaitAsync(string data, SealedEntry removal, TimeSpan patience, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(removal);
        var (places, began) = (new IndexPlaces(data), time.GetTimestamp());
        while (!places.All.Select(place => IsWiped(places, place, removal)).ToList().TrueForAll(isWiped => isWiped))
        {
            if (time.GetElapsedTime(began) > patience) return false;
            await Task.Delay(BetweenLooks, time);
        }

        return true;
    }

    private static bool IsWiped(IndexPlaces places, string place, SealedEntry removal)
    {
        if (place == places.Present && IndexFolder.MarkIn(place) is { } mark && mark.Wiped > removal.Index) return true;
        try
        {
            using var open = IndexFolder.Write(place);
            if (open is null) return false;
            if (place == places.Present)
            {
                Wipe(open, removal);
                return true;
            }
        }
        catch (InvalidDataException)
        {
            // Broken, or of another format: the next server makes it anew.
        }

        // Begun by a process that has ended, or replaced.
        IndexPlaces.Delete(place);
        return true;
    }

    private static void Wipe(IndexFolder open, SealedEntry removal)
    {
        // An index that has read the removal holds the item as it may be seen since, or not at all.
        if (open.Mark.Position <= removal.Index && removal.Entry.Item is { } item) open.Delete(item);
        for (var round = 0; round < 2; round++)
        {
            open.MergeDeletes();
            open.Refresh();
        }

        open.Commit(open.Mark with { Wiped = removal.Index + 1 });
    }
}
