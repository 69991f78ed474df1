using System.Globalization;
using System.Text;

namespace Griot.Formats.Warc;

/// <summary>A record of a web archive.</summary>
/// <param name="Offset">Where it begins, in bytes of the uncompressed archive.</param>
/// <param name="Type"><c>response</c>, <c>resource</c>, <c>request</c> ...</param>
/// <param name="Target">The address that was asked for.</param>
/// <param name="Date">When, as the archive says (RFC 3339).</param>
/// <param name="ContentType">Of the block.</param>
/// <param name="Block">The block; null where it is of no interest, or larger than is taken.</param>
/// <param name="IsTooLarge">It would be of interest, and is larger than 20 MB.</param>
public sealed record WarcRecord(long Offset, string Type, string? Target, string? Date, string? ContentType, byte[]? Block, bool IsTooLarge);

/// <summary>
/// A web archive (WARC 1.0 and 1.1, ISO 28500) of any size, read record by record: one block is in memory at a time. The stream is
/// the caller's, and is to be decompressed already.
/// </summary>
public sealed class WarcArchive(Stream stream)
{
    private const int LargestBlock = Limits.Document + (64 * 1024);
    private const int LongestLine = 64 * 1024;
    private const int MostHeaders = 200;

    private readonly byte[] buffer = new byte[128 * 1024];
    private int position;
    private int filled;
    private long before;

    /// <summary>How far it was read, in bytes.</summary>
    public long Position => before + position;

    /// <summary>Why the archive could not be read to its end; null where it was.</summary>
    public Incident? Fault { get; private set; }

    /// <summary>True for bytes with which such an archive begins.</summary>
    public static bool IsMeant(ReadOnlySpan<byte> start) => start.StartsWith("WARC/1."u8) || start.StartsWith("WARC/0."u8);

    /// <summary>The records in their order. Each is to be dealt with before the next is asked for.</summary>
    public IEnumerable<WarcRecord> Records()
    {
        while (Next() is { } record) yield return record;
    }

    private WarcRecord? Next()
    {
        try
        {
            return Read();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            Fault = new Incident(IncidentCodes.Truncated, "The archive is damaged or broken off; the whole records before that were taken.");
            return null;
        }
    }

    private WarcRecord? Read()
    {
        string? first;
        long offset;
        do (offset, first) = (Position, Line()); while (first is { Length: 0 });
        if (first is null) return null;
        if (!first.StartsWith("WARC/", StringComparison.Ordinal)) throw new InvalidDataException("No record begins here.");
        var headers = Headers();
        if (!long.TryParse(headers.GetValueOrDefault("content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) throw new InvalidDataException("A record does not say how long it is.");
        var type = headers.GetValueOrDefault("warc-type", "").ToLowerInvariant();
        var isWanted = type is "response" or "resource" or "conversion";
        var block = isWanted && length <= LargestBlock ? Block((int)length) : Skip(length);
        return new WarcRecord(offset, type, Address(headers), headers.GetValueOrDefault("warc-date"), headers.GetValueOrDefault("content-type"), block, isWanted && block is null);
    }

    // WARC 1.0 wrote its grammar with angle brackets around addresses, and some programs do.
    private static string? Address(Dictionary<string, string> headers) => headers.GetValueOrDefault("warc-target-uri")?.Trim('<', '>');

    private Dictionary<string, string> Headers()
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var count = 0; Line() is { Length: > 0 } line; count++)
        {
            if (count == MostHeaders) throw new InvalidDataException("A record has too many headers.");
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon) headers.TryAdd(line[..colon].Trim().ToLowerInvariant(), line[(colon + 1)..].Trim());
        }

        return headers;
    }

    // Without its end; null at the end of the archive.
    private string? Line()
    {
        var line = new List<byte>();
        while (position < filled || Fill())
        {
            var rest = buffer.AsSpan(position, filled - position);
            var end = rest.IndexOf((byte)'\n');
            line.AddRange(end < 0 ? rest : rest[..end]);
            if (line.Count > LongestLine) throw new InvalidDataException("A line of a header is too long.");
            position += end < 0 ? rest.Length : end + 1;
            if (end >= 0) return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
        }

        return line.Count == 0 ? null : throw new InvalidDataException("The archive ends in a header.");
    }

    private byte[] Block(int length)
    {
        var block = new byte[length];
        for (var done = 0; done < length;)
        {
            if (position == filled && !Fill()) throw new InvalidDataException("The archive ends in a record.");
            var some = Math.Min(length - done, filled - position);
            buffer.AsSpan(position, some).CopyTo(block.AsSpan(done));
            (done, position) = (done + some, position + some);
        }

        return block;
    }

    private byte[]? Skip(long length)
    {
        while (length > 0)
        {
            if (position == filled && !Fill()) throw new InvalidDataException("The archive ends in a record.");
            var some = (int)Math.Min(length, filled - position);
            (length, position) = (length - some, position + some);
        }

        return null;
    }

    private bool Fill()
    {
        before += filled;
        position = 0;
        filled = stream.Read(buffer, 0, buffer.Length);
        return filled > 0;
    }
}
