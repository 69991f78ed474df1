using System.Globalization;

namespace Griot.Bench.Flips;

/// <summary>
/// <c>griot-bench flips [COUNT [SEED]]</c>: random bits of a store of 600 entries, one at a time. Ends with 1 where one changed a
/// value, a row or the structure of an append-only table, a tile or a checkpoint, and the check did not see it.
/// </summary>
internal static class FlipBench
{
    private const int Entries = 600;

    internal static async Task<int> RunAsync(string[] args)
    {
        var (count, seed) = (Number(args, 0, 500), Number(args, 1, 1));
        var folder = Directory.CreateTempSubdirectory("griot-flips-").FullName;
        try
        {
            await FlipStore.MakeAsync(folder, Entries, new Random(seed));
            var run = new FlipRun(folder, new Random(seed));
            if (await run.CheckAsync() is [var first, ..]) throw new InvalidOperationException($"The store is not whole before anything was flipped: {first}");
            var flips = new List<Flip>();
            for (var at = 0; at < count; at++)
            {
                flips.Add(await run.OnceAsync());
                if (!Console.IsErrorRedirected) await Console.Error.WriteAsync($"\rflips {at + 1}/{count}");
            }

            if (!Console.IsErrorRedirected) await Console.Error.WriteLineAsync();
            return Print(flips, seed, new FileInfo(Path.Combine(folder, "ledger.db")).Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Print(List<Flip> flips, int seed, long bytes)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{flips.Count} flips, seed {seed}, in a store of {Entries} entries ({bytes / 1048576.0:0.0} MB)"));
        Console.WriteLine("{0,-18}{1,8}{2,10}{3,8}", "changed", "flips", "detected", "not");
        foreach (var kind in flips.GroupBy(flip => flip.Harmed).OrderBy(kind => kind.Key))
            Console.WriteLine("{0,-18}{1,8}{2,10}{3,8}", kind.Key, kind.Count(), kind.Count(flip => flip.Faults.Count > 0), kind.Count(flip => flip.Faults.Count == 0));
        foreach (var missed in flips.Where(flip => flip.IsMissed)) Console.WriteLine($"MISSED: {missed}");
        return flips.Exists(flip => flip.IsMissed) ? 1 : 0;
    }

    private static int Number(string[] args, int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
}
