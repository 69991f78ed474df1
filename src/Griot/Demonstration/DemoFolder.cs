using Griot.Enrichment.Labels;
using Griot.Feedback;
using Griot.Ledger;
using Griot.Serving;

namespace Griot.Demonstration;

/// <summary>
/// The data folder of a demonstration: marked as one, and made anew at each start. A folder that holds a real store is
/// never touched.
/// </summary>
internal static class DemoFolder
{
    private const string Mark = OpenHouse.DemonstrationMark;

    private static readonly string[] Stores = [LedgerStore.FileName, Desk.FileName];

    // Held open for as long as the process lives, so that a second demonstration does not clear the first one's folder.
    private static FileStream? held;

    /// <summary>
    /// Keeps a demonstration from clearing the folder while something else is open on it; nothing in a real folder, or
    /// where a demonstration is running itself.
    /// </summary>
    internal static FileStream? Visit(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, Mark), FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Makes the folder ready; returns why it can't be used, or null.</summary>
    internal static string? Prepare(string folder)
    {
        var mark = Path.Combine(folder, Mark);
        if (!File.Exists(mark) && Stores.Any(store => File.Exists(Path.Combine(folder, store))))
            return $"{folder} holds a real store, which a demonstration must not touch: give it a folder of its own with --data DIR";
        Directory.CreateDirectory(folder);
        try
        {
            held = new FileStream(mark, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return $"{folder} is open: a demonstration, or a house over what one has left, is running there";
        }

        foreach (var store in Stores)
            foreach (var file in (string[])[store, store + "-wal", store + "-shm"]) File.Delete(Path.Combine(folder, file));
        foreach (var file in (string[])["log.key", "checkpoint-copy"]) File.Delete(Path.Combine(folder, file));
        if (Path.Combine(folder, "log") is var log && Directory.Exists(log)) Directory.Delete(log, recursive: true);
        File.WriteAllBytes(Path.Combine(folder, HouseLabels.FileName), World.Mapping);
        return null;
    }
}
