using System.Globalization;
using Griot.Ledger;
using Griot.Ledger.Checking;

namespace Griot.Bench.Flips;

/// <summary>What one flipped bit changed.</summary>
internal enum Harmed { Tile, Checkpoint, AppendOnlyTable, MutableTable, Nothing }

/// <summary>A flipped bit, what it changed, and what the check said of it.</summary>
/// <param name="File">Which file.</param>
/// <param name="Offset">Of the byte.</param>
/// <param name="Bit">0 to 7.</param>
/// <param name="Harmed">What was changed by it.</param>
/// <param name="Tables">The tables that hold other values since.</param>
/// <param name="Faults">What the check told.</param>
internal sealed record Flip(string File, long Offset, int Bit, Harmed Harmed, IReadOnlyList<string> Tables, IReadOnlyList<Fault> Faults)
{
    /// <summary>True where something was changed that must not be, and the check did not see it.</summary>
    internal bool IsMissed => Harmed is Harmed.Tile or Harmed.Checkpoint or Harmed.AppendOnlyTable && Faults.Count == 0;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File} byte {Offset} bit {Bit}: {Harmed} ({string.Join(", ", Tables)}); {(Faults.Count == 0 ? "nothing told" : $"{Faults[0]}")}");
}

/// <summary>
/// Flips one random bit at a time in the database, a tile or a checkpoint of a store, has the store checked, and turns the bit
/// back (hostile-input.md, F11).
/// </summary>
internal sealed class FlipRun(string folder, Random random)
{
    private readonly string database = Path.Combine(folder, LedgerStore.FileName);
    private readonly StoreDump whole = StoreDump.Of(Path.Combine(folder, LedgerStore.FileName));
    private readonly HashSet<string> appendOnly = StoreDump.AppendOnly(Path.Combine(folder, LedgerStore.FileName));

    /// <summary>What the check says of the store as it is.</summary>
    internal async Task<IReadOnlyList<Fault>> CheckAsync()
    {
        var faults = new List<Fault>();
        await new StoreCheck(FlipStore.Options(folder), TimeProvider.System).RunAsync(faults.Add, _ => { }, CancellationToken.None);
        return faults;
    }

    internal async Task<Flip> OnceAsync()
    {
        var (file, kind) = Which();
        var (offset, bit) = (random.NextInt64(new FileInfo(file).Length), random.Next(8));
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
        Turn(file, mode, offset, bit);
        try
        {
            string[] tables = kind is null ? [.. whole.Differing(StoreDump.Of(database))] : [];
            var harmed = kind ?? (tables.Any(appendOnly.Contains) ? Harmed.AppendOnlyTable : tables.Length > 0 ? Harmed.MutableTable : Harmed.Nothing);
            return new Flip(Path.GetRelativePath(folder, file), offset, bit, harmed, tables, await CheckAsync());
        }
        finally
        {
            Turn(file, mode, offset, bit);
            // What readers leave of a write-ahead log that was none must not outlive the header that they read.
            foreach (var left in (string[])["-wal", "-shm", "-journal"]) File.Delete(database + left);
        }
    }

    private (string File, Harmed? Kind) Which()
    {
        var tiles = Directory.GetFiles(Path.Combine(folder, "log", "tile"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        return random.Next(10) switch
        {
            < 7 => (database, null),
            < 9 => (tiles[random.Next(tiles.Length)], Harmed.Tile),
            _ => (random.Next(2) == 0 ? Path.Combine(folder, "log", "checkpoint") : FlipStore.Options(folder).CheckpointCopy!, Harmed.Checkpoint),
        };
    }

    // A tile's file refuses to be written, as it should: its mode is lent and given back.
    private static void Turn(string file, UnixFileMode mode, long offset, int bit)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, mode | UnixFileMode.UserWrite);
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite))
        {
            stream.Position = offset;
            var flipped = (byte)(stream.ReadByte() ^ (1 << bit));
            stream.Position = offset;
            stream.WriteByte(flipped);
        }

        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, mode);
    }
}
