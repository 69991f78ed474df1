using Griot.CommandLine;
using Griot.Enrichment;
using Griot.Feedback;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Items;
using Griot.Ingest.Operator;
using Griot.Ingest.Pictures;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Media;
using Griot.Net;
using Griot.Recovering;
using Griot.Syndication.Hub;

namespace Griot.Serving;

/// <summary>
/// A house that is open: its site, its polling, its releases, its mail. Ends cleanly when asked to: what was handed to the
/// ledger is durable before the process ends.
/// </summary>
internal static partial class OpenHouse
{
    /// <summary>The file that marks a data folder as one of a demonstration: every page then says that all is invented.</summary>
    internal const string DemonstrationMark = "DEMONSTRATION";

    /// <summary>Serves until cancelled.</summary>
    /// <param name="call">The verb's call.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="guard">What the guard allows, besides the settings.</param>
    /// <param name="opening">Done once the site answers and before polling begins, with the open stores and the signer, whose own turns begin after it.</param>
    /// <param name="meanwhile">Done while the house is open.</param>
    /// <param name="cancellation">Ends the house.</param>
    internal static async Task ServeAsync(Invocation call, Settings settings, GuardOptions guard, Func<LedgerStore, Desk, Signer, CancellationToken, Task> opening, Func<CancellationToken, Task> meanwhile, CancellationToken cancellation)
    {
        var time = TimeProvider.System;
        await using var ledger = Stores.Ledger(call);
        using var desk = Desk.Open(call.Data);
        var log = settings.Log(call.Data);
        using var signer = await Signer.OpenAsync(ledger, log, time, thorough: true, cancellation);
        foreach (var warning in signer.Warnings.Concat(Griot.Web.Editions.Remarks)) Messages.Say(warning);
        if (ledger.Freeze is { } freeze) Messages.Say($"{freeze}: reading goes on, nothing is taken in or signed (griot log recover, griot log succeed). What was removed by order since the backup is shown again until then");
        await DueRemovals.ObeyAsync(ledger, call.Data, cancellation);
        var media = new MediaFolder(call.Data);
        var mails = settings.MailAddress is { } address ? Verbs.Deliver.DeskOf(ledger, desk, settings, address, settings.PublicUrl) : null;
        using var hubs = new HouseHubs(settings, call.Data, time);
        await using var site = WebHouse.Build(ledger, call.Data, new LogReader(ledger, log), desk, settings, File.Exists(Path.Combine(call.Data, DemonstrationMark)), signer, mails, media, hubs);
        using var http = new GuardedHttp(new AddressGuard(guard), settings.Politeness(time), time);
        var loggers = site.Services.GetRequiredService<ILoggerFactory>();
        using var poller = new Poller(ledger, http, time, settings.Poll, loggers.CreateLogger<Poller>(), hubs.Nudges);
        var alarmMail = new AlarmMail(new ChannelAlarms(ledger, time), site.Services.GetRequiredService<TellTrouble>(), time, loggers.CreateLogger<AlarmMail>());
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] work = [];
        try
        {
            // Not to be broken off: a server that is half started can't be stopped in an orderly way.
            await site.StartAsync(CancellationToken.None);
            ServedAddress.Keep(call.Data, settings.PublicUrl);
            cancellation.ThrowIfCancellationRequested();
            // What the opening brings is found by the time the house says that it is open.
            work = [site.Services.GetRequiredService<Followers>().RunAsync(ending.Token)];
            await opening(ledger, desk, signer, cancellation);
            work =
            [
                .. work,
                signer.RunAsync(fault => Unsigned(loggers.CreateLogger<Signer>(), fault), ending.Token),
                poller.RunAsync(ending.Token),
                new Releaser(ledger, time, loggers.CreateLogger<Releaser>()).RunAsync(ending.Token),
                .. settings.FetchesPictures ? (Task[])[new PictureFetcher(ledger, http, time, settings.Poll.UserAgent, loggers.CreateLogger<PictureFetcher>()).RunAsync(ending.Token)] : [],
                new MediaMaker(ledger, media, new Workshop(time), time, loggers.CreateLogger<MediaMaker>()).RunAsync(ending.Token),
                site.Services.GetRequiredService<MailPump>().RunAsync(ending.Token),
                new FolderWatch(ledger, call.Data, time, loggers.CreateLogger<FolderWatch>()).RunAsync(ending.Token),
                .. settings.Mailbox is { } mailbox ? (Task[])[new MailWatch(new Mailbox(mailbox), mails!, settings.MailboxEvery, time, loggers.CreateLogger<MailWatch>()).RunAsync(ending.Token)] : [],
                .. mails is null ? (Task[])[] : [new MailRetries(mails, time, loggers.CreateLogger<MailRetries>()).RunAsync(ending.Token)],
                site.Services.GetRequiredService<FeedHub>().RunAsync(ending.Token),
                .. settings.AsksHubs ? (Task[])[hubs.Others(ledger, loggers).RunAsync(ending.Token)] : [],
                .. settings.Mail is null ? (Task[])[] : [alarmMail.RunAsync(ending.Token)],
                LapsedFiles.WatchAsync(ledger, time, ending.Token),
                DueRemovals.WatchAsync(ledger, call.Data, time, ending.Token),
                meanwhile(ending.Token),
            ];
            // A part that breaks ends the house, loudly: one that seems open and takes nothing in would be worse.
            await await Task.WhenAny([Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation), .. work.Select(part => UntilBrokenAsync(part, time, cancellation))]);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Messages.Say("closing");
        }
        finally
        {
            await ending.CancelAsync();
            await site.StopAsync(CancellationToken.None);
            await EndAsync(work);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The log could not be signed; it is tried again. What was sealed stays sealed")]
    private static partial void Unsigned(ILogger log, Exception fault);

    private static async Task UntilBrokenAsync(Task part, TimeProvider time, CancellationToken cancellation)
    {
        await part;
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellation);
    }

    private static async Task EndAsync(Task[] work)
    {
        foreach (var task in work) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (work.FirstOrDefault(task => task.IsFaulted) is { Exception: { } fault }) throw fault.GetBaseException();
    }
}
