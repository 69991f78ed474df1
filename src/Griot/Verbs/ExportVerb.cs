using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Exporting;
using Griot.Ledger;
using Griot.Ledger.Tlog;
using Griot.Record.Html;
using Griot.Serving;
using Griot.Verifying;
using Griot.Web;

namespace Griot.Verbs;

/// <summary><c>griot export</c>: the whole site as files.</summary>
internal static class ExportVerb
{
    private const int TellEvery = 100, FaultsInJson = 10_000;

    internal static Command Command()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Where the copy goes: a new or an empty folder, or an earlier export of this house." };
        var edition = new Option<string?>("--edition") { Description = "Only these languages of the site, parted by commas: fr,ar.", HelpName = "CODES" };
        var check = new Option<bool>("--check") { Description = "Write nothing: check that DIR is, file by file, what its house signed." };
        var key = Verify.KeyOption();
        var settings = new SettingOptions("name", "public-url", "log-key", "checkpoint-copy");
        var command = CommonOptions.Verb("export", "Write the whole site as files that need no server: for a disk, a stick, any host. Again, it writes only what has changed.", facts: true, (call, cancellation) =>
        {
            if (call.Get(check)) return Task.FromResult(Check(call, call.Get(folder).FullName, call.Get(key), cancellation));
            var inForce = InForce(call, settings.Load(call));
            if (!File.Exists(Path.Combine(call.Data, LedgerStore.FileName))) return Task.FromResult(Refuse($"there is no store in {call.Data}", ExitCode.Wrong));
            return Chosen(call.Get(edition)) is { } editions
                ? ExportAsync(call, call.Get(folder).FullName, inForce, editions, cancellation)
                : Task.FromResult(Refuse($"“{call.Get(edition)}” names no editions: these are there: {string.Join(',', Editions.All.Select(one => one.Code))}", ExitCode.BadUsage));
        }, [folder, edition, check, key, .. settings.Symbols]);
        command.Validators.Add(result =>
        {
            if (result.GetResult(key) is { Implicit: false } && !result.GetValue(check)) result.AddError("--key goes with --check");
        });
        return command;
    }

    private static async Task<int> ExportAsync(Invocation call, string folder, Settings settings, IReadOnlyList<Edition> editions, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var wish = new ExportWish(editions, settings.PublicUrl, settings.PublicUrl.IsLoopback ? null : settings.PublicUrl);
        var outcome = await CopyHouse.WithAsync(call, settings, editions, wish.Live, house =>
            ExportPlace.Refusal(folder, call.Data, house.Ledger.Origin) is { } reason
                ? Task.FromResult<ExportOutcome>(new ExportOutcome.Refused(reason))
                : new TakeExport(house, TimeProvider.System).RunAsync(folder, wish, Progress, cancellation), cancellation);
        Messages.EndProgress();
        switch (outcome)
        {
            case ExportOutcome.Done done:
                Tell(call, folder, done, TimeProvider.System.GetElapsedTime(began));
                return ExitCode.Done;
            case ExportOutcome.Refused refused:
                return Refuse(refused.Reason, ExitCode.Wrong);
            default:
                return Refuse($"another process exports to {folder}", ExitCode.StoreUnavailable);
        }
    }

    private static int Check(Invocation call, string folder, VerifierKey? given, CancellationToken cancellation)
    {
        var (known, faults) = (KnownLogs.Load(), new JsonArray());
        var check = new CheckCopy(folder, given, known, Tell).Run(cancellation);
        if (check.Key is { IsTrustedOnce: true } once) Verify.TellTrust(once, known, folder, isKept: false);
        if (call.Json) Facts.Json(new JsonObject { ["log"] = check.Note?.Origin, ["entries"] = check.Note?.Size, ["made"] = check.Note?.Made, ["files"] = check.Files, ["faultCount"] = check.Faults, ["faults"] = faults });
        else if (check is { Faults: 0, Note: { } note }) Facts.Line(DisplayText.Clean(string.Create(CultureInfo.InvariantCulture, $"{folder}: whole, {check.Files} files as {note.Origin} signed them on {note.Made}, {note.Size} entries")));
        else Messages.Say(string.Create(CultureInfo.InvariantCulture, $"{check.Faults} {(check.Faults == 1 ? "fault" : "faults")}"));
        return check.Faults == 0 ? ExitCode.Done : ExitCode.Wrong;

        // Whoever changed the folder chose the names in it.
        void Tell(CopyFault fault)
        {
            if (!call.Json) Facts.Line(DisplayText.Clean($"{fault.Path}: {fault.Fault}"));
            else if (faults.Count < FaultsInJson) faults.Add(new JsonObject { ["path"] = fault.Path, ["fault"] = fault.Fault });
        }
    }

    // Pages name the address that readers use, as they do while the house is open. Each is asked for once: none need be kept.
    private static Settings InForce(Invocation call, Settings settings)
    {
        var served = ServedAddress.Of(call.Data, settings).AbsoluteUri;
        return Settings.Load(call.Data, setting => setting.Name switch
        {
            "public-url" => served,
            "page-cache" => "0",
            _ => call.Flag(setting),
        }).Checked();
    }

    private static List<Edition>? Chosen(string? codes)
    {
        if (codes is null) return [.. Editions.All];
        var wished = codes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return wished.Length > 0 && wished.All(code => Editions.Find(code) is not null) ? [.. Editions.All.Where(edition => wished.Contains(edition.Code))] : null;
    }

    private static void Progress(long files, long written)
    {
        if (files % TellEvery == 0) Messages.Progress(string.Create(CultureInfo.InvariantCulture, $"{files} files, {written} of them written"));
    }

    private static void Tell(Invocation call, string folder, ExportOutcome.Done done, TimeSpan took)
    {
        if (!done.IsSigned) Messages.Say("The copy is not signed: the log is frozen, or its key is not here.");
        if (call.Json) Facts.Json(Describe(done, took));
        else Facts.Line(string.Create(CultureInfo.InvariantCulture,
            $"{folder}: {done.Note.Files} files ({done.Pages} pages, {done.Note.Bytes / 1e6:0.0} MB), {done.Written} written, {done.Deleted} deleted; {done.Note.Size} entries; {took.TotalSeconds:0.0} s"));
    }

    private static JsonObject Describe(ExportOutcome.Done done, TimeSpan took) => new()
    {
        ["files"] = done.Note.Files,
        ["pages"] = done.Pages,
        ["bytes"] = done.Note.Bytes,
        ["asked"] = done.Asked,
        ["written"] = done.Written,
        ["writtenBytes"] = done.WrittenBytes,
        ["deleted"] = done.Deleted,
        ["entries"] = done.Note.Size,
        ["signed"] = done.IsSigned,
        ["seconds"] = Math.Round(took.TotalSeconds, 1),
    };

    private static int Refuse(string reason, int code)
    {
        Messages.Say(reason);
        return code;
    }
}
