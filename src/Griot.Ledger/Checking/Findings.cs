namespace Griot.Ledger.Checking;

/// <summary>
/// Passes faults on as they are found, so that a store that is all wrong costs no memory, and counts what was checked.
/// </summary>
internal sealed class Findings(Action<Fault> tell)
{
    private readonly Dictionary<string, (long From, long End)> ranges = [];

    internal long Faults { get; private set; }
    internal long Entries { get; set; }
    internal long Contents { get; set; }
    internal long Bytes { get; set; }
    internal long Removed { get; set; }
    internal long Tiles { get; set; }
    internal List<string> Warnings { get; } = [];

    internal void Add(string place, string message) => Tell(new Fault(place, message));

    internal void Entry(long index, string message) => Tell(new Fault($"entry {index}", message, index));

    /// <summary>The same fault of an entry after another is told as one, of all of them.</summary>
    internal void Row(long entry, string message)
    {
        if (ranges.TryGetValue(message, out var range) && range.End != entry) Tell(message, range);
        ranges[message] = range.End == entry && range.End > range.From ? range with { End = entry + 1 } : (entry, entry + 1);
    }

    /// <summary>Tells what was kept back in the hope that it goes on.</summary>
    internal void Flush()
    {
        foreach (var (message, range) in ranges) Tell(message, range);
        ranges.Clear();
    }

    private void Tell(string message, (long From, long End) range)
    {
        if (range.End - range.From == 1) Entry(range.From, message);
        else Add($"entries {range.From} to {range.End - 1}", message);
    }

    private void Tell(Fault fault)
    {
        Faults++;
        tell(fault);
    }
}
