using System.CommandLine;
using System.Net;
using Griot.CommandLine;
using Griot.Demonstration;
using Griot.Serving;

namespace Griot.Verbs;

/// <summary><c>griot demo</c>: a small invented world, through the real doors.</summary>
internal static class Demo
{
    /// <summary>Between one new piece and the next.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(6);

    internal static Command Command()
    {
        var feeds = new Option<int>("--feeds-port") { Description = "Port of the invented providers' feed server; any free one without it.", HelpName = "PORT" };
        var settings = new SettingOptions();
        return CommonOptions.Verb("demo", "Open a house full of invented providers and pieces, to look around.", facts: false, async (call, cancellation) =>
        {
            if (DemoFolder.Prepare(call.Data) is { } refusal)
            {
                Messages.Say(refusal);
                return ExitCode.StoreUnavailable;
            }

            await ServeAsync(call, settings.LoadForDemo(call), call.Get(feeds), cancellation);
            return ExitCode.Done;
        }, [feeds, .. settings.Symbols]);
    }

    private static async Task ServeAsync(Invocation call, Settings settings, int feedsPort, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        var world = World.Load();
        var stand = new Newsstand(world, time.GetUtcNow());
        var (server, address) = await FeedServer.OpenAsync(stand, feedsPort, cancellation);
        await using var closing = server;
        // The guard opens this machine to the registered feeds alone; whatever else they point to stays closed.
        var guard = settings.Guard with { AllowedNetworks = [new IPNetwork(IPAddress.Loopback, 8)] };
        await OpenHouse.ServeAsync(call, settings, guard, async (ledger, desk, signer, ending) =>
        {
            await new Opening(world, stand, address, settings, guard).RunAsync(ledger, desk, ending);
            // Who is told that the house is open finds its key, and everything signed.
            await signer.SignAsync(ending);
            SayWhereToLook(settings, address);
        }, ending => KeepArrivingAsync(stand, time, ending), cancellation);
    }

    private static async Task KeepArrivingAsync(Newsstand stand, TimeProvider time, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause, time);
        for (var number = 0; await timer.WaitForNextTickAsync(cancellation); number++) stand.Next(number, time.GetUtcNow());
    }

    private static void SayWhereToLook(Settings settings, Uri feeds) => Messages.Say(
        $"""

        Everything in this house is invented. Look around:
          the site       {settings.PublicUrl}
          its feeds      {settings.PublicUrl}feeds/all.atom
          its providers' own feeds, to read them yourself: {feeds}providers.csv
        A new piece arrives every {Pause.TotalSeconds:0} seconds. Ctrl+C ends the demonstration.
        """);
}
