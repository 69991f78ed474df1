using System.Text;
using System.Text.Unicode;

namespace Griot.Formats.Encodings;

/// <summary>
/// Finds a document's encoding. The precedence, here and nowhere else: byte order mark; charset of the Content-Type
/// header; XML declaration; UTF-8. A declaration that the first bytes contradict (UTF-16 for bytes that are plainly
/// ASCII, or the other way round) is passed over, as is an unknown one and UTF-7, each with an incident. Where nothing
/// was declared and the bytes are not UTF-8, they are windows-1252.
/// </summary>
internal static class EncodingDetector
{
    public static DetectedEncoding Detect(ReadOnlySpan<byte> bytes, string? contentType)
    {
        if (ByteOrderMark(bytes) is { } marked) return marked;
        var incidents = new List<Incident>();
        var shape = Shape(bytes);
        var encoding = Accept(Charset(contentType), "Content-Type header", shape, incidents);
        if (encoding is null && WebEncoding.Width(shape) == 1)
            encoding = Accept(XmlDeclaration.Encoding(bytes), "XML declaration", shape, incidents);
        return new(encoding ?? Undeclared(bytes, shape, incidents), 0, incidents);
    }

    private static DetectedEncoding? ByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => new(WebEncoding.Utf8, 3, []),
        [0xFF, 0xFE, 0, 0, ..] => new(WebEncoding.Utf32, 4, []),
        [0, 0, 0xFE, 0xFF, ..] => new(WebEncoding.Utf32BigEndian, 4, []),
        [0xFF, 0xFE, ..] => new(WebEncoding.Utf16, 2, []),
        [0xFE, 0xFF, ..] => new(WebEncoding.Utf16BigEndian, 2, []),
        _ => null,
    };

    /// <summary>What the zeros among the first bytes say: a feed begins with an ASCII character.</summary>
    private static Encoding Shape(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0, 0, 0, not 0, ..] => WebEncoding.Utf32BigEndian,
        [not 0, 0, 0, 0, ..] => WebEncoding.Utf32,
        [0, not 0, ..] => WebEncoding.Utf16BigEndian,
        [not 0, 0, ..] => WebEncoding.Utf16,
        _ => WebEncoding.Utf8,
    };

    private static Encoding? Accept(string? name, string where, Encoding shape, List<Incident> incidents)
    {
        if (name is null) return null;
        if (WebEncoding.Named(name) is not { } encoding)
        {
            incidents.Add(new(IncidentCodes.UnsupportedEncoding, $"The {where} names the encoding {Incident.Quote(name)}, which is not read."));
            return null;
        }

        if (WebEncoding.Width(encoding) == WebEncoding.Width(shape)) return WebEncoding.Width(shape) == 1 ? encoding : shape;
        incidents.Add(new(IncidentCodes.WrongEncoding, $"The {where} names the encoding {Incident.Quote(name)}, which the bytes are not in."));
        return null;
    }

    private static Encoding Undeclared(ReadOnlySpan<byte> bytes, Encoding shape, List<Incident> incidents)
    {
        if (WebEncoding.Width(shape) > 1 || Utf8.IsValid(WithoutCutCharacter(bytes))) return shape;
        incidents.Add(new(IncidentCodes.WrongEncoding, "No encoding is declared and the bytes are not UTF-8; they were read as windows-1252."));
        return WebEncoding.Windows1252;
    }

    /// <summary>A transfer that broke off inside a character does not make the rest another encoding.</summary>
    private static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> bytes)
    {
        var lead = bytes.Length - 1;
        while (lead >= 0 && lead > bytes.Length - 4 && (bytes[lead] & 0xC0) == 0x80) lead--;
        return lead >= 0 && bytes[lead] >= 0xC0 ? bytes[..lead] : bytes;
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
