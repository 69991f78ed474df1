using System.Globalization;
using System.Text;
using Griot.Bench.Search;

namespace Griot.Bench.Serving;

/// <summary>
/// How long an article takes, asked for every eight milliseconds: while nothing else happens; while twenty searches a second and pieces come
/// in; and while others search without pause. In each, nginx is asked for the same bytes, too: what it takes longer beside Griot's work
/// is the machine's and its kernel's share.
/// </summary>
internal sealed class Latency(ServedHouse house, int port, int nginx)
{
    private const int Asked = 1500, WarmUp = 50, Searching = 4, PiecesAtOnce = 5;
    private static readonly TimeSpan WarmingUp = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(8);
    private static readonly TimeSpan BetweenSearches = TimeSpan.FromMilliseconds(1000.0 * Searching / 20);
    private static readonly TimeSpan BetweenPieces = TimeSpan.FromMilliseconds(250);

    internal async Task MeasureAsync()
    {
        await WarmUpAsync();
        await TellAsync("nothing else");
        await BesideAsync("beside 20 searches/s, intake", BetweenSearches);
        await BesideAsync("beside searches without pause", TimeSpan.Zero);
    }

    // What the runtime compiles once more while it gets to know searching is no cost of a reader's who comes a day later.
    private async Task WarmUpAsync()
    {
        using (var ending = new CancellationTokenSource(WarmingUp, TimeProvider.System))
            await EndAsync(Load(TimeSpan.Zero, ending.Token));
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
    }

    private Task[] Load(TimeSpan between, CancellationToken cancellation) => [DeliverAsync(cancellation), .. Enumerable.Range(0, Searching).Select(place => SearchAsync(place, between, cancellation))];

    // A load that broke would leave nothing to measure beside.
    private static async Task EndAsync(Task[] load)
    {
        foreach (var task in load) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (load.FirstOrDefault(task => task.IsFaulted) is { Exception: { } fault }) throw new InvalidOperationException("the load broke: " + fault.GetBaseException().Message, fault);
    }

    private async Task BesideAsync(string what, TimeSpan between)
    {
        (searches, refused, delivered) = (0, 0, 0);
        using var ending = new CancellationTokenSource();
        var load = Load(between, ending.Token);
        await TellAsync(what);
        await ending.CancelAsync();
        await EndAsync(load);
        Console.WriteLine($"searches meanwhile: {searches}, refused for want of a place: {refused}; pieces delivered: {delivered}");
    }

    private int searches, refused, delivered;

    private async Task TellAsync(string what)
    {
        await TellAsync("article, " + what, await AskAsync(port));
        await TellAsync("  by nginx", await AskAsync(nginx));
    }

    private static async Task TellAsync(string what, double[] times)
    {
        Array.Sort(times);
        Console.WriteLine(FormattableString.Invariant($"{what,-40} p50 {times[Asked / 2]:0.00} ms, p95 {times[Asked * 95 / 100]:0.00} ms, p99 {times[Asked * 99 / 100]:0.00} ms; load {(await File.ReadAllTextAsync("/proc/loadavg"))[..4]}"));
    }

    // By a process of its own: else the one who measures would wait for the collector of those who search.
    private async Task<double[]> AskAsync(int server)
    {
        using var asking = new Child("", null) { IsMeasuring = true };
        asking.Start("ask", server.ToString(CultureInfo.InvariantCulture), house.Article);
        return [.. (await asking.ReadAllAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>What the process does that measures: prints milliseconds, a line for each answer.</summary>
    internal static int Ask(string[] args)
    {
        var port = int.Parse(args[0], CultureInfo.InvariantCulture);
        if (!FirstInTurn.Take()) Console.Error.WriteLine("whoever measures may not come first: some of what follows is its own waiting");
        using var visitor = PatientVisitor.Come(port);
        var request = Visitor.Request(port, args[1]);
        using var never = new ManualResetEvent(false);
        for (var time = 0; time < WarmUp; time++) visitor.Ask(request);
        var times = new double[Asked];
        for (var time = 0; time < Asked; time++)
        {
            // By this thread alone: a timer's would take a turn of the server's.
            never.WaitOne(Pace);
            var start = TimeProvider.System.GetTimestamp();
            visitor.Ask(request);
            times[time] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
        }

        foreach (var time in times) Console.WriteLine(time.ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    // Through the house's own door, as a provider's program does: what is taken in is read, judged and sealed by the process that serves readers.
    private async Task DeliverAsync(CancellationToken cancellation)
    {
        using var provider = await Visitor.ComeAsync(port);
        using var timer = new PeriodicTimer(BetweenPieces, TimeProvider.System);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            var (channel, secret, document) = house.Delivery(PiecesAtOnce);
            var (head, body) = await provider.ReadAsync(Visitor.Delivery(port, channel, secret, document));
            var accepted = Encoding.UTF8.GetString(body).Split("\"accepted\"").Length - 1;
            if (accepted != PiecesAtOnce) throw new InvalidOperationException($"{accepted} of {PiecesAtOnce} pieces were accepted: {head}");
            delivered += accepted;
        }
    }

    // Readers don't know of each other: how long it is until the next one goes by chance (Poisson), and is so long on the average.
    private async Task SearchAsync(int place, TimeSpan between, CancellationToken cancellation)
    {
        using var visitor = await Visitor.ComeAsync(port);
        var chance = new Random(place);
        for (var word = place; !cancellation.IsCancellationRequested; word += Searching)
        {
            var (status, _) = await visitor.AskAsync(Visitor.Request(port, "/fr/search?q=" + Uri.EscapeDataString(InventedTexts.Word("fr", 1 + (word % 3000)))));
            if (status == 200) Interlocked.Increment(ref searches);
            else Interlocked.Increment(ref refused);
            if (between > TimeSpan.Zero) await Task.Delay(between * -Math.Log(1 - chance.NextDouble()), TimeProvider.System, cancellation);
        }
    }
}
