using System.IO.Compression;
using Griot.Formats;
using Griot.Formats.Warc;
using Griot.Formats.Wxr;
using Griot.Ingest.Channels.Files;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Items;

namespace Griot.Ingest.Channels.Archive;

/// <summary>
/// Walks through a file, or through all files below a folder in the order of their names, and gives what is found in them, one after
/// the other. Large archives are read as streams. Links are not followed. Nothing is written.
/// </summary>
internal sealed class ArchiveFiles
{
    internal const string HtmlPage = "html-page";

    private const int LargestDocument = 20 * 1024 * 1024;

    // Feeds tell the newest first; the log wants the oldest first.
    private static readonly string[] NewestFirst = ["rss", "rdf", "atom", "jsonfeed", WxrName];
    private const string WxrName = "wxr";

    private readonly string root;
    private readonly List<FileInfo> files;
    private long done;
    private Func<long>? inFile;

    internal ArchiveFiles(string path)
    {
        root = Directory.Exists(path) ? path : Path.GetDirectoryName(Path.GetFullPath(path))!;
        var walk = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        files = Directory.Exists(path)
            ? [.. new DirectoryInfo(path).EnumerateFiles("*", walk).OrderBy(file => file.FullName, StringComparer.Ordinal)]
            : [new FileInfo(path)];
        Bytes = files.Sum(file => file.Length);
    }

    /// <summary>Bytes of all files.</summary>
    internal long Bytes { get; }

    /// <summary>How far the work has come, in bytes of the files.</summary>
    internal long Done => done + (inFile?.Invoke() ?? 0);

    /// <summary>Everything that is found. Each part is to be dealt with before the next is asked for.</summary>
    internal IEnumerable<ArchivePart> Parts()
    {
        foreach (var file in files)
        {
            foreach (var part in Parts(file, Path.GetRelativePath(root, file.FullName))) yield return part;
            inFile = null;
            done += file.Length;
        }
    }

    private IEnumerable<ArchivePart> Parts(FileInfo file, string name)
    {
        using var stream = TryOpen(file);
        if (stream is null)
        {
            yield return new ArchivePart.Refused(name, null, new Incident("unreadable-file", "The file can't be opened by this account."));
            yield break;
        }

        inFile = () => stream.Position;
        foreach (var part in Parts(stream, name)) yield return part;
    }

    private static IEnumerable<ArchivePart> Parts(FileStream stream, string name)
    {
        var start = Start(stream);
        if (WarcArchive.IsMeant(start)) return OfWarc(stream, name);
        if (start is [0x1F, 0x8B, ..]) return OfPacked(stream, name);
        if (ZipDirectory.IsMeant(start)) return OfZip(stream, name);
        if (WxrArchive.Open(stream) is { } export) return OfExport(export, name);
        stream.Position = 0;
        return OfDocument(stream, name);
    }

    private static IEnumerable<ArchivePart> OfPacked(FileStream stream, string name)
    {
        using var packed = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
        foreach (var part in OfWarc(packed, name)) yield return part;
    }

    private static IEnumerable<ArchivePart> OfExport(WxrArchive export, string name)
    {
        foreach (var item in export.Items())
            yield return item.Fault is { } fault ? new ArchivePart.Refused(name, null, fault)
                : item.NotPublished is not null ? new ArchivePart.Passed(name, null)
                : new ArchivePart.Found(name, null, new HandedPiece(item.Bytes, item.Context));
        if (export.IsBrokenOff) yield return new ArchivePart.Refused(name, null, new Incident(IncidentCodes.Truncated, "The export is broken: it ends before its end, or an item in it ends that never began. The whole items were taken."));
    }

    private static IEnumerable<ArchivePart> OfWarc(Stream stream, string name)
    {
        var archive = new WarcArchive(stream);
        foreach (var record in archive.Records())
        {
            if (record.IsTooLarge) yield return new ArchivePart.Refused(name, record.Target, new Incident(IncidentCodes.TooLarge, "The record is larger than 20 MB."));
            else if (record.Type is not ("response" or "resource" or "conversion") || WarcResponse.Of(record) is not { Status: 200 } answer) yield return new ArchivePart.Passed(name, record.Target);
            else foreach (var part in OfAnswer(answer, name, record.Target)) yield return part;
        }

        if (archive.Fault is { } fault) yield return new ArchivePart.Refused(name, null, fault);
    }

    private static IEnumerable<ArchivePart> OfAnswer(WarcResponse answer, string name, string? target)
    {
        if (answer.Body is not { } body) return [new ArchivePart.Refused(name, target, new Incident(IncidentCodes.TooLarge, "The answer can't be decoded, or is larger than 20 MB."))];
        var type = answer.ContentType?.Split(';')[0].Trim().ToLowerInvariant();
        if (type is "text/html" or "application/xhtml+xml")
            return [new ArchivePart.Aside(name, target, body, answer.ContentType, new Incident(HtmlPage, "A page of a site. Which of its words are the article, nothing in it says for sure: it is kept and not read."))];
        return IsText(type) ? OfBytes(body, new DocumentHints(answer.ContentType, target), name, target) : [new ArchivePart.Passed(name, target)];
    }

    // Pictures, scripts and style sheets of a site were never pieces.
    private static bool IsText(string? type) =>
        type is null or "text/plain" or "application/octet-stream" || type.Contains("xml", StringComparison.Ordinal) && !type.Contains("svg", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal);

    private static IEnumerable<ArchivePart> OfZip(FileStream stream, string name)
    {
        var directory = ZipDirectory.Read(stream.SafeFileHandle, stream.Length);
        if (directory.Fault is { } fault) return [new ArchivePart.Refused(name, null, new Incident("unreadable-archive", fault))];
        return new ZipContent(stream.SafeFileHandle, stream.Length).Of(directory).SelectMany(member => member.Bytes is { } bytes
            ? OfBytes(bytes, FileTypes.HintsOf(member.Name), $"{name}/{FileLabel.Of(member.Name)}", null)
            : [new ArchivePart.Refused($"{name}/{FileLabel.Of(member.Name)}", null, new Incident("unreadable-member", member.Fault!))]);
    }

    private static IEnumerable<ArchivePart> OfDocument(FileStream stream, string name)
    {
        if (stream.Length > LargestDocument) return [new ArchivePart.Refused(name, null, new Incident(IncidentCodes.TooLarge, "The file is larger than 20 MB, and neither an export of WordPress nor a web archive."))];
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return OfBytes(bytes, FileTypes.HintsOf(name), name, null);
    }

    private static IEnumerable<ArchivePart> OfBytes(byte[] bytes, DocumentHints hints, string name, string? address)
    {
        var document = FeedDocument.Open(bytes, hints);
        if (OpenedDocument.WhyNot(document) is { } why) return [new ArchivePart.Aside(name, address, bytes, hints.ContentType, why)];
        var found = document.Cuts.Select(cut => new ArchivePart.Found(name, address, new HandedPiece(cut.Bytes, cut.Context)));
        return NewestFirst.Contains(document.Format) ? found.Reverse() : found;
    }

    private static byte[] Start(FileStream stream)
    {
        var start = new byte[16];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        return start[..read];
    }

    private static FileStream? TryOpen(FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
