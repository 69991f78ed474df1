using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Griot.Feedback;
using Griot.Ledger;
using Griot.Ledger.Backups;

namespace Griot.Backups;

/// <summary>What came of a backup.</summary>
internal abstract record BackupOutcome
{
    /// <summary>The file stands under its name, durable, and was read back.</summary>
    internal sealed record Made(BackupManifest Manifest, long Bytes) : BackupOutcome;

    /// <summary>Nothing was made, and what stood under the name stands there still.</summary>
    internal sealed record Refused(string Reason) : BackupOutcome;

    /// <summary>Another process is making this very file.</summary>
    internal sealed record Busy : BackupOutcome;
}

/// <summary>
/// Makes a backup of a house that may be at work meanwhile. All is made beside the file's place and moved there at the end, so
/// what stands under the name is whole, whatever happens; a killed run leaves a folder that the next one clears.
/// </summary>
internal sealed class TakeBackup(LedgerStore ledger, string data, TimeProvider time)
{
    private const string Packed = "packed";
    private const int Megabyte = 1024 * 1024;

    private readonly LedgerBackups backups = new(ledger, time);

    /// <param name="file">Where the backup goes.</param>
    /// <param name="force">A backup that stands there is replaced.</param>
    /// <param name="keyFile">The key that signs the log, to go into it; null: it does not.</param>
    /// <param name="cancellation">Breaks it off: then nothing is left.</param>
    internal async Task<BackupOutcome> RunAsync(string file, bool force, string? keyFile, CancellationToken cancellation)
    {
        if (Objection(file, force, keyFile) is { } reason) return new BackupOutcome.Refused(reason);
        using var work = WorkFolder.Take(file + ".part");
        if (work is null) return new BackupOutcome.Busy();
        work.Clear();
        if (Shortage(file) is { } shortage) return new BackupOutcome.Refused(shortage);
        var row = await backups.BeginAsync(file, keyFile is not null, cancellation);
        var made = false;
        try
        {
            var outcome = await MakeAsync(work, row, force, keyFile, cancellation);
            made = outcome is BackupOutcome.Made;
            return outcome;
        }
        finally
        {
            if (!made)
            {
                work.Clear();
                await backups.DropAsync(row, CancellationToken.None);
            }
        }
    }

    private async Task<BackupOutcome> MakeAsync(WorkFolder work, BackupRow row, bool force, string? keyFile, CancellationToken cancellation)
    {
        // The checkpoint first: a copy that ended before what was published of it would be frozen from its first day.
        var checkpoint = ReadCheckpoint();
        var copied = await backups.CopyAsync(row, work.At(HouseFiles.Ledger), new MegabyteProgress("copying the ledger").Tell, cancellation);
        if (copied.Fault is { } fault) return new BackupOutcome.Refused($"the ledger is damaged, and no backup was made: {fault}. Griot check says more; to keep what is left, stop every process and copy the whole folder");
        var copies = CopySmall(work, keyFile, checkpoint);
        var manifest = Describe(row, copied, checkpoint, [HouseFiles.Ledger, .. copies, .. HouseFiles.TilesOf(data, copied.Size)], work);
        var (packing, reading) = (new MegabyteProgress("packing"), new MegabyteProgress("reading it back"));
        ArchiveWriter.Write(work.At(Packed), manifest, name => Source(work, name), done => packing.Tell(done, manifest.Bytes), cancellation);
        using (var reader = ArchiveReader.Open(work.At(Packed))) reader.ReadFiles(_ => null, done => reading.Tell(done, manifest.Bytes), cancellation);

        // From here on not to be broken off: the list has to say what stands under the name.
        File.Move(work.At(Packed), row.Path, overwrite: force);
        DurableFile.FlushFolder(Path.GetDirectoryName(row.Path)!);
        await backups.FinishAsync(row, copied.Size, CancellationToken.None);
        return new BackupOutcome.Made(manifest, new FileInfo(row.Path).Length);
    }

    private static string? Objection(string file, bool force, string? keyFile)
    {
        if (Directory.Exists(file)) return $"{file} is a folder: give the name of a file";
        if (!Directory.Exists(Path.GetDirectoryName(file))) return $"the folder of {file} does not exist";
        if (keyFile is not null && !File.Exists(keyFile)) return $"there is no signing key {keyFile} to put into it (--log-key says where it lies)";
        if (!File.Exists(file)) return null;
        if (!force) return $"{file} is there already: give another name, or --force to replace it";
        return IsBackup(file) ? null : $"{file} is no backup, and is not replaced";
    }

    private static bool IsBackup(string file)
    {
        try
        {
            ArchiveReader.Open(file).Dispose();
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    // The least that it takes. A disk that is filled to the last byte would stop the house that writes to it.
    private string? Shortage(string file)
    {
        string[] stores = [LedgerStore.FileName, LedgerStore.FileName + "-wal", Desk.FileName];
        var needed = stores.Select(store => new FileInfo(Path.Combine(data, store))).Where(store => store.Exists).Sum(store => store.Length);
        var free = new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace;
        return free > needed ? null : $"there is not enough room for it beside {file}: {needed / Megabyte} MB are needed for the copy, and some for the backup, and {free / Megabyte} MB are free";
    }

    // What is small, and may change under our hands, is packed from copies.
    private List<string> CopySmall(WorkFolder work, string? keyFile, byte[]? checkpoint)
    {
        var names = new List<string>();
        if (File.Exists(Path.Combine(data, Desk.FileName)))
        {
            DeskCopy.Take(data, work.At(Desk.FileName));
            names.Add(Desk.FileName);
        }

        foreach (var (name, path) in HouseFiles.Small(data, keyFile))
        {
            Keep(work, name, File.ReadAllBytes(path));
            names.Add(name);
        }

        if (checkpoint is null) return names;
        Keep(work, HouseFiles.Checkpoint, checkpoint);
        return [.. names, HouseFiles.Checkpoint];
    }

    private static void Keep(WorkFolder work, string name, byte[] bytes)
    {
        PrivateFolder.Make(Path.GetDirectoryName(work.At(name))!);
        using var copy = PrivateFolder.NewFile(work.At(name));
        copy.Write(bytes);
    }

    private BackupManifest Describe(BackupRow row, CopyCheck copied, byte[]? checkpoint, IEnumerable<string> names, WorkFolder work) => new()
    {
        Format = BackupManifest.Form,
        Made = row.Started,
        Release = typeof(TakeBackup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
        Origin = ledger.Origin,
        Log = new LogState(copied.Size, copied.Root),
        Checkpoint = checkpoint is null ? null : Encoding.UTF8.GetString(checkpoint),
        Files = [.. names.Select(name => Hashed(name, Source(work, name)))],
    };

    private static PackedFile Hashed(string name, string path)
    {
        using var file = File.OpenRead(path);
        return new PackedFile(name, file.Length, SHA256.HashData(file));
    }

    private byte[]? ReadCheckpoint() => File.Exists(Path.Combine(data, HouseFiles.Checkpoint)) ? File.ReadAllBytes(Path.Combine(data, HouseFiles.Checkpoint)) : null;

    private string Source(WorkFolder work, string name) => File.Exists(work.At(name)) ? work.At(name) : Path.Combine(data, name);
}
