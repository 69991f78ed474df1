using System.Runtime.InteropServices;

namespace Griot.Bench;

/// <summary>
/// What signing adds to a house's day: the cold run, the day and the quiet run of <see cref="DayBench"/>, once as always and once
/// with the signer's lock held by another, so that nothing is signed; by turns, each in whole processes. Prints figures.
/// </summary>
internal static class SigningBench
{
    private static readonly string[] Names = ["cold", "day", "quiet"];

    internal static async Task<int> RunAsync(string[] args)
    {
        var (program, runs, port) = (args[0], args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 6, DayBench.FreePort());
        using var feeds = DayBench.Feeds(port);
        DayBench.PrintMachine();
        var spent = (Signed: Lists(), Unsigned: Lists());
        for (var run = 0; run < runs * 2; run++) await HouseAsync(program, port, feeds, signs: run % 2 == 0, run % 2 == 0 ? spent.Signed : spent.Unsigned);
        Console.WriteLine("{0,-8}{1,24}{2,26}{3,16}", "run", "signed, cpu s min/med", "unsigned, cpu s min/med", "signing, %");
        for (var name = 0; name < Names.Length; name++)
        {
            var (with, without) = (spent.Signed[name].Order().ToList(), spent.Unsigned[name].Order().ToList());
            var (middle, bare) = (with[runs / 2], without[runs / 2]);
            Console.WriteLine("{0,-8}{1,24}{2,26}{3,16}", Names[name], $"{with[0]:0.00}/{middle:0.00}", $"{without[0]:0.00}/{bare:0.00}", $"{((with[0] / without[0]) - 1) * 100:0.0}/{((middle / bare) - 1) * 100:0.0}");
        }

        return 0;
    }

    private static List<double>[] Lists() => [.. Names.Select(_ => new List<double>())];

    private static async Task HouseAsync(string program, int port, Child feeds, bool signs, List<double>[] spent)
    {
        var folder = Directory.CreateTempSubdirectory("griot-bench-").FullName;
        try
        {
            await DayBench.RegisterAsync(program, folder, port);
            await using var held = signs ? null : new FileStream(Path.Combine(folder, "data", "signer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            for (var name = 0; name < Names.Length; name++)
            {
                if (name < 2) feeds.Say(name == 0 ? "0" : "1");
                var before = CpuOfChildren();
                await DayBench.OnceAsync(program, folder);
                spent[name].Add(CpuOfChildren() - before);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // getrusage(2): user and system time, in seconds and microseconds, of the children that have ended.
    private static double CpuOfChildren()
    {
        var usage = new long[32];
        if (ResourceUsage(-1, usage) != 0) throw new InvalidOperationException("getrusage answers nothing here");
        return usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [DllImport("libc", EntryPoint = "getrusage"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ResourceUsage(int who, [Out] long[] usage);
}
