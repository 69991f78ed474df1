using System.Globalization;
using System.IO.Compression;
using System.Text;
using Griot.Formats;
using Griot.Ingest.Channels.Files;

namespace Griot.Fuzz;

/// <summary>
/// Zips, as folders and imports unpack them. Every other input is the content of a whole archive: then every file in it has to come
/// out, byte for byte, or to be refused with its reason. What comes out may rightly be 20 MB, and 200 MB of all files together.
/// </summary>
internal static class ZipTarget
{
    private const int Files = 12;
    private const int MostOfOne = ZipContent.LargestMember;
    private const int MostOfAll = 200 * 1024 * 1024;

    // What is larger is unpacked once, and its content is left to the other targets.
    private const int MostRead = 1024 * 1024;

    // Nothing that is deflated becomes more than 1032 times as long.
    private const long MostGrowth = 1032;

    internal static Func<string?> Unpack(byte[] input, Meter meter)
    {
        if (input.Length % 2 == 0) return Unpack(input, [], meter);
        var pieces = Pieces.Of(input, Files).ToList();
        return Unpack(Archive(pieces.Select((piece, number) => (NameOf(piece, number), piece)), input.Length % 3 == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest), pieces, meter);
    }

    internal static byte[] Archive(IEnumerable<(string Name, byte[] Bytes)> files, CompressionLevel level)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var file in files)
            {
                using var content = archive.CreateEntry(file.Name, level).Open();
                content.Write(file.Bytes);
            }

        return bytes.ToArray();
    }

    // Never a hidden one, nor a folder.
    private static string NameOf(byte[] piece, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}{Encoding.UTF8.GetString(piece.AsSpan(0, Math.Min(piece.Length, 20))).Replace("/.", "/", StringComparison.Ordinal)}{(piece.Length % 2 == 0 ? "x.md" : "x.xml")}");

    private static Func<string?> Unpack(byte[] archive, List<byte[]> pieces, Meter meter)
    {
        var (directory, files) = Read(archive, meter);
        return () => FaultOf(directory, files)
            ?? (files.Sum(file => file.Bytes?.Length ?? 0) < MostRead && Read(archive, new Meter()) is var again && Said(again.Directory, again.Files) != Said(directory, files) ? "it reads differently a second time" : null)
            ?? (pieces.Count > 0 ? WhatIsMissing(directory, files, pieces) : null)
            ?? files.Where(file => file.Bytes is { Length: < MostRead }).Select(file => FeedDocument.Open(file.Bytes, FileTypes.HintsOf(file.Name)))
                .Where(document => document.Cuts.Count == 0 && document.Incidents.Count == 0 && document.Format is null).Select(_ => "a file is nothing, and nothing says why").FirstOrDefault();
    }

    private static (ZipDirectory Directory, List<Unpacked> Files) Read(byte[] archive, Meter meter)
    {
        var path = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"griot-fuzz-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.zip"));
        File.WriteAllBytes(path, archive);
        try
        {
            using var file = File.OpenHandle(path);
            var directory = meter.Measure(() => ZipDirectory.Read(file, archive.Length));
            var most = directory.Members.Sum(member => Math.Min(MostOfOne, MostGrowth * Math.Min(member.Packed, archive.Length)));
            meter.Allow(Math.Min(MostOfOne, most), Math.Min(MostOfAll, most));
            using var members = new ZipContent(file, archive.Length).Of(directory).GetEnumerator();
            var files = new List<Unpacked>();
            while (meter.Measure(members.MoveNext)) files.Add(members.Current);
            return (directory, files);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string? FaultOf(ZipDirectory directory, List<Unpacked> files) =>
        directory is { Fault: not null, Members.Count: > 0 } || directory.Members.Count > ZipDirectory.MostMembers ? "refused, and yet read"
        : files.Exists(file => file.Bytes is null == file.Fault is null) ? "neither unpacked nor refused, or both"
        : files.Exists(file => file.Bytes is not null && (file.Name.StartsWith('/') || file.Name.Split('/', '\\').Contains(".."))) ? "a name that leads out of the archive"
        : files.Exists(file => file.Bytes?.Length > MostOfOne) || files.Sum(file => (long)(file.Bytes?.Length ?? 0)) > MostOfAll ? "more than is taken"
        : null;

    private static string? WhatIsMissing(ZipDirectory directory, List<Unpacked> files, List<byte[]> pieces) =>
        directory.Fault is { } fault ? $"a whole archive is refused: {fault}"
        : directory.Members.Count != pieces.Count || files.Count != pieces.Count ? $"{pieces.Count} files were packed, {files.Count} came out"
        : files.Where((file, index) => file.Bytes is { } bytes && !bytes.AsSpan().SequenceEqual(pieces[index])).Any() ? "a file is another than was packed"
        : files.Find(file => file.Fault is { } why && !why.Contains("leads out", StringComparison.Ordinal) && !why.Contains("inside an archive", StringComparison.Ordinal)) is { } bad ? $"a whole file is refused: {bad.Fault}"
        : null;

    private static string Said(ZipDirectory directory, List<Unpacked> files) =>
        directory.Fault + string.Join('\n', files.Select(file => file.Name + file.Fault + (file.Bytes is { } bytes ? Crc32.Of(bytes).ToString(CultureInfo.InvariantCulture) : "")));
}
