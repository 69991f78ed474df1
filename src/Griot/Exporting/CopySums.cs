using System.Security.Cryptography;
using System.Text;

namespace Griot.Exporting;

/// <summary>
/// The list of a copy's files with the hash of each, in the form of <c>sha256sum</c>. It is written file by file and never held as a
/// whole; while it is written, nobody else can write into the folder.
/// </summary>
internal sealed class CopySums : IDisposable
{
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private CopySums(FileStream file) => this.file = file;

    /// <summary>Begins a list; null where another process writes one there.</summary>
    internal static CopySums? Take(string path)
    {
        try
        {
            return new CopySums(new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 64 * 1024));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    internal long Files { get; private set; }

    internal long Bytes { get; private set; }

    /// <summary>Adds a file. Gives the hash of it.</summary>
    internal string Add(string path, ReadOnlySpan<byte> bytes)
    {
        var of = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Add(path, of, bytes.Length);
        return of;
    }

    /// <summary>Adds a file whose hash is known.</summary>
    internal void Add(string path, string of, long length)
    {
        var line = Encoding.UTF8.GetBytes($"{of}  {path}\n");
        file.Write(line);
        hash.AppendData(line);
        (Files, Bytes) = (Files + 1, Bytes + length);
    }

    /// <summary>The hash of the whole list, which is on the disk then.</summary>
    internal string End()
    {
        file.Flush(flushToDisk: true);
        file.Dispose();
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public void Dispose()
    {
        file.Dispose();
        hash.Dispose();
    }

    /// <summary>The lines of a list; a line that is none is passed over.</summary>
    internal static IEnumerable<(string Hash, string Path)> Read(string path)
    {
        if (!File.Exists(path)) yield break;
        foreach (var line in File.ReadLines(path))
            if (line.Length > 66 && line[64..66] == "  ") yield return (line[..64], line[66..]);
    }
}
