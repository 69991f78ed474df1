using System.Formats.Tar;
using System.IO.Compression;

namespace Griot.Backups;

/// <summary>
/// Writes a backup: a tar (POSIX pax) inside gzip, that any tar unpacks into a data folder. The manifest is its first file.
/// </summary>
internal static class ArchiveWriter
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Durable when it returns.</summary>
    /// <param name="target">A file that is not there yet; made for its owner's eyes only.</param>
    /// <param name="manifest">What to pack.</param>
    /// <param name="source">Where a file of the manifest lies now.</param>
    /// <param name="progress">Told of the bytes packed so far.</param>
    /// <param name="cancellation">Breaks it off.</param>
    internal static void Write(string target, BackupManifest manifest, Func<string, string> source, Action<long> progress, CancellationToken cancellation) =>
        PrivateFolder.Write(target, () => Pack(target, manifest, source, progress, cancellation));

    private static void Pack(string target, BackupManifest manifest, Func<string, string> source, Action<long> progress, CancellationToken cancellation)
    {
        using var file = PrivateFolder.NewFile(target);
        using (var packed = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(packed, TarEntryFormat.Pax, leaveOpen: true))
        {
            Add(tar, BackupManifest.FileName, manifest.Made, new MemoryStream(manifest.ToBytes()));
            long before = 0;
            foreach (var one in manifest.Files)
            {
                var done = before;
                Add(tar, one.Name, manifest.Made, new WatchedStream(File.OpenRead(source(one.Name)), position => progress(done + position), cancellation));
                before += one.Size;
            }
        }

        file.Flush(flushToDisk: true);
    }

    private static void Add(TarWriter tar, string name, DateTimeOffset made, Stream content)
    {
        using (content) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = Mine, ModificationTime = made, DataStream = content });
    }
}
