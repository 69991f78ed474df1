using System.Buffers;
using System.Text;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>
/// Text of a cut as characters. Line ends are line feeds (XML 1.0, 2.11); references by number and by name are written
/// out: first the names that the document declares, then those of HTML, as text and never as markup. Characters that no
/// XML holds are left out, and what is no reference stays as it stands. All that declared names of one cut grow to is at
/// most <see cref="Limits.Entities"/> characters, each counting at least one, and a small multiple of the cut's length: the
/// items of a document share its declarations, and each of many small ones would cost the whole cap. Other references are
/// never shorter than what they stand for.
/// </summary>
/// <param name="declared">The names that the document declares.</param>
/// <param name="cut">Its bytes.</param>
internal sealed class XmlText(IReadOnlyDictionary<string, string> declared, int cut)
{
    private const int Nesting = 16;
    private const int FreeGrowth = 1024;
    private const int MostGrowth = 8;
    private const string Controls = "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    private static readonly SearchValues<byte> Special = SearchValues.Create(Encoding.ASCII.GetBytes(Controls + "\r&"));
    private static readonly SearchValues<char> SpecialLetter = SearchValues.Create(Controls + "\r&");
    private static readonly SearchValues<byte> SpecialInCData = SearchValues.Create(Encoding.ASCII.GetBytes(Controls + "\r"));
    private static readonly SearchValues<char> NoName = SearchValues.Create(" \t\r\n<>&\"'");
    private int room = (int)Math.Min(Limits.Entities, FreeGrowth + ((long)cut * MostGrowth));

    /// <summary>True where the references of the cut have grown beyond their cap: then its text is not to be used.</summary>
    public bool IsExceeded => room < 0;

    /// <summary>The first thing that is no XML and was read all the same; null where there was none.</summary>
    public string? Repaired { get; private set; }

    /// <summary>Says that something was read that is no XML.</summary>
    public void Repair(string how) => Repaired ??= how;

    /// <summary>The text of a run between two pieces of markup.</summary>
    public string Decode(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOfAny(Special) < 0) return Encoding.UTF8.GetString(utf8);
        var text = Encoding.UTF8.GetString(utf8);
        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length && room >= 0;)
        {
            var next = text.AsSpan(at).IndexOfAny(SpecialLetter);
            if (next < 0) next = text.Length - at;
            decoded.Append(text, at, next);
            at += next;
            if (at < text.Length) at += text[at] == '&' ? Reference(text, at, decoded) : Control(text, at, decoded);
        }

        return decoded.ToString();
    }

    /// <summary>An attribute's value: each white space in it is a space (XML 1.0, 3.3.3).</summary>
    public string DecodeValue(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOfAny("\t\r\n"u8) < 0) return Decode(utf8);
        var spaced = new byte[utf8.Length];
        var length = 0;
        for (var i = 0; i < utf8.Length; i++)
            if (utf8[i] != '\n' || i == 0 || utf8[i - 1] != '\r') spaced[length++] = utf8[i] is (byte)'\t' or (byte)'\r' or (byte)'\n' ? (byte)' ' : utf8[i];
        return Decode(spaced.AsSpan(0, length));
    }

    /// <summary>The text of a CDATA section, where nothing is a reference.</summary>
    public string Literal(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        if (utf8.IndexOfAny(SpecialInCData) < 0) return text;
        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '\r' || IsControl(text[at])) at += Control(text, at, decoded);
            else decoded.Append(text[at++]);
        }

        return decoded.ToString();
    }

    private int Control(string text, int at, StringBuilder decoded)
    {
        if (text[at] != '\r')
        {
            Repair("a control character that no XML holds was left out");
            return 1;
        }

        decoded.Append('\n');
        return at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
    }

    private static bool IsControl(char letter) => letter < ' ' && letter is not ('\t' or '\n' or '\r');

    /// <summary>Writes what the reference here stands for and returns its length; an <c>&amp;</c> that begins none is itself.</summary>
    private int Reference(string text, int at, StringBuilder decoded)
    {
        if (Predefined(text.AsSpan(at)) is var (letter, passed) && passed > 0)
        {
            decoded.Append(letter);
            return passed;
        }

        if (Name(text, at + 1) is { } name && TryName(name, decoded, Nesting)) return name.Length + 2;
        if (Number(text, at, out var length) is { } character)
        {
            decoded.Append(character);
            return length;
        }

        Repair(length > 0 ? "a reference to a character that no XML holds was left out" : "an & that begins no reference stands for itself");
        if (length == 0) decoded.Append('&');
        return Math.Max(1, length);
    }

    /// <summary>XML's own five (XML 1.0, 4.6), which no declaration changes.</summary>
    private static (char Letter, int Length) Predefined(ReadOnlySpan<char> text) => text switch
    {
        ['&', 'l', 't', ';', ..] => ('<', 4),
        ['&', 'g', 't', ';', ..] => ('>', 4),
        ['&', 'a', 'm', 'p', ';', ..] => ('&', 5),
        ['&', 'q', 'u', 'o', 't', ';', ..] => ('"', 6),
        ['&', 'a', 'p', 'o', 's', ';', ..] => ('\'', 6),
        _ => default,
    };

    /// <summary>The character of a reference by number. Null: there is none (length 0), or it stands for a control.</summary>
    private static string? Number(string text, int at, out int length)
    {
        length = 0;
        if (at + 1 >= text.Length || text[at + 1] != '#' || CharacterReference.At(text, at, out var found) is not { } character) return null;
        length = found;
        return character.Length == 1 && IsControl(character[0]) ? null : character;
    }

    private static string? Name(string text, int at)
    {
        if (at >= text.Length || !(char.IsLetter(text[at]) || text[at] is '_' or ':')) return null;
        var rest = text.AsSpan(at, Math.Min(CharacterReference.LongestName, text.Length - at));
        var end = rest.IndexOf(';');
        return end < 0 || rest[..end].IndexOfAny(NoName) >= 0 ? null : rest[..end].ToString();
    }

    private bool TryName(string name, StringBuilder decoded, int nesting)
    {
        if (declared.TryGetValue(name, out var value) && value is not null)
        {
            if (nesting == 0) room = -1;
            else Expand(value, decoded, nesting - 1);
            return true;
        }

        if (CharacterReference.Named(name) is not { } known) return false;
        if (nesting < Nesting) room -= known.Length;
        decoded.Append(known);
        return true;
    }

    /// <summary>An entity's own text, with the references in it.</summary>
    private void Expand(string value, StringBuilder decoded, int nesting)
    {
        room--;
        for (var at = 0; at < value.Length && room >= 0;)
        {
            var next = value.IndexOf('&', at);
            var end = next < 0 ? value.Length : next;
            room -= end - at;
            if (room < 0) return;
            decoded.Append(value, at, end - at);
            at = next < 0 ? end : next + Nested(value, next, decoded, nesting);
        }
    }

    private int Nested(string value, int at, StringBuilder decoded, int nesting)
    {
        if (Name(value, at + 1) is { } name && TryName(name, decoded, nesting)) return name.Length + 2;
        var character = Number(value, at, out var length);
        room--;
        decoded.Append(length == 0 ? "&" : character);
        return Math.Max(1, length);
    }
}
