using System.Buffers;
using System.Runtime.InteropServices;

namespace Griot.Formats.Xml;

/// <summary>
/// Walks the markup of a document without reading it: tags, attributes with quotes, CDATA, comments, processing
/// instructions and a DOCTYPE with an internal subset, so that markup inside those is never taken for a tag. It goes
/// on over ill-formed markup: what opens and never ends is one character of text, or, of CDATA and comments, its opening
/// alone. Every byte is passed a bounded number of times.
/// </summary>
internal ref struct TagScanner(ReadOnlySpan<byte> bytes, Unended unended = default)
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n/><"u8);
    private static readonly SearchValues<byte> AfterValue = SearchValues.Create(" \t\r\n/>?"u8);
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private Unended unended = unended;

    /// <summary>Where the next <see cref="Read"/> goes on.</summary>
    public int Position { get; set; }

    public TagKind Kind { get; private set; }

    /// <summary>Place of the markup's <c>&lt;</c>.</summary>
    public int Start { get; private set; }

    /// <summary>Just after the markup's <c>&gt;</c>.</summary>
    public readonly int End => Position;

    /// <summary>The qualified name of a tag.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public readonly bool IsStart => Kind is TagKind.Start or TagKind.Empty;

    /// <summary>The markup's bytes from <c>&lt;</c> to <c>&gt;</c>.</summary>
    public readonly ReadOnlySpan<byte> Tag => bytes[Start..Position];

    /// <summary>What was found to have no end, for a scanner that goes on elsewhere in the same bytes.</summary>
    public readonly Unended Unended => unended;

    /// <summary>Goes to the next tag or DOCTYPE; false at the end, also where it falls inside a tag.</summary>
    public bool Read()
    {
        while (Next())
            if (Kind < TagKind.CData) return true;
        return false;
    }

    /// <summary>Goes to the next markup of any kind. Text is what lies between two of them.</summary>
    public bool Next()
    {
        while (true)
        {
            var next = bytes[Position..].IndexOf((byte)'<');
            if (next < 0 || Position + next + 1 >= bytes.Length) return AtEnd();
            Start = Position + next;
            if (Take(bytes[Start + 1])) return true;
            if (Position <= Start) Position = Start + 1;
        }
    }

    private bool Take(byte letter) => letter switch
    {
        (byte)'!' => Declaration(),
        (byte)'?' => Section(TagKind.Other, 2, "?>"u8, ref unended.Instruction) || Skip(0),
        (byte)'/' => EndTag(),
        _ => BeginsName(letter) && StartTag(),
    };

    private bool AtEnd()
    {
        Position = bytes.Length;
        return false;
    }

    private bool Skip(int opening)
    {
        Position = Start + opening;
        return false;
    }

    private bool StartTag()
    {
        var at = Start + 1;
        Name = NameAt(at);
        at += Name.Length;
        while (true)
        {
            var next = bytes[at..].IndexOfAny(">\"'<"u8);
            if (next < 0) return AtEnd();
            at += next;
            switch (bytes[at])
            {
                case (byte)'>':
                    return Found(bytes[at - 1] == '/' ? TagKind.Empty : TagKind.Start, at + 1);
                case (byte)'<':
                    Position = at;
                    return false;
                default:
                    at = AfterQuote(at);
                    break;
            }
        }
    }

    /// <summary>Behind the quoted value that begins here; a quote that opens no value, or that nothing closes, is one character.</summary>
    private int AfterQuote(int at)
    {
        var quote = bytes[at];
        ref var missing = ref quote == '"' ? ref unended.DoubleQuote : ref unended.SingleQuote;
        if (Unended.Holds(missing, at) || !FollowsEquals(at)) return at + 1;
        var end = bytes[(at + 1)..].IndexOf(quote);
        if (end < 0) missing = Unended.From(at);
        return end < 0 || IsForgotten(bytes.Slice(at + 1, end), at + end + 2) ? at + 1 : at + end + 2;
    }

    /// <summary>No value holds a <c>&lt;</c> in XML: where one does and no attribute follows, its closing quote was forgotten.</summary>
    private readonly bool IsForgotten(ReadOnlySpan<byte> value, int behind) =>
        value.Contains((byte)'<') && behind < bytes.Length && !AfterValue.Contains(bytes[behind]);

    private readonly bool FollowsEquals(int at)
    {
        var before = bytes[(Start + 1)..at].TrimEnd(" \t\r\n"u8);
        return before is [.., (byte)'='];
    }

    private bool EndTag()
    {
        Name = NameAt(Start + 2);
        var end = bytes[(Start + 2)..].IndexOfAny((byte)'>', (byte)'<');
        if (end < 0) return AtEnd();
        var behind = Start + 2 + end;
        return bytes[behind] == '<' ? Skip(2 + end) : Found(TagKind.End, behind + 1);
    }

    private bool Declaration()
    {
        var rest = bytes[Start..];
        if (rest.StartsWith("<!--"u8)) return Section(TagKind.Other, 4, "-->"u8, ref unended.Comment) || Skip(4);
        if (rest.StartsWith("<![CDATA["u8)) return Section(TagKind.CData, 9, "]]>"u8, ref unended.CData) || Skip(9);
        if (Unended.Holds(unended.Declaration, Start)) return false;
        var length = DocumentType.Length(rest);
        if (length > 0) return Found(TagKind.DocumentType, Start + length);
        if (length == 0) return Section(TagKind.Other, 2, ">"u8, ref unended.Declaration);
        unended.Declaration = Unended.From(Start);
        return false;
    }

    /// <summary>Markup that goes on to a closing of its own; false: there is none from here on, and nobody looks for it again.</summary>
    private bool Section(TagKind kind, int opening, ReadOnlySpan<byte> closing, ref int missing)
    {
        if (Unended.Holds(missing, Start)) return false;
        var from = Math.Min(Start + opening, bytes.Length);
        var at = bytes[from..].IndexOf(closing);
        if (at >= 0) return Found(kind, from + at + closing.Length);
        missing = Unended.From(Start);
        return false;
    }

    private bool Found(TagKind kind, int end)
    {
        (Kind, Position) = (kind, end);
        if (kind >= TagKind.DocumentType) Name = default;
        return true;
    }

    private readonly ReadOnlySpan<byte> NameAt(int at)
    {
        var end = bytes[at..].IndexOfAny(NameEnd);
        return end < 0 ? bytes[at..] : bytes.Slice(at, end);
    }

    private static bool BeginsName(byte letter) => char.IsAsciiLetter((char)letter) || letter is (byte)'_' or (byte)':' or >= 0x80;
}

/// <summary>
/// From which places on something that opens has no closing any more: it is looked for once, or a document of nothing but
/// openings would cost the square of its length.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal struct Unended
{
    public int DoubleQuote;
    public int SingleQuote;
    public int CData;
    public int Comment;
    public int Instruction;
    public int Declaration;

    /// <summary>Zero is "not known", so that a new one knows nothing.</summary>
    public static int From(int place) => place + 1;

    public static bool Holds(int from, int place) => from != 0 && place >= from - 1;
}

/// <summary>The first four are tags, the others stand between them.</summary>
internal enum TagKind
{
    Start,
    Empty,
    End,
    DocumentType,
    CData,
    Other,
}
