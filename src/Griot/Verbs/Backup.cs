using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.Backups;
using Griot.CommandLine;
using Griot.Ledger;
using Griot.Ledger.Backups;
using Griot.Recovering;

namespace Griot.Verbs;

/// <summary><c>griot backup</c>: the whole house in one file, while it is at work; and the list of those that were made.</summary>
internal static class Backup
{
    internal static Command Command()
    {
        var file = new Argument<FileInfo?>("FILE") { Description = "Where the backup goes: a tar inside gzip.", Arity = ArgumentArity.ZeroOrOne };
        var force = new Option<bool>("--force") { Description = "Replace a backup that stands there." };
        var withKey = new Option<bool>("--with-key") { Description = "With the key that signs the log: whoever has the file can then sign in its name." };
        var logKey = CommonOptions.Text("--log-key", "The file of that key, where it does not lie in the data folder.", "FILE");
        var list = new Option<bool>("--list") { Description = "List the backups that were made." };
        var forget = new Option<bool>("--forget") { Description = "Strike FILE off the list, once it is deleted everywhere." };
        var command = CommonOptions.Verb("backup", "Make a backup of everything in one file, while the house is at work.", facts: true, (call, cancellation) =>
            !File.Exists(Path.Combine(call.Data, LedgerStore.FileName)) ? Task.FromResult(Refuse($"there is no store in {call.Data}"))
            : call.Get(list) ? ListAsync(call)
            : call.Get(forget) ? ForgetAsync(call, call.Get(file)!.FullName, cancellation)
            : MakeAsync(call, call.Get(file)!.FullName, call.Get(force), call.Get(withKey), cancellation), file, force, withKey, logKey, list, forget);
        command.Validators.Add(result =>
        {
            if (result.GetValue(list) == result.GetResult(file) is { Tokens.Count: > 0 }) result.AddError("give either the FILE of the backup, or --list");
            if (result.GetValue(forget) && (result.GetValue(force) || result.GetValue(withKey))) result.AddError("--forget makes no backup");
        });
        return command;
    }

    private static async Task<int> MakeAsync(Invocation call, string file, bool force, bool withKey, CancellationToken cancellation)
    {
        await using var ledger = Stores.Ledger(call);
        var keyFile = Path.GetFullPath(Stores.Log(call).KeyFile);
        switch (await new TakeBackup(ledger, call.Data, TimeProvider.System).RunAsync(file, force, withKey ? keyFile : null, cancellation))
        {
            case BackupOutcome.Made made:
                Tell(call, file, made, keyFile);
                return ExitCode.Done;
            case BackupOutcome.Refused refused:
                return Refuse(refused.Reason);
            default:
                Messages.Say($"another process is making {file}");
                return ExitCode.StoreUnavailable;
        }
    }

    private static void Tell(Invocation call, string file, BackupOutcome.Made made, string keyFile)
    {
        var manifest = made.Manifest;
        if (call.Json) Facts.Json(JsonNode.Parse(manifest.ToBytes())!);
        else Facts.Line(string.Create(CultureInfo.InvariantCulture, $"{file}: {made.Bytes / 1e6:0.0} MB, {manifest.Log.Size} entries, root {Convert.ToBase64String(manifest.Log.Root)}"));
        Messages.Say(manifest.HasKey
            ? "It holds the key that signs the log: whoever has this file can sign in the log's name. Keep it as you keep the key."
            : $"The key that signs the log is not in it. Keep a copy of {keyFile} elsewhere, once, where only you can read it: without it the log can't go on under its name.");
    }

    private static async Task<int> ListAsync(Invocation call)
    {
        await using var ledger = Stores.Ledger(call);
        var rows = new LedgerBackups(ledger, TimeProvider.System).List();
        if (call.Json) Facts.Json(Facts.Array(rows.Select(Describe)));
        else if (rows.Count == 0) Messages.Say("no backup was made");
        else Facts.Table([["MADE", "ENTRIES", "KEY", "STATE", "FILE"], .. rows.Select(Row)]);
        return ExitCode.Done;
    }

    private static async Task<int> ForgetAsync(Invocation call, string file, CancellationToken cancellation)
    {
        if (File.Exists(file)) return Refuse($"{file} is there still: delete it first, and every copy of it");
        await using var ledger = Stores.Ledger(call);
        return await new LedgerBackups(ledger, TimeProvider.System).ForgetAsync(file, cancellation) ? ExitCode.Done : Refuse($"{file} is not on the list (griot backup --list)");
    }

    private static JsonObject Describe(BackupRow row) => new()
    {
        ["file"] = row.Path,
        ["made"] = Facts.Stamp(row.Started),
        ["entries"] = row.Size,
        ["withKey"] = row.WithKey,
        ["state"] = HeldBack.State(row),
    };

    private static string[] Row(BackupRow row) =>
        [Facts.Time(row.Started), row.Size.ToString(CultureInfo.InvariantCulture), row.WithKey ? "yes" : "no", HeldBack.State(row), row.Path];

    private static int Refuse(string reason)
    {
        Messages.Say(reason);
        return ExitCode.Wrong;
    }
}
