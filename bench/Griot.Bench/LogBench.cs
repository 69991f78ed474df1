using System.Globalization;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Record;

namespace Griot.Bench;

/// <summary>
/// What the log costs as it grows: one store, filled through the ledger's own door with small articles, is measured at each
/// size. The tree over the new entries, one more checkpoint, a proof, the look at the start of a server, and the whole check by the
/// real program. Prints figures; asserts nothing.
/// </summary>
internal sealed class LogBench(string program, string folder)
{
    private const int Together = 1000;
    private const int Checkpoints = 20;
    private const int Proofs = 2000;

    private readonly Random random = new(1);
    private readonly byte[] text = new byte[400];
    private readonly string provider = OpaqueId.New();
    private readonly string channel = OpaqueId.New();
    private readonly LogOptions options = new(folder) { Origin = "bench.example/log", CheckpointCopy = Path.Combine(folder, "elsewhere", "copy") };

    internal static async Task<int> RunAsync(string[] args)
    {
        var program = args is [var path, ..] ? path : throw new ArgumentException("usage: griot-bench log PATH-TO-griot.dll [SIZE ...]");
        int[] sizes = args.Length > 1 ? [.. args[1..].Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [10_000, 100_000, 1_000_000];
        var folder = Directory.CreateTempSubdirectory("griot-bench-").FullName;
        Console.WriteLine($"machine: {Environment.ProcessorCount} cores, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}");
        Console.WriteLine("{0,10}{1,10}{2,9}{3,9}{4,12}{5,12}{6,12}{7,12}{8,12}{9,12}{10,10}{11,10}", "entries", "sealed s", "tree s", "tiles", "checkp. ms", "proof µs", "p99 µs", "start ms", "thorough s", "check s", "peak MB", "store MB");
        try
        {
            var bench = new LogBench(program, folder);
            await bench.RegisterAsync();
            foreach (var size in sizes) await bench.MeasureAsync(size);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync(int size)
    {
        await using var ledger = LedgerStore.Open(folder, TimeProvider.System);
        var filling = await SecondsAsync(() => FillAsync(ledger, size));
        using var signer = await Signer.OpenAsync(ledger, options, TimeProvider.System, thorough: false, CancellationToken.None);
        var tiles = Tiles();
        var tree = await SecondsAsync(() => signer.SignAsync(CancellationToken.None));
        tiles = Tiles() - tiles;
        var checkpoint = await CheckpointAsync(ledger, signer);
        var (proof, slowest) = Proof(ledger);
        var start = await SecondsAsync(() => LookAsync(ledger, thorough: false));
        var thorough = await SecondsAsync(() => LookAsync(ledger, thorough: true));
        var (check, peak) = await CheckAsync();
        Console.WriteLine("{0,10}{1,10:0.0}{2,9:0.00}{3,9}{4,12:0.0}{5,12:0}{6,12:0}{7,12:0.0}{8,12:0.00}{9,12:0.0}{10,10:0}{11,10:0}", ledger.Size, filling, tree, tiles, checkpoint * 1e3, proof * 1e6, slowest * 1e6, start * 1e3, thorough, check, peak / 1048576.0, new FileInfo(Path.Combine(folder, "ledger.db")).Length / 1048576.0);
    }

    private async Task RegisterAsync()
    {
        await using var ledger = LedgerStore.Open(folder, TimeProvider.System);
        var card = new ProviderCard { Id = provider, Slug = "journal", Name = "Journal", Kind = ProviderKind.Press, Channels = [new CardChannel(channel, ChannelKind.Feed, "journal.example", Public: true)] };
        await ledger.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = provider, Record = card.ToBytes(), Slug = card.Slug }, CancellationToken.None);
    }

    private async Task FillAsync(LedgerStore ledger, long size)
    {
        while (ledger.Size < size) await ledger.AppendAsync(new Batch { Drafts = [.. Enumerable.Range(0, (int)Math.Min(Together, size - ledger.Size)).Select(_ => Article())] }, CancellationToken.None);
    }

    // One batch more, as once a second: 10 pieces, their tree, the swap of the head, signature, copy and publication.
    private async Task<double> CheckpointAsync(LedgerStore ledger, Signer signer)
    {
        var spans = new List<double>();
        for (var time = 0; time < Checkpoints; time++)
        {
            await FillAsync(ledger, ledger.Size + 10);
            spans.Add(await SecondsAsync(() => signer.SignAsync(CancellationToken.None)));
        }

        return At(spans, 0.5);
    }

    // The mean is of the processor's time; the slowest hundredth can be told by the clock only.
    private (double Mean, double P99) Proof(LedgerStore ledger)
    {
        var (reader, spans, size) = (new LogReader(ledger, options), new List<double>(), ledger.Size);
        for (var warm = 0; warm < 200; warm++) reader.Path(random.NextInt64(size));
        var before = Environment.CpuUsage.TotalTime;
        for (var time = 0; time < Proofs; time++)
        {
            var began = TimeProvider.System.GetTimestamp();
            reader.ProofFile(reader.Path(random.NextInt64(size))!, []);
            spans.Add(TimeProvider.System.GetElapsedTime(began).TotalSeconds);
        }

        return ((Environment.CpuUsage.TotalTime - before).TotalSeconds / Proofs, At(spans, 0.99));
    }

    private async Task LookAsync(LedgerStore ledger, bool thorough)
    {
        using var signer = await Signer.OpenAsync(ledger, options, TimeProvider.System, thorough, CancellationToken.None);
        if (ledger.Freeze is { } freeze) throw new InvalidOperationException(freeze.ToString());
    }

    private async Task<(double Seconds, long Peak)> CheckAsync()
    {
        using var check = Child.Griot(program);
        var began = TimeProvider.System.GetTimestamp();
        check.Start("check", "--data", folder, "--checkpoint-copy", options.CheckpointCopy!);
        var said = await check.ReadAllAsync();
        if (!said.StartsWith("no fault", StringComparison.Ordinal)) throw new InvalidOperationException(said);
        return (TimeProvider.System.GetElapsedTime(began).TotalSeconds, check.PeakBytes);
    }

    private Draft Article()
    {
        random.NextBytes(text);
        return new Draft
        {
            Kind = EntryKind.Article,
            Provider = provider,
            Channel = channel,
            Item = OpaqueId.New(),
            Status = PubStatus.Usable,
            Evidence = Evidence.Tls,
            Delivery = [.. text],
            Record = text[..300],
            Summary = text[..80],
            Envelope = text[..80],
            Identity = Commitment.NewSalt(),
            Aliases = [new IdentityKey(KeyKind.Content, Commitment.NewSalt())],
            Cut = Commitment.NewSalt(),
        };
    }

    private int Tiles() => Directory.Exists(Path.Combine(folder, "log", "tile")) ? Directory.EnumerateFiles(Path.Combine(folder, "log", "tile"), "*", SearchOption.AllDirectories).Count() : 0;

    private static double At(List<double> spans, double share) => spans.Order().ElementAt((int)(share * spans.Count));

    private static async Task<double> SecondsAsync(Func<Task> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(began).TotalSeconds;
    }
}
