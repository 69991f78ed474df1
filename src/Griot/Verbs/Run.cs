using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Demonstration;
using Griot.Feedback;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Items;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using Griot.Serving;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Verbs;

/// <summary><c>griot run</c>: serve and poll until stopped; <c>--once</c>: poll every channel once.</summary>
internal static class Run
{
    internal static Command Command()
    {
        var once = new Option<bool>("--once") { Description = "Poll every channel once, and end." };
        var settings = new SettingOptions();
        return CommonOptions.Verb("run", "Serve the site and poll the channels until stopped.", facts: true, (call, cancellation) =>
            call.Get(once) ? OnceAsync(call, settings.Load(call), cancellation) : ServeAsync(call, settings.Load(call), cancellation), [once, .. settings.Symbols]);
    }

    private static async Task<int> ServeAsync(Invocation call, Settings settings, CancellationToken cancellation)
    {
        await using var visit = DemoFolder.Visit(call.Data);
        await OpenHouse.ServeAsync(call, settings, settings.Guard, (_, _, _, _) =>
        {
            Messages.Say($"{settings.Name} is open: {settings.PublicUrl}   (listening on {settings.Listen}; Ctrl+C ends it)");
            return Task.CompletedTask;
        }, _ => Task.CompletedTask, cancellation);
        return ExitCode.Done;
    }

    private static Task<int> OnceAsync(Invocation call, Settings settings, CancellationToken cancellation) => Stores.WithLedgerAsync(call, async ledger =>
    {
        var time = TimeProvider.System;
        using var http = new GuardedHttp(new AddressGuard(settings.Guard), settings.Politeness(time), time);
        if (ledger.Freeze is { } freeze) throw new LedgerFrozenException(freeze);
        var started = time.GetTimestamp();
        var cpu = Cpu();
        await new Releaser(ledger, time, NullLogger<Releaser>.Instance).OnceAsync(cancellation);
        using var poller = new Poller(ledger, http, time, settings.Poll, NullLogger<Poller>.Instance);
        var result = await poller.OnceAsync((done, of) => Messages.Progress("polling", done, of), cancellation);
        var mails = await LookAsync(call, settings, ledger, cancellation);
        var folders = await LookAsync(call, ledger, cancellation);
        Tell(call, result, mails, folders, time.GetElapsedTime(started), Cpu() - cpu, new ChannelAlarms(ledger, time).Standing().Count);
        return ExitCode.Done;
    });

    // What lies there is taken if it still lies there unchanged a moment later; null where no folder is watched.
    private static async Task<FolderPass?> LookAsync(Invocation call, LedgerStore ledger, CancellationToken cancellation)
    {
        if (ledger.Channels().All(known => known.Channel.Kind != ChannelKind.Folder)) return null;
        var watch = new FolderWatch(ledger, call.Data, TimeProvider.System, NullLogger<FolderWatch>.Instance);
        var first = await watch.OnceAsync(cancellation);
        if (first.Waiting == 0) return first;
        await Task.Delay(FolderWatch.Stillness, TimeProvider.System, cancellation);
        return first + await watch.OnceAsync(cancellation);
    }

    // Null where no mailbox is configured.
    private static async Task<int?> LookAsync(Invocation call, Settings settings, LedgerStore ledger, CancellationToken cancellation)
    {
        if (settings.Mailbox is not { } mailbox) return null;
        using var desk = Desk.Open(call.Data);
        var mails = Deliver.DeskOf(ledger, desk, settings, settings.MailAddress!, ServedAddress.Of(call.Data, settings));
        await mails.RetryAsync(cancellation);
        var watch = new MailWatch(new Mailbox(mailbox), mails, settings.MailboxEvery, TimeProvider.System, NullLogger<MailWatch>.Instance);
        var pass = await watch.OnceAsync(cancellation);
        if (pass.Failure is { } reason) Messages.Say(reason);
        if (pass.Unknown > 0) Messages.Say($"{pass.Unknown} mails are from nobody who is registered; they stay in the mailbox, flagged");
        return pass.Taken;
    }

    private static void Tell(Invocation call, PollResult result, int? mails, FolderPass? folders, TimeSpan wall, TimeSpan cpu, int alarms)
    {
        var facts = new JsonObject
        {
            ["channels"] = result.Channels,
            ["notModified"] = result.NotModified,
            ["unchanged"] = result.Unchanged,
            ["failed"] = result.Failed,
            ["newItems"] = result.NewItems,
            ["newVersions"] = result.NewVersions,
            ["cosmetic"] = result.Cosmetic,
            ["quarantined"] = result.Quarantined,
            ["waiting"] = result.Waiting,
            ["alarms"] = alarms,
            ["seconds"] = Math.Round(wall.TotalSeconds, 3),
            ["cpuSeconds"] = Math.Round(cpu.TotalSeconds, 3),
        };
        if (mails is { } taken) facts.Add("mails", taken);
        if (folders is { } pass) (facts["files"], facts["filesRefused"]) = (pass.Taken, pass.Refused);
        if (call.Json) Facts.Json(facts);
        else foreach (var (name, value) in facts) Facts.Line($"{name,-12} {value}");
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
