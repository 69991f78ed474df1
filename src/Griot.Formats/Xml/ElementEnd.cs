using System.Buffers;
using System.Text;
using Griot.Formats.Encodings;

namespace Griot.Formats.Xml;

/// <summary>
/// Where an element ends: by the number of start and end tags of its name, in any case of letters. In well-formed XML that
/// is its end tag, whatever stands inside; in all else it is what somebody who looks for the text would take.
/// </summary>
internal static class ElementEnd
{
    private static readonly SearchValues<byte> AfterName = SearchValues.Create(" \t\r\n/>"u8);

    /// <summary>
    /// From a start tag just read to behind its end tag, which the scanner then stands on; false: up to
    /// <paramref name="limit"/> there is none.
    /// </summary>
    public static bool Find(ref TagScanner scanner, int limit)
    {
        if (scanner.Kind == TagKind.Empty) return true;
        var name = scanner.Name;
        for (var open = 1; scanner.Position < limit && scanner.Read() && scanner.End <= limit;)
        {
            if (scanner.Kind is not (TagKind.Start or TagKind.End) || !Same(scanner.Name, name)) continue;
            open += scanner.Kind == TagKind.Start ? 1 : -1;
            if (open == 0) return true;
        }

        return false;
    }

    /// <summary>The first <c>&lt;/name</c> of the bytes, wherever it stands, or -1.</summary>
    public static int Textual(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name)
    {
        for (var at = 0; bytes[at..].IndexOf("</"u8) is >= 0 and var next; at += next + 2)
        {
            var rest = bytes[(at + next + 2)..];
            if (rest.Length > name.Length && Same(rest[..name.Length], name) && AfterName.Contains(rest[name.Length])) return at + next;
        }

        return -1;
    }

    /// <summary>True where the bytes begin with a start tag of the name.</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name) =>
        bytes.Length > name.Length + 1 && bytes[0] == '<' && Same(bytes.Slice(1, name.Length), name) && AfterName.Contains(bytes[name.Length + 1]);

    /// <summary>
    /// Where an element without an end tag ends: before the next field, or at an end tag that closes nothing and behind
    /// which a field or the end follows, which then is its own, misspelt. Null: nowhere before <paramref name="limit"/>.
    /// </summary>
    /// <param name="from">Behind its start tag.</param>
    /// <param name="anyElement">Any element begins something new, not only what is called as a field is.</param>
    public static Extent? Missing(ReadOnlySpan<byte> bytes, int from, int limit, bool anyElement)
    {
        var scanner = new TagScanner(bytes) { Position = from };
        var depth = 0;
        while (scanner.Position < limit && scanner.Read() && scanner.End <= limit)
        {
            if (scanner.IsStart && (anyElement || FieldNames.Contains(scanner.Name))) return new(scanner.Start, scanner.Start);
            if (scanner.Kind == TagKind.End && depth == 0 && IsFollowedByField(bytes[scanner.End..limit])) return new(scanner.Start, scanner.End);
            if (scanner.Kind is TagKind.Start or TagKind.End) depth = Math.Max(0, depth + (scanner.Kind == TagKind.Start ? 1 : -1));
        }

        return null;
    }

    private static bool IsFollowedByField(ReadOnlySpan<byte> behind)
    {
        behind = behind.TrimStart(" \t\r\n"u8);
        if (behind.IsEmpty) return true;
        if (behind[0] != '<') return false;
        var name = behind[1..];
        var end = name.IndexOfAny(AfterName);
        return end > 0 && (name[0] == '/' || FieldNames.Contains(name[..end]));
    }

    public static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.Length == other.Length && (one.SequenceEqual(other) || Ascii.EqualsIgnoreCase(one, other));
}
