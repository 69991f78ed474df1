using System.CommandLine;
using Griot.CommandLine;
using Griot.Enrichment.Search;
using Griot.Exporting;
using Griot.Feedback;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Media;
using Griot.Record;
using Griot.Recovering;
using Griot.Web;

namespace Griot.Verbs;

/// <summary><c>griot remove</c>: deletes content by order; the entry stays, and the public is told.</summary>
internal static class Remove
{
    private const int LargestOrder = 16 * 1024 * 1024;
    private static readonly TimeSpan PatienceWithReaders = TimeSpan.FromMinutes(1);

    internal static Command Command()
    {
        var item = new Argument<string?>("ITEM") { Description = "The item's id, or the address of its page.", Arity = ArgumentArity.ZeroOrOne };
        var version = new Option<int?>("--version") { Description = "Only this version of it.", HelpName = "N" };
        var entry = new Option<long?>("--entry") { Description = "In place of an item: the log index of an earlier card, or of a picture.", HelpName = "INDEX" };
        var signature = new Option<bool>("--signature") { Description = "With --entry: only the signature of that entry." };
        var quarantined = new Option<long[]>("--quarantine") { Description = "A row of the quarantine that holds it too. May be repeated.", HelpName = "ID" };
        var order = new Option<FileInfo>("--order") { Description = "The order as a file: it is kept for you and for auditors, and never published.", HelpName = "FILE", Required = true };
        var reason = WordOption.One<RemovalReason>("--reason", "The class of order that the public is told:");
        reason.Required = true;
        var country = new Option<string>("--country") { Description = "The country whose law the order stands on, ISO 3166-1 (ML, FR).", HelpName = "CC", Required = true };
        var text = CommonOptions.Text("--text", "More for the public, in your own words.");
        var yes = new Option<bool>("--yes") { Description = "Remove without asking: for scripts." };
        return CommonOptions.Verb("remove", "Delete content by order; its entry in the log stays, and the public is told.", facts: true, (call, cancellation) =>
        {
            var typed = call.Parsed.GetValue(item);
            if (Fault(typed, call.Get(entry), call.Get(version), call.Get(signature), call.Get(country)!) is { } fault) return BadUsage(fault);
            if (!call.Get(yes) && Console.IsInputRedirected) return BadUsage("what is removed can't be brought back: nobody is here to be asked, and --yes was not said");
            var request = new RemovalRequest(typed is null ? null : Holds.ItemId(typed), call.Get(version), call.Get(entry), call.Get(signature) ? Part.Signature : null, call.Get(quarantined));
            return Stores.WithLedgerAsync(call, ledger => RunAsync(call, ledger, request, Order(call.Get(order)!, call.Get(reason)!.Value, call.Get(country)!, call.Get(text)), call.Get(yes), cancellation));
        }, item, version, entry, signature, quarantined, order, reason, country, text, yes);
    }

    private static async Task<int> RunAsync(Invocation call, LedgerStore ledger, RemovalRequest request, RemovalOrder order, bool isSure, CancellationToken cancellation)
    {
        var removing = new Removing(ledger);
        var seen = removing.Look(request);
        if (seen is not RemovalAnswer.Possible look) return Refuse((RemovalAnswer.Refused)seen);
        using var desk = Desk.Open(call.Data);
        RemovalTold.Plan(look.Plan, order, new ListCases(desk).List().Count(one => one.Item is not null && one.Item == look.Plan.Item));
        RemovalTold.Copies(FolderCopies.Of(call.Data, look.Plan));
        if (!isSure && !IsConfirmed(look.Plan)) return ExitCode.Wrong;
        var answer = await removing.RemoveAsync(request, order, cancellation);
        if (answer is not RemovalAnswer.Done done) return Refuse((RemovalAnswer.Refused)answer);
        // From here on it is done, whatever comes: only what is left of it in the files is still being wiped.
        MediaFolder.Forget(call.Data, done.Plan);
        var copies = FolderCopies.Of(call.Data, done.Plan);
        var left = copies.Delete();
        var isForgotten = CopyReads.Forget(call.Data);
        var isWiped = await DueSamples.ForgetAsync(ledger, desk) & await ledger.WipeAsync(PatienceWithReaders, CancellationToken.None);
        var isFound = !await SearchWipe.WaitAsync(call.Data, ledger.At(done.Entry)!, PatienceWithReaders, TimeProvider.System);
        if (isFound) Messages.Say("its words still stand in files of the search index, which a server is writing anew: they go as soon as it has done so (griot rebuild search makes another)");
        var backups = HeldBack.By(ledger, [done]);
        if (call.Json) Facts.Json(RemovalTold.Describe(done, copies, isWiped, backups));
        else Facts.Line($"removed: {done.Plan.Item ?? $"content of entry {request.Entry}"}, entry {done.Entry}");
        RemovalTold.Afterwards(isWiped, backups);
        foreach (var path in left) Messages.Say($"{path} holds it and could not be deleted: delete it by hand");
        return isWiped && isForgotten && !isFound && left.Count == 0 ? ExitCode.Done : ExitCode.Wrong;
    }

    private static string? Fault(string? item, long? entry, int? version, bool signature, string country) =>
        (item is null) == (entry is null) ? "say what is to be removed: either an item, or --entry"
        : entry is not null && version is not null ? "--version goes with an item"
        : signature && entry is null ? "--signature goes with --entry"
        : country.Length != 2 || Editions.First.Country(country.ToUpperInvariant()).Length == 2 ? $"“{country}” is no country of ISO 3166-1: two letters such as ML or FR are wanted"
        : null;

    private static RemovalOrder Order(FileInfo file, RemovalReason reason, string country, string? text)
    {
        if (file is { Exists: true, Length: 0 or > LargestOrder }) throw new IOException($"{file.FullName} holds no order: it is empty, or larger than 16 MB");
        return new RemovalOrder(File.ReadAllBytes(file.FullName), reason, country.ToUpperInvariant(), text);
    }

    // A word that nobody types by habit, and no key that is just below the finger.
    private static bool IsConfirmed(RemovalPlan plan)
    {
        var wanted = plan.Item is { } item ? item[^6..] : plan.Entries[0].Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Console.Error.Write($"It can't be brought back. To remove it, type {(plan.Item is null ? "the number of the entry" : "the last six letters of the item")} ({wanted}): ");
        if (Console.In.ReadLine()?.Trim() == wanted) return true;
        Messages.Say("nothing was removed");
        return false;
    }

    private static Task<int> BadUsage(string fault)
    {
        Messages.Say(fault);
        return Task.FromResult(ExitCode.BadUsage);
    }

    private static int Refuse(RemovalAnswer.Refused refused)
    {
        Messages.Say(refused.Why switch
        {
            RemovalRefusal.UnknownVersion => "the item has no such version",
            RemovalRefusal.UnknownEntry => "the log has no such entry",
            RemovalRefusal.RemovedAlready => "it was removed already",
            RemovalRefusal.IsOfAVersion => "that entry is a version of an item: name the item, and --version where only that one is meant",
            RemovalRefusal.IsPresentCard => "by this card the provider is named now: set one without what has to go first (griot provider set), then remove this one",
            RemovalRefusal.HasToStay => "that entry has no content that can be removed",
            RemovalRefusal.UnknownQuarantine => "there is no such number in the quarantine",
            _ => "there is no such item",
        });
        return ExitCode.Wrong;
    }
}
