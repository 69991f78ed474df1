using System.IO.Compression;
using Griot.Formats;

namespace Griot.Ingest.Channels.Folder;

/// <summary>A document in a file: the file itself, or a member of an archive.</summary>
/// <param name="Name">For people; nothing is ever written under it.</param>
/// <param name="Bytes">Exactly as they lie there.</param>
/// <param name="Hints">What the end of its name says of its format.</param>
internal sealed record Document(string Name, byte[] Bytes, DocumentHints Hints);

/// <summary>What a file holds.</summary>
/// <param name="Found">Its documents, in order.</param>
/// <param name="Fault">Why it, or a part of it, was not read; null where all of it was.</param>
internal sealed record FileContent(IReadOnlyList<Document> Found, string? Fault)
{
    private const int LargestFile = 64 * 1024 * 1024;
    private const int LargestDocument = 20 * 1024 * 1024;
    private const int MostMembers = 1_000;
    private const long MostBytes = 200L * 1024 * 1024;

    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".md"] = "text/markdown",
        [".markdown"] = "text/markdown",
        [".txt"] = "text/plain",
        [".eml"] = "message/rfc822",
        [".html"] = "text/html",
        [".htm"] = "text/html",
    };

    /// <summary>Reads a file. Memory is bounded whatever an archive claims of itself: what its members really hold is counted.</summary>
    internal static FileContent Of(FileInfo file)
    {
        if (file.Length > LargestFile) return new FileContent([], "it is larger than 64 MB");
        var bytes = File.ReadAllBytes(file.FullName);
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8)) return OfArchive(bytes);
        return bytes.Length > LargestDocument ? new FileContent([], "it is larger than 20 MB") : new FileContent([DocumentOf(file.Name, bytes)], null);
    }

    private static FileContent OfArchive(byte[] bytes)
    {
        var found = new List<Document>();
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostMembers) return new FileContent([], $"the archive holds more than {MostMembers} files");
            long total = 0;
            foreach (var member in archive.Entries.Where(entry => entry.Name.Length > 0 && !entry.Name.StartsWith('.')))
            {
                if (Read(member, Math.Min(LargestDocument, MostBytes - total)) is not { } content) return new FileContent([], "the archive unpacks to more than is taken: 20 MB a file, 200 MB in all");
                total += content.Length;
                found.Add(DocumentOf(member.Name, content));
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException)
        {
            return new FileContent([], "the archive can't be read: it is broken off, damaged or encrypted");
        }

        return new FileContent(found, found.Count == 0 ? "the archive holds no file" : null);
    }

    private static byte[]? Read(ZipArchiveEntry member, long most)
    {
        using var stream = member.Open();
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is > 0 and var read)
        {
            if (content.Length + read > most) return null;
            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }

    private static Document DocumentOf(string name, byte[] bytes) => new(name, bytes, new DocumentHints(Types.GetValueOrDefault(Path.GetExtension(name))));
}
