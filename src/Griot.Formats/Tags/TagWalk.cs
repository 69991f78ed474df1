using System.Buffers;
using System.Text;

namespace Griot.Formats.Tags;

/// <summary>
/// Walks the tags of a document of which nothing has to be cut: a page, a list of subscriptions. It takes what browsers
/// take (attributes without quotes, names in any case) and is not lost in what is broken: a comment, a quote or a script
/// that nothing closes hides nothing behind it, and a tag that the next one interrupts ends there. Every byte is passed a
/// bounded number of times. The scanner of the feed readers (Xml/TagScanner) is no walk for pages: its rules of what an
/// item is decide over sealed cuts, so that it knows no raw text, takes a start tag that another one interrupts for text,
/// and lets a value with a forgotten quote run on; lists and pages need the tag, and the next attribute.
/// </summary>
/// <param name="bytes">Text in which markup is ASCII.</param>
/// <param name="isPage">True where scripts, styles and the like hide the tags in them, as in HTML.</param>
public ref struct TagWalk(ReadOnlySpan<byte> bytes, bool isPage)
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n\f/><"u8);

    // A document ends once. One that pretends to end inside tag after tag would be walked over and over.
    private const int MostCutOffs = 4;
    private static readonly string[] Raw = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;
    private int unclosedRaw;
    private int cutOffs;
    private bool unclosedComment;
    private bool unclosedSection;
    private OpenQuotes quotes;

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>What stands between the name of a start tag and its end.</summary>
    public ReadOnlySpan<byte> Inside { get; private set; }

    public bool IsEnd { get; private set; }

    /// <summary>True for a start tag that closes itself.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Place of the tag's <c>&lt;</c>.</summary>
    public int Start { get; private set; }

    /// <summary>True where the document ended inside a tag, which was not taken.</summary>
    public bool IsCutOff { get; private set; }

    public readonly bool Is(ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(Name, name);

    /// <summary>Goes to the next start or end tag.</summary>
    public bool Read()
    {
        while (position < bytes.Length)
        {
            var next = bytes[position..].IndexOf((byte)'<');
            if (next < 0 || position + next + 1 >= bytes.Length) break;
            Start = position + next;
            position = Start + 1;
            var letter = bytes[position];
            if (letter == '!') SkipDeclaration();
            else if (letter == '/' ? EndTag() : BeginsName(letter) && StartTag()) return true;
        }

        position = bytes.Length;
        return false;
    }

    private bool StartTag()
    {
        Name = NameAt(position);
        var from = position + Name.Length;
        var at = from;
        while (true)
        {
            var next = bytes[at..].IndexOfAny("<>\"'"u8);
            if (next < 0) return CutOff();
            at += next;
            if (bytes[at] is (byte)'<' or (byte)'>') break;
            at = quotes.Behind(bytes, from, at);
        }

        Inside = bytes[from..at];
        IsEnd = false;
        IsEmpty = Inside.TrimEnd(" \t\r\n"u8) is [.., (byte)'/'];
        position = bytes[at] == '<' ? at : at + 1;
        if (isPage) SkipRaw();
        else if (IsEmpty) Inside = Inside.TrimEnd(" \t\r\n"u8)[..^1];
        return true;
    }

    private bool EndTag()
    {
        Name = NameAt(position + 1);
        var end = bytes[position..].IndexOfAny((byte)'<', (byte)'>');
        if (end < 0) return CutOff();
        position += bytes[position + end] == '<' ? end : end + 1;
        (IsEnd, IsEmpty) = (true, false);
        Inside = default;
        return Name.Length > 0;
    }

    private bool CutOff()
    {
        IsCutOff = true;
        if (++cutOffs > MostCutOffs) position = bytes.Length;
        return false;
    }

    private void SkipDeclaration()
    {
        var rest = bytes[Start..];
        if (rest.StartsWith("<!--"u8)) Skip(4, "-->"u8, ref unclosedComment);
        else if (rest.StartsWith("<![CDATA["u8)) Skip(9, "]]>"u8, ref unclosedSection);
    }

    private void Skip(int opening, ReadOnlySpan<byte> closing, ref bool isUnclosed)
    {
        position = Start + opening;
        if (isUnclosed) return;
        var end = bytes[position..].IndexOf(closing);
        isUnclosed = end < 0;
        if (end >= 0) position += end + closing.Length;
    }

    // Behind the text of an element that holds no tags: at its end tag, wherever that stands.
    private void SkipRaw()
    {
        var which = -1;
        for (var i = 0; i < Raw.Length && which < 0; i++)
            if (Ascii.EqualsIgnoreCase(Name, Raw[i])) which = i;
        if (which < 0 || (unclosedRaw & (1 << which)) != 0) return;
        for (var at = position; at < bytes.Length; at += 2)
        {
            var next = bytes[at..].IndexOf("</"u8);
            if (next < 0) break;
            at += next;
            var name = NameAt(at + 2);
            if (!Ascii.EqualsIgnoreCase(name, Raw[which])) continue;
            position = at;
            return;
        }

        unclosedRaw |= 1 << which;
    }

    private readonly ReadOnlySpan<byte> NameAt(int at)
    {
        var rest = bytes[at..];
        var end = rest.IndexOfAny(NameEnd);
        return end < 0 ? rest : rest[..end];
    }

    private static bool BeginsName(byte letter) => char.IsAsciiLetter((char)letter) || letter is (byte)'_' or >= 0x80;
}

/// <summary>Where quoted values end; remembers which quotes nothing closes any more.</summary>
internal struct OpenQuotes
{
    private bool noDouble;
    private bool noSingle;

    /// <summary>
    /// Behind the value that the quote at <paramref name="at"/> opens. One that opens no value, or that nothing closes, is a
    /// single character; and where the value seems to run up to the next attribute's own quote (<c>text="A xmlUrl="</c>),
    /// its end was forgotten, and it ends before that attribute.
    /// </summary>
    public int Behind(ReadOnlySpan<byte> text, int from, int at)
    {
        if (text[from..at].TrimEnd(" \t\r\n"u8) is not [.., (byte)'=']) return at + 1;
        var quote = text[at];
        if (quote == '"' ? noDouble : noSingle) return at + 1;
        var length = text[(at + 1)..].IndexOf(quote);
        if (length >= 0) return at + 1 + (Forgotten(text[(at + 1)..], length) ?? length + 1);
        if (quote == '"') noDouble = true;
        else noSingle = true;
        return at + 1;
    }

    /// <summary>The length of a value whose end quote was forgotten, as far as can be told; null: it was not.</summary>
    /// <param name="text">From the first letter of the value.</param>
    /// <param name="length">Letters up to the quote that seems to end it.</param>
    public static int? Forgotten(ReadOnlySpan<byte> text, int length)
    {
        if (length == 0 || text[length - 1] != '=' || length + 1 >= text.Length || text[length + 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/' or (byte)'>') return null;
        var name = length - 1;
        while (name > 0 && (char.IsAsciiLetterOrDigit((char)text[name - 1]) || text[name - 1] is (byte)':' or (byte)'_' or (byte)'-')) name--;
        return name > 0 && name < length - 1 && text[name - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' ? name - 1 : null;
    }
}
