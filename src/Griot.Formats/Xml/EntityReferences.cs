using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>
/// Writes the entity references of a cut out as plain characters, since the cut stands without its DOCTYPE: first what
/// the document declared, then the names of HTML. What they stand for is text, never markup. XML's own five and
/// references by number are left to the XML reader. All references of one cut together grow to at most
/// <see cref="Limits.Entities"/> characters, each counting at least one.
/// </summary>
internal ref struct EntityReferences(IReadOnlyDictionary<string, string> declared)
{
    private static readonly SearchValues<char> NoName = SearchValues.Create(" \t\r\n<>&\"'");
    private const int LongestName = 64;
    private const int Nesting = 16;
    private int room = Limits.Entities;

    /// <summary>False: they grow beyond their cap.</summary>
    public bool TryResolve(string xml, [NotNullWhen(true)] out string? resolved)
    {
        resolved = xml;
        StringBuilder? written = null;
        var kept = 0;
        for (var at = Next(xml, 0); at >= 0; at = Next(xml, at))
        {
            if (NameAt(xml, at + 1) is not { } name)
            {
                at++;
                continue;
            }

            written ??= new StringBuilder(xml.Length + 64);
            written.Append(xml, kept, at - kept);
            kept = at + name.Length + 2;
            if (!TryWrite(name, written, Nesting)) return false;
            at = kept;
        }

        if (written is not null) resolved = written.Append(xml, kept, xml.Length - kept).ToString();
        return true;
    }

    /// <summary>The next <c>&amp;</c> outside CDATA, comments and processing instructions, or -1.</summary>
    private static int Next(string xml, int at)
    {
        while (at < xml.Length)
        {
            var next = xml.AsSpan(at).IndexOfAny('&', '<');
            if (next < 0) return -1;
            at += next;
            if (xml[at] == '&') return at;
            var rest = xml.AsSpan(at);
            at = rest.StartsWith("<![CDATA[") ? Behind(xml, at, "]]>")
                : rest.StartsWith("<!--") ? Behind(xml, at, "-->")
                : rest.StartsWith("<?") ? Behind(xml, at, "?>")
                : at + 1;
        }

        return -1;
    }

    private static int Behind(string xml, int at, string closing)
    {
        var end = xml.IndexOf(closing, at, StringComparison.Ordinal);
        return end < 0 ? xml.Length : end + closing.Length;
    }

    private static string? NameAt(string xml, int at)
    {
        if (at >= xml.Length || !(char.IsLetter(xml[at]) || xml[at] is '_' or ':')) return null;
        var rest = xml.AsSpan(at, Math.Min(LongestName, xml.Length - at));
        var end = rest.IndexOf(';');
        if (end < 0 || rest[..end].IndexOfAny(NoName) >= 0) return null;
        return rest[..end] is "amp" or "lt" or "gt" or "quot" or "apos" ? null : rest[..end].ToString();
    }

    /// <summary>Unknown names are written back as they stood: the XML reader refuses them by name.</summary>
    private bool TryWrite(string name, StringBuilder written, int nesting)
    {
        if (declared.TryGetValue(name, out var value) && value is not null) return nesting > 0 && TryWriteValue(value, written, nesting - 1);
        var known = CharacterReference.Named(name);
        if (known is null) written.Append('&').Append(name).Append(';');
        else Escape(known, written);
        return (room -= known?.Length ?? 1) >= 0;
    }

    private bool TryWriteValue(string value, StringBuilder written, int nesting)
    {
        if (--room < 0) return false;
        for (var at = 0; at < value.Length;)
        {
            var next = value.IndexOf('&', at);
            var end = next < 0 ? value.Length : next;
            if ((room -= end - at) < 0) return false;
            Escape(value.AsSpan(at, end - at), written);
            if (next < 0) break;
            if (!TryWriteReference(value, next, written, nesting, out at)) return false;
        }

        return true;
    }

    private bool TryWriteReference(string value, int at, StringBuilder written, int nesting, out int behind)
    {
        behind = at + 1;
        if (NameAt(value, at + 1) is { } name)
        {
            behind = at + name.Length + 2;
            return TryWrite(name, written, nesting);
        }

        var text = CharacterReference.At(value, at, out var length);
        Escape(text ?? "&", written);
        behind = at + (text is null ? 1 : length);
        return --room >= 0;
    }

    private static void Escape(ReadOnlySpan<char> text, StringBuilder written)
    {
        foreach (var letter in text)
        {
            if (letter is '<' or '>' or '&' or '"' or '\'') written.Append("&#").Append((int)letter).Append(';');
            else written.Append(letter);
        }
    }
}
