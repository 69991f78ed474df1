using System.Security.Cryptography;
using Griot.Feedback;
using Griot.Ledger;
using Griot.Ledger.Backups;

namespace Griot.Backups;

/// <summary>What came of a restore.</summary>
internal abstract record RestoreOutcome
{
    /// <summary>The house stands in the folder, whole and durable.</summary>
    /// <param name="Manifest">What the backup says of itself.</param>
    /// <param name="Keys">Keys of channels that hold in it.</param>
    internal sealed record Restored(BackupManifest Manifest, int Keys) : RestoreOutcome;

    /// <summary>Nothing was restored, and nothing is left behind.</summary>
    internal sealed record Refused(string Reason) : RestoreOutcome;

    /// <summary>Another process is restoring into this folder.</summary>
    internal sealed record Busy : RestoreOutcome;
}

/// <summary>
/// Puts a house back from a backup, into a folder that is empty or not there. All is unpacked and checked in a folder inside
/// it, under which no store can be opened there; only what is whole is moved out of it, the ledger last. Killed before that,
/// the next run begins anew; killed while moving, it finishes.
/// </summary>
internal sealed class RestoreHouse(string archive, string data)
{
    // There once everything is unpacked, flushed and checked: from then on a killed run is finished, not begun anew.
    private const string Whole = "whole";
    private const int Megabyte = 1024 * 1024;

    internal RestoreOutcome Run(CancellationToken cancellation)
    {
        var wasThere = Directory.Exists(data);
        try
        {
            return File.Exists(archive) ? RestoreInto(cancellation) : new RestoreOutcome.Refused($"there is no file {archive}");
        }
        catch (InvalidDataException fault)
        {
            return new RestoreOutcome.Refused($"{archive} was not restored: {fault.Message}");
        }
        finally
        {
            if (!wasThere && Directory.Exists(data) && !Directory.EnumerateFileSystemEntries(data).Any()) Directory.Delete(data);
        }
    }

    private RestoreOutcome RestoreInto(CancellationToken cancellation)
    {
        using var reader = ArchiveReader.Open(archive);
        if (File.Exists(data) || Foreign().Any()) return new RestoreOutcome.Refused($"{data} is not empty: a backup is restored into a new or an empty folder (--data DIR); move away what lies there");
        PrivateFolder.Make(data);
        using var work = WorkFolder.Take(Path.Combine(data, UnfinishedRestoreException.WorkFolder));
        if (work is null) return new RestoreOutcome.Busy();
        if (!File.Exists(work.At(Whole)))
        {
            if (Fill(work, reader, cancellation) is { } fault) return new RestoreOutcome.Refused(fault);
        }
        else if (!File.ReadAllBytes(work.At(BackupManifest.FileName)).AsSpan().SequenceEqual(reader.ManifestBytes))
        {
            work.Leave();
            return new RestoreOutcome.Refused($"the restore of another backup was broken off in {data} just before its end: restore that one again, or empty the folder");
        }

        Place(work);
        return new RestoreOutcome.Restored(reader.Manifest, LedgerBackups.Keys(Path.Combine(data, HouseFiles.Ledger)));
    }

    // Of a run that was killed while it moved what was whole, some of it lies beside the work folder already.
    private IEnumerable<string> Foreign()
    {
        if (!Directory.Exists(data)) return [];
        var whole = File.Exists(Path.Combine(data, UnfinishedRestoreException.WorkFolder, Whole));
        return Directory.EnumerateFileSystemEntries(data).Select(path => Path.GetFileName(path))
            .Where(name => name != UnfinishedRestoreException.WorkFolder && !(whole && (HouseFiles.Has(name) || name == "log" || Array.Exists(HouseFiles.Own, own => own.Folder == name))));
    }

    private string? Fill(WorkFolder work, ArchiveReader reader, CancellationToken cancellation)
    {
        work.Clear();
        var manifest = reader.Manifest;
        var free = new DriveInfo(data).AvailableFreeSpace;
        if (free <= manifest.Bytes) return $"there is not enough room for it: {manifest.Bytes / Megabyte} MB are needed in {data}, and {free / Megabyte} MB are free";
        var unpacking = new MegabyteProgress("unpacking");
        reader.ReadFiles(file => Target(work, file.Name), done => unpacking.Tell(done, manifest.Bytes), cancellation);
        if (Fault(work, manifest, cancellation) is { } fault) return $"{archive} was not restored: {fault}";
        Flush(work.Path);
        DurableFile.WriteNew(work.At(BackupManifest.FileName), reader.ManifestBytes, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        DurableFile.WriteNew(work.At(Whole), [], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return null;
    }

    private static FileStream Target(WorkFolder work, string name)
    {
        PrivateFolder.Make(Path.GetDirectoryName(work.At(name))!);
        return PrivateFolder.NewFile(work.At(name), HouseFiles.ModeOf(name));
    }

    // As it lies on the disk now: what the disk made of it counts, not what was meant to be written.
    private static string? Fault(WorkFolder work, BackupManifest manifest, CancellationToken cancellation)
    {
        var checking = new MegabyteProgress("checking");
        long done = 0;
        foreach (var file in manifest.Files)
        {
            var before = done;
            using var stream = new WatchedStream(File.OpenRead(work.At(file.Name)), position => checking.Tell(before + position, manifest.Bytes), cancellation);
            if (stream.Length != file.Size || !SHA256.HashData(stream).AsSpan().SequenceEqual(file.Sha256)) return $"{file.Name} reads otherwise from this disk than it was written: the disk may be failing";
            done += file.Size;
        }

        var ledger = LedgerBackups.Check(work.At(HouseFiles.Ledger));
        if (ledger.Fault is { } fault) return $"of its ledger, {fault}";
        if (ledger.Size != manifest.Log.Size || !ledger.Root.AsSpan().SequenceEqual(manifest.Log.Root)) return "its ledger holds another log than the backup says";
        return File.Exists(work.At(Desk.FileName)) && DeskCopy.Fault(work.At(Desk.FileName)) is { } wrong ? $"of its desk, {wrong}" : null;
    }

    private void Place(WorkFolder work)
    {
        foreach (var name in work.Names().Where(name => name is not (Whole or BackupManifest.FileName)).OrderBy(name => name == HouseFiles.Ledger).ToList())
        {
            var target = Path.Combine(data, name);
            if (Directory.Exists(work.At(name))) Directory.Move(work.At(name), target);
            else File.Move(work.At(name), target, overwrite: false);
            DurableFile.FlushFolder(data);
        }
    }

    private static void Flush(string folder)
    {
        foreach (var below in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)) DurableFile.FlushFolder(below);
        DurableFile.FlushFolder(folder);
    }
}
