using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>A checkpoint as it lies in a file: the published one, or its copy outside the data folder.</summary>
internal static class PublishedFile
{
    private const UnixFileMode ReadableForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Durable when it returns.</summary>
    internal static void Write(string path, byte[] note)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        DurableFile.Replace(path, note, ReadableForAll);
    }

    /// <summary>Null where there is no such file, or what lies there is no checkpoint.</summary>
    internal static PublishedCheckpoint? Read(string path) => Bytes(path) is { } bytes ? Of(bytes) : null;

    /// <summary>What lies there; null where there is no such file.</summary>
    internal static byte[]? Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Null where the bytes are no checkpoint.</summary>
    internal static PublishedCheckpoint? Of(byte[] bytes) => SignedNote.Parse(bytes) is { } note && Checkpoint.Parse(note.Text) is { } checkpoint
        ? new PublishedCheckpoint(checkpoint.Origin, checkpoint.Size, bytes)
        : null;
}
