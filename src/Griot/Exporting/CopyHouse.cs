using Griot.CommandLine;
using Griot.Enrichment;
using Griot.Feedback;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Media;
using Griot.Record;
using Griot.Recovering;
using Griot.Serving;
using Griot.Site;
using Griot.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Exporting;

/// <summary>
/// The house of a data folder, composed as it is for the public and open to nobody but the export: no port, no polling, no mail. A
/// server may run beside it.
/// </summary>
internal static class CopyHouse
{
    /// <summary>Runs work in it.</summary>
    internal static async Task<T> WithAsync<T>(Invocation call, Settings settings, IReadOnlyList<Edition> editions, Uri? live, Func<InnerHouse, Task<T>> work, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        await using var ledger = Stores.Ledger(call);
        using var desk = Desk.Open(call.Data);
        var log = settings.Log(call.Data);
        using var signer = await Signer.OpenAsync(ledger, log, time, thorough: false, cancellation);
        foreach (var warning in signer.Warnings) Messages.Say(warning);
        if (ledger.Freeze is { } freeze) Messages.Say($"{freeze}: what is here is copied, and the copy is not signed (griot log recover, griot log succeed)");
        await DueRemovals.ObeyAsync(ledger, call.Data, cancellation);
        // What has expired since a server last ran is not copied as if it had not.
        if (ledger.Freeze is null) await new Releaser(ledger, time, NullLogger<Releaser>.Instance).OnceAsync(cancellation);
        await signer.SignAsync(cancellation);
        if (signer.IsAlone()) await CatchUpAsync(ledger, call.Data, cancellation);
        using var hubs = new HouseHubs(settings, call.Data, time);
        using var inner = new InnerServer(settings.PublicUrl);
        var reader = new LogReader(ledger, log);
        await using var site = WebHouse.Build(ledger, call.Data, reader, desk, settings, File.Exists(Path.Combine(call.Data, OpenHouse.DemonstrationMark)), signer, null, new MediaFolder(call.Data), hubs, inner);
        site.MapCopy(editions, live);
        await site.StartAsync(CancellationToken.None);
        try
        {
            // It only looks at the index: this opens it.
            site.Services.GetRequiredService<Followers>().CatchUp(cancellation);
            return await work(new InnerHouse(ledger, signer, reader, inner, CopyGround.Of(site.Services, reader, editions, live), call.Data));
        }
        finally
        {
            await site.StopAsync(CancellationToken.None);
        }
    }

    // Lists of labels come from the index, which lies behind where no server has run since; one that runs keeps it up alone. It is let go of
    // before the first page is made: a server that starts meanwhile finds it free and keeps it up.
    private static async Task CatchUpAsync(LedgerStore ledger, string data, CancellationToken cancellation)
    {
        await using var derived = new ServiceCollection().AddLogging(Logs.Configure).AddSingleton<ILedgerReader>(ledger).AddEnrichment(data).BuildServiceProvider();
        await Task.Run(() => derived.GetRequiredService<Followers>().CatchUp(cancellation), cancellation);
    }
}
