using System.CommandLine;
using Griot.CommandLine;
using Griot.Inspection;
using Griot.Monitoring;
using Griot.Record.Html;
using Griot.Verifying;

namespace Griot.Verbs;

/// <summary><c>griot monitor</c>: watches a house from outside. One line a violation; silence, for whoever asks for it, where nothing is wrong.</summary>
internal static class Monitor
{
    private const int MostLines = 10_000;

    internal static Command Command()
    {
        var address = new Argument<string>("ADDRESS") { Description = "The site's address." };
        var key = Verify.KeyOption();
        var state = CommonOptions.Text("--state", "Where it keeps what it knows of the log; without it, a file named after the site under $XDG_STATE_HOME/griot/monitor.", "FILE");
        var follow = new Option<bool>("--follow") { Description = "Go on until stopped." };
        var every = Spans.Option("--every", "With --follow: the time between two looks (60s).");
        var all = new Option<bool>("--all") { Description = "Look at the whole site again, and not only at what is new in the log." };
        var logOnly = new Option<bool>("--log-only") { Description = "Look at the log alone: a mirror may serve nothing else." };
        var quiet = new Option<bool>("--quiet") { Description = "Say nothing where nothing is wrong." };
        var delay = Spans.Option("--merge-delay", "How long what is shown may take to be signed (10s).");
        return CommonOptions.Verb("monitor", "Watch a house from outside: its log by the rules, and what it shows against its log. Goes on where it was; ends when it has caught up.", facts: true, async (call, cancellation) =>
        {
            if (InputSource.AddressOf(call.Get(address)) is not { } typed || PieceAddress.Parse(typed) is not null) return Refuse("the address of a site is wanted, such as https://griot.example/ (griot verify takes a piece's)");
            var root = PieceAddress.RootOf(typed);
            using var file = StateFile.Open(call.Get(state) ?? StateFile.Default(root));
            if (file is null)
            {
                Messages.Say("another monitor is at work on this state");
                return ExitCode.StoreUnavailable;
            }

            using var site = new LogSite(root, TimeProvider.System);
            var told = new Telling(call.Json, call.Get(quiet));
            var options = new MonitorOptions(call.Get(key), call.Get(all), call.Get(logOnly), call.Get(delay) ?? TimeSpan.FromSeconds(10));
            var monitor = new SiteMonitor(site, file, options, told.Voice, TimeProvider.System);
            if (!call.Get(follow)) return told.End(await monitor.RunAsync(cancellation));
            return await FollowAsync(monitor, told, call.Get(every) ?? TimeSpan.FromMinutes(1), cancellation);
        }, address, key, state, follow, every, all, logOnly, quiet, delay);
    }

    private static async Task<int> FollowAsync(SiteMonitor monitor, Telling told, TimeSpan every, CancellationToken cancellation)
    {
        var worst = ExitCode.Done;
        try
        {
            while (true)
            {
                var code = told.End(await monitor.RunAsync(cancellation));
                if (code != ExitCode.Done && told.HasViolation) worst = code;
                await Task.Delay(every, TimeProvider.System, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return worst;
        }
    }

    private static int Refuse(string message)
    {
        Messages.Say(message);
        return ExitCode.BadUsage;
    }

    /// <summary>What is said, and where: violations are facts, all else is for people.</summary>
    private sealed class Telling(bool json, bool quiet)
    {
        private readonly HashSet<string> lines = new(StringComparer.Ordinal), said = new(StringComparer.Ordinal);
        private string before = "";

        internal bool HasViolation { get; private set; }

        internal MonitorVoice Voice => new(Tell, SayOnce, Messages.Progress);

        internal int End(MonitorReport report)
        {
            Messages.EndProgress();
            var now = TimeProvider.System.GetUtcNow();
            var isWell = report is { Violations: 0, Unreached: null };
            var last = string.Join('\n', MonitorSummary.Lines(report, now).TakeLast(1).Append(report.Unreached ?? "").Append(report.Head?.Size.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""));

            // One that follows says the same thing once.
            if (json && last != before) Facts.Json(MonitorSummary.Describe(report, now));
            else if (last != before && !(quiet && isWell && (report.Run?.Flags ?? 0) == 0)) foreach (var line in MonitorSummary.Lines(report, now)) Say(line);
            before = last;
            HasViolation |= report.Violations > 0;
            return isWell ? ExitCode.Done : ExitCode.Wrong;
        }

        private void Tell(Finding finding)
        {
            Messages.EndProgress();
            if (lines.Count >= MostLines || !lines.Add(finding.Line)) return;
            if (json) Facts.Json(finding.Describe());
            else Facts.Line(finding.Line);
            if (lines.Count == MostLines) Say($"more than {MostLines} violations: the others are counted, and not told");
        }

        private void SayOnce(string message)
        {
            if (said.Count >= MostLines || !said.Add(message)) return;
            Messages.EndProgress();
            Say(message);
        }

        private static void Say(string message) => Messages.Say(DisplayText.Clean(message));
    }
}
