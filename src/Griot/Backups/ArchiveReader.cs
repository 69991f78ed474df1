using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Griot.Backups;

/// <summary>
/// Reads a backup, as it was written or unpacked with gunzip. After the manifest it takes what the manifest names, in its
/// order, as plain files of just that size and hash, and nothing else: no link, no device, no folder, no second file of a
/// name, no path out of the house. Whatever is wrong ends it with an <see cref="InvalidDataException"/> that says so.
/// </summary>
internal sealed class ArchiveReader : IDisposable
{
    /// <summary>The headers before a file, with the padding after the one before: four blocks as we write them.</summary>
    private const int MostOfHeaders = 64 * 1024;

    private const int Step = 128 * 1024;

    private readonly MeteredStream stream;
    private readonly TarReader tar;

    private ArchiveReader(MeteredStream stream, TarReader tar, BackupManifest manifest, byte[] manifestBytes) =>
        (this.stream, this.tar, Manifest, ManifestBytes) = (stream, tar, manifest, manifestBytes);

    internal BackupManifest Manifest { get; }

    internal byte[] ManifestBytes { get; }

    /// <summary>Opens a backup and reads its manifest.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static ArchiveReader Open(string path)
    {
        var metered = new MeteredStream(Unpacked(File.OpenRead(path)));
        var reader = new TarReader(metered);
        try
        {
            var manifest = Reading(() => ReadManifest(metered, reader));
            return new ArchiveReader(metered, reader, BackupManifest.Parse(manifest), manifest);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Reads every file, to its end and against its hash.</summary>
    /// <param name="target">Where the bytes of a file go; it closes what it opens.</param>
    /// <param name="progress">Told of the bytes read so far.</param>
    /// <param name="cancellation">Breaks it off between two reads.</param>
    internal void ReadFiles(Func<PackedFile, FileStream?> target, Action<long> progress, CancellationToken cancellation)
    {
        long before = 0;
        foreach (var file in Manifest.Files)
        {
            var done = before;
            using var output = target(file);
            ReadFile(file, output, read => progress(done + read), cancellation);
            output?.Flush(flushToDisk: true);
            before += file.Size;
        }

        stream.Grant(MostOfHeaders);
        if (Reading(() => tar.GetNextEntry()) is not null) throw new InvalidDataException("there is more in it than it says");
    }

    public void Dispose() => tar.Dispose();

    private static Stream Unpacked(FileStream file)
    {
        var isPacked = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static byte[] ReadManifest(MeteredStream metered, TarReader reader)
    {
        metered.Grant(MostOfHeaders);
        var entry = reader.GetNextEntry();
        if (entry is null || entry.Name != BackupManifest.FileName || !IsFile(entry)) throw new InvalidDataException($"it does not begin with {BackupManifest.FileName}");
        if (entry.Length is 0 or > BackupManifest.MostBytes) throw new InvalidDataException($"its {BackupManifest.FileName} is too long");
        metered.Grant(entry.Length);
        var bytes = new byte[entry.Length];
        entry.DataStream!.ReadExactly(bytes);
        return bytes;
    }

    private void ReadFile(PackedFile file, FileStream? output, Action<long> progress, CancellationToken cancellation)
    {
        var content = Reading(() => Next(file));
        var buffer = new byte[Step];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long done = 0; done < file.Size; progress(done))
        {
            cancellation.ThrowIfCancellationRequested();
            var wanted = (int)Math.Min(Step, file.Size - done);
            var read = Reading(() => content.Read(buffer, 0, wanted));
            if (read == 0) throw new InvalidDataException("it ends too early");
            hash.AppendData(buffer, 0, read);
            if (output is not null) PrivateFolder.Write(output.Name, () => output.Write(buffer, 0, read));
            done += read;
        }

        if (!hash.GetHashAndReset().AsSpan().SequenceEqual(file.Sha256)) throw new InvalidDataException($"{file.Name} differs from its hash");
    }

    private Stream Next(PackedFile file)
    {
        stream.Grant(MostOfHeaders);
        var entry = tar.GetNextEntry() ?? throw new InvalidDataException($"{file.Name} is missing");
        if (entry.Name != file.Name || !IsFile(entry)) throw new InvalidDataException($"something else stands where {file.Name} should");
        if (entry.Length != file.Size) throw new InvalidDataException($"{file.Name} is not as long as it should be");
        stream.Grant(file.Size);
        return entry.DataStream ?? Stream.Null;
    }

    private static bool IsFile(TarEntry entry) => entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile;

    // What the unpackers throw at bytes that are none of theirs.
    private static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is EndOfStreamException or FormatException or ArgumentException or OverflowException or NotSupportedException or InvalidOperationException)
        {
            throw new InvalidDataException($"it is damaged, or no backup of Griot ({fault.Message})", fault);
        }
    }
}
