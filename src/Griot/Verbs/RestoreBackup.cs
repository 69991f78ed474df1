using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Griot.Backups;
using Griot.CommandLine;
using Griot.Ledger.Signing;

namespace Griot.Verbs;

/// <summary><c>griot restore-backup</c>: a house from a backup, into an empty folder; and what comes next.</summary>
internal static class RestoreBackup
{
    internal static Command Command()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A backup, as griot backup made it." };
        return CommonOptions.Verb("restore-backup", "Restore a backup into a new or an empty data folder.", facts: true, (call, cancellation) =>
            Task.Run(() => Restore(call, call.Get(file).FullName, cancellation), CancellationToken.None), file);
    }

    private static int Restore(Invocation call, string file, CancellationToken cancellation)
    {
        switch (new RestoreHouse(file, call.Data).Run(cancellation))
        {
            case RestoreOutcome.Restored restored:
                Tell(call, restored.Manifest, restored.Keys);
                return ExitCode.Done;
            case RestoreOutcome.Refused refused:
                Messages.Say(refused.Reason);
                return ExitCode.Wrong;
            default:
                Messages.Say($"another process is restoring into {call.Data}");
                return ExitCode.StoreUnavailable;
        }
    }

    private static void Tell(Invocation call, BackupManifest manifest, int keys)
    {
        var log = Stores.Log(call);
        var published = manifest.Origin is { } origin ? log.PublishedElsewhere(origin) : null;
        if (call.Json)
        {
            var facts = JsonNode.Parse(manifest.ToBytes())!.AsObject();
            facts["published"] = published;
            Facts.Json(facts);
        }
        else Facts.Line($"{call.Data}: {manifest.Log.Size.ToString(CultureInfo.InvariantCulture)} entries, as of {Facts.Time(manifest.Made)}, root {Convert.ToBase64String(manifest.Log.Root)}");
        if (keys > 0) Messages.Say($"Keys of channels that hold in it: {keys}. One that was ended since the backup was made holds again: griot channel key list, and end it once more.");
        foreach (var line in Next(call, manifest, log, published)) Messages.Say(line);
    }

    private static IEnumerable<string> Next(Invocation call, BackupManifest manifest, LogOptions log, long? published)
    {
        if (!manifest.HasKey && manifest.Origin is not null && !File.Exists(log.KeyFile))
            yield return $"The key that signs the log was not in the backup: put it back as {log.KeyFile} (mode 0600) before anything is started here.";
        if (published > manifest.Log.Size)
            yield return $"The log was published up to entry {published}, {published - manifest.Log.Size} beyond this backup: the house will start frozen. It is read, and takes nothing in; to go on would be to publish a second log under the same name.";
        else if (published is null && manifest.Checkpoint is not null)
            yield return $"This machine holds no copy of the last published checkpoint. If the log was published beyond entry {manifest.Log.Size}, starting here would publish a second log under the same name: bring the copy from the old machine to {log.CopyOf(manifest.Origin!)}, or the checkpoint that a mirror serves; with it a house that is behind starts frozen.";
        if (published > manifest.Log.Size || (published is null && manifest.Checkpoint is not null))
            yield return "What was removed by order after this backup was made is in it again: keep the house from the public until the log is recovered, which obeys those removals once more; after griot log succeed they have to be ordered again (griot remove).";
        if (published > manifest.Log.Size || (published is null && manifest.Checkpoint is not null))
            yield return "Out of that leads griot log recover --from MIRROR, where somebody has kept the log; else griot log succeed --lost, which says so to everybody.";
        yield return $"Next: griot check --data {call.Data}, then griot run --data {call.Data}.";
    }
}
