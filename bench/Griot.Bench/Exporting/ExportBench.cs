using System.Globalization;
using System.Text.Json.Nodes;
using Griot.Bench.Serving;
using Griot.Ledger;

namespace Griot.Bench.Exporting;

/// <summary>
/// What a copy of a whole site costs: made for the first time, again without anything new, again after ten pieces, and checked. Prints
/// figures; asserts nothing.
/// </summary>
internal sealed class ExportBench(string program, string folder)
{
    private const int MoreLater = 10;

    private string Data => Path.Combine(folder, "data");

    private string Copy => Path.Combine(folder, "copy");

    internal static async Task<int> RunAsync(string[] args)
    {
        var program = args is [var path, ..] ? path : throw new ArgumentException("usage: griot-bench export PATH-TO-griot.dll [PIECES ...]");
        int[] sizes = args.Length > 1 ? [.. args[1..].Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [10_000];
        Console.WriteLine($"machine: {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}");
        Console.WriteLine("{0,10} {1,-16}{2,10}{3,10}{4,10}{5,10}{6,10}{7,10}{8,10}", "pieces", "", "s", "cpu s", "peak MB", "files", "asked", "written", "MB");
        foreach (var size in sizes)
        {
            var here = Directory.CreateDirectory(Path.Combine("artifacts", "bench", $"export-{size}")).FullName;
            if (Directory.Exists(here)) Directory.Delete(here, recursive: true);
            await new ExportBench(program, here).MeasureAsync(size);
            Directory.Delete(here, recursive: true);
        }

        return 0;
    }

    private async Task MeasureAsync(int size)
    {
        Directory.CreateDirectory(Data);
        var days = new Days(size);
        await using var store = LedgerStore.Open(Data, days);
        var house = new ServedHouse(store);
        await house.FillAsync();
        while (store.Size < size)
        {
            days.Pass();
            await house.SealAsync(Days.Pieces);
        }

        await TellAsync(size, "the first time", "export", Copy);
        await TellAsync(size, "nothing new", "export", Copy);
        await house.SealAsync(MoreLater);
        await TellAsync(size, $"{MoreLater} new pieces", "export", Copy);
        await TellAsync(size, "--check", "export", Copy, "--check");
    }

    private async Task TellAsync(int size, string what, params string[] arguments)
    {
        using var child = Child.Griot(program, quiet: true);
        var began = TimeProvider.System.GetTimestamp();
        child.Start([.. arguments, "--data", Data, "--checkpoint-copy", Path.Combine(folder, "checkpoint"), "--json"]);
        var facts = JsonNode.Parse(await child.ReadAllAsync())!;
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size,10} {what,-16}{seconds,10:0.0}{child.Processor.TotalSeconds,10:0.0}{child.PeakBytes / 1048576.0,10:0}{(long?)facts["files"],10}{(long?)facts["asked"],10}{(long?)facts["written"],10}{(long?)facts["bytes"] / 1e6,10:0}"));
    }

    // So many pieces a day, until now: lists of days are as long as they are.
    private sealed class Days(int pieces) : TimeProvider
    {
        internal const int Pieces = 500;

        private DateTimeOffset now = System.GetUtcNow() - TimeSpan.FromDays((pieces / Pieces) + 1);

        public override DateTimeOffset GetUtcNow() => now;

        internal void Pass() => now += TimeSpan.FromDays(1);
    }
}
