using System.Text;

namespace Griot.Formats.Encodings;

/// <summary>
/// Finds a document's encoding. The precedence, here and nowhere else: byte order mark; charset of the Content-Type header;
/// XML declaration; UTF-8; the old encoding of the language that the feed names; windows-1252. What was declared holds
/// unless the bytes contradict it (<see cref="ByteShape"/>): then it is passed over with an incident and the next one is
/// asked, as with an unknown encoding and UTF-7, which hides markup from every scanner.
/// </summary>
internal static class EncodingDetector
{
    public static DetectedEncoding Detect(ReadOnlySpan<byte> bytes, string? contentType)
    {
        var incidents = new List<Incident>();
        var shape = ByteShape.Of(bytes);
        if (ByteOrderMark(bytes) is { } marked && (marked.Preamble != 3 || shape.Fits(WebEncoding.Utf8))) return marked;
        var declared = shape.Width == 1 ? XmlDeclaration.Encoding(bytes) : null;
        var encoding = Accept(Told(Charset(contentType), declared), "Content-Type header", shape, incidents)
            ?? Accept(declared, "XML declaration", shape, incidents);
        return new(encoding ?? Undeclared(bytes, shape, incidents), 0, incidents);
    }

    /// <summary>ISO-8859-1 is what an old server adds to everything: beside a declaration of the document's own it says nothing.</summary>
    private static string? Told(string? charset, string? declared) =>
        charset is not null && declared is not null && ReferenceEquals(WebEncoding.Named(charset), WebEncoding.Windows1252) && WebEncoding.Named(declared) is not null ? null : charset;

    private static DetectedEncoding? ByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(WebEncoding.Utf8, 3, []),
        [0xFF, 0xFE, 0, 0, ..] => new(WebEncoding.Utf32, 4, []),
        [0, 0, 0xFE, 0xFF, ..] => new(WebEncoding.Utf32BigEndian, 4, []),
        [0xFF, 0xFE, ..] => new(WebEncoding.Utf16, 2, []),
        [0xFE, 0xFF, ..] => new(WebEncoding.Utf16BigEndian, 2, []),
        _ => null,
    };

    private static Encoding? Accept(string? name, string where, ByteShape shape, List<Incident> incidents)
    {
        if (name is null) return null;
        if (WebEncoding.Named(name) is not { } encoding)
        {
            incidents.Add(new(IncidentCodes.UnsupportedEncoding, $"The {where} names the encoding {Incident.Quote(name)}, which is not read."));
            return null;
        }

        if (WebEncoding.Width(encoding) == shape.Width && shape.Width > 1) return shape.Wide;
        if (shape.Fits(encoding) && !(WebEncoding.IsAsciiOnly(name) && !shape.IsAscii)) return encoding;
        // US-ASCII is what servers say who were told nothing: its letters beyond ASCII are no contradiction worth a word.
        if (!WebEncoding.IsAsciiOnly(name)) incidents.Add(new(IncidentCodes.WrongEncoding, $"The {where} names the encoding {Incident.Quote(name)}, which the bytes are not in."));
        return null;
    }

    private static Encoding Undeclared(ReadOnlySpan<byte> bytes, ByteShape shape, List<Incident> incidents)
    {
        if (shape.Width > 1) return shape.Wide;
        if (shape.Fits(WebEncoding.Utf8)) return WebEncoding.Utf8;
        var legacy = LegacyEncoding.ByLanguage(bytes) ?? WebEncoding.Windows1252;
        if (incidents.Count == 0)
            incidents.Add(new(IncidentCodes.WrongEncoding, $"No encoding is declared and the bytes are not UTF-8; they were read as {legacy.WebName}."));
        return legacy;
    }

    /// <summary>The charset parameter of a Content-Type header, or null.</summary>
    public static string? Charset(string? contentType)
    {
        if (contentType is null) return null;
        var at = contentType.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = contentType.AsSpan(at + 7).TrimStart();
        if (value is not ['=', ..]) return null;
        value = value[1..].Trim(" \t\"'");
        var end = value.IndexOfAny(";\"' ,");
        var name = (end < 0 ? value : value[..end]).ToString();
        return name.Length == 0 ? null : name;
    }
}

/// <summary>An encoding, the bytes of its mark, and what was wrong with what the document said of it.</summary>
internal sealed record DetectedEncoding(Encoding Encoding, int Preamble, IReadOnlyList<Incident> Incidents);
