using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Griot.Formats.Warc;

namespace Griot.Fuzz;

/// <summary>
/// Web archives. As they are; packed; the input as one server's answer in a whole record; and the input as the body of such an
/// answer, coded as servers code. What was whole comes out byte for byte, and what ends too early is told.
/// </summary>
internal static class WebArchiveTarget
{
    private const int LargestBody = 20 * 1024 * 1024;

    internal static Func<string?> Read(byte[] input, Meter meter) => (input.Length % 4) switch
    {
        0 => Read(input, meter, () => new MemoryStream(input)),
        1 when Packed(input, stream => new GZipStream(stream, CompressionLevel.Fastest)) is var packed => Read(input, meter, () => new GZipStream(new MemoryStream(packed), CompressionMode.Decompress)),
        2 => ReadWhole(Record("response", input), input, meter),
        _ => ReadCoded(input, meter),
    };

    private static Func<string?> ReadCoded(byte[] input, Meter meter)
    {
        var (coding, body) = (input.Length / 4 % 5) switch
        {
            0 => ("Content-Encoding: gzip", Packed(input, stream => new GZipStream(stream, CompressionLevel.Fastest))),
            1 => ("Content-Encoding: br", Packed(input, stream => new BrotliStream(stream, CompressionLevel.Fastest))),
            2 => ("content-encoding: Deflate", Packed(input, stream => new ZLibStream(stream, CompressionLevel.Fastest))),
            3 => ("Transfer-Encoding: chunked", Chunked(input)),
            _ => ("Transfer-Encoding: chunked\r\nContent-Encoding: x-gzip", Chunked(Packed(input, stream => new GZipStream(stream, CompressionLevel.Fastest)))),
        };
        byte[] answer = [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n{coding}\r\n\r\n"), .. body];
        var read = ReadWhole(Record("response", answer), answer, meter);
        return () => read() ?? (WarcResponse.Of(new WarcArchive(new MemoryStream(Record("response", answer))).Records().First())?.Body?.AsSpan().SequenceEqual(input) == true ? null : "the body is not what was coded");
    }

    private static Func<string?> ReadWhole(byte[] archive, byte[] block, Meter meter)
    {
        byte[] twice = [.. archive, .. archive];
        var read = Read(twice, meter, () => new MemoryStream(twice));
        return () => read() ?? (new WarcArchive(new MemoryStream(twice)).Records().Count(record => record.Block.AsSpan().SequenceEqual(block)) == 2 ? null : "a whole record is lost");
    }

    private static Func<string?> Read(byte[] plain, Meter meter, Func<Stream> open)
    {
        var archive = new WarcArchive(open());
        var records = meter.Measure(() => archive.Records().ToList());
        var answers = records.Select(record => Answer(record, meter)).ToList();
        return () => FaultOf(records, archive, plain)
            ?? (Said(new WarcArchive(new DripStream(plain, 1 + (plain.Length % 4_000)))) != Said(records, archive) ? "it reads differently where it comes in other pieces" : null)
            ?? (answers.Where((answer, index) => JsonSerializer.Serialize(answer) != JsonSerializer.Serialize(WarcResponse.Of(records[index]))).Any() ? "an answer reads differently a second time" : null)
            ?? (answers.Any(answer => answer?.Body?.Length > LargestBody) ? "a body is larger than is taken" : null);
    }

    // What is coded may rightly become 20 MB, or be found to be more: its limit.
    private static WarcResponse? Answer(WarcRecord record, Meter meter)
    {
        var isCoded = record.Block is { } block && Encoding.Latin1.GetString(block).Contains("content-encoding", StringComparison.OrdinalIgnoreCase);
        if (isCoded) meter.Allow(LargestBody, LargestBody);
        return meter.Measure(() => WarcResponse.Of(record));
    }

    private static string? FaultOf(List<WarcRecord> records, WarcArchive archive, byte[] plain)
    {
        if (archive.Fault is null && archive.Position != plain.Length) return $"it stops at {archive.Position} of {plain.Length}, and nothing says why";
        foreach (var (index, record) in records.Index())
        {
            var end = index + 1 < records.Count ? records[index + 1].Offset : archive.Position;
            if (record.Offset >= end || end > plain.Length || !plain.AsSpan((int)record.Offset).StartsWith("WARC/"u8)) return $"a record at {record.Offset} up to {end} of {plain.Length}";
            if (record.IsTooLarge && record.Block is not null) return "too large, and taken";
            if (record.Block is { Length: > 0 } block && plain.AsSpan((int)record.Offset..(int)end).IndexOf(block) < 0) return $"the block of the record at {record.Offset} does not stand there";
        }

        return null;
    }

    private static string Said(WarcArchive archive) => Said([.. archive.Records()], archive);

    private static string Said(List<WarcRecord> records, WarcArchive archive) => JsonSerializer.Serialize(records) + (archive.Fault?.Message ?? archive.Position.ToString(CultureInfo.InvariantCulture));

    internal static byte[] Record(string type, byte[] block) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: <https://kayes.example/a>\r\nWARC-Date: 2021-03-04T05:06:07Z\r\nContent-Length: {block.Length}\r\n\r\n")), .. block, .. "\r\n\r\n"u8];

    internal static byte[] Packed(byte[] bytes, Func<Stream, Stream> coder)
    {
        var packed = new MemoryStream();
        using (var stream = coder(packed)) stream.Write(bytes);
        return packed.ToArray();
    }

    internal static byte[] Chunked(byte[] bytes) =>
        [.. Pieces.Of(bytes, 20).SelectMany(piece => (byte[])[.. Encoding.ASCII.GetBytes(piece.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. piece, .. "\r\n"u8]), .. "0\r\n\r\n"u8];
}
