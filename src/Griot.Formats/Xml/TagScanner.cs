using System.Buffers;

namespace Griot.Formats.Xml;

/// <summary>
/// Walks the tags of a document without reading it: knows tags, attributes with quotes, CDATA, comments, processing
/// instructions and a DOCTYPE with an internal subset, so that markup inside those is never taken for a tag. It goes
/// on over ill-formed markup. Every byte is passed a bounded number of times.
/// </summary>
internal ref struct TagScanner(ReadOnlySpan<byte> bytes)
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create(" \t\r\n/><"u8);
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private bool noDoubleQuote;
    private bool noSingleQuote;

    /// <summary>Where the next <see cref="Read"/> goes on.</summary>
    public int Position { get; set; }

    public TagKind Kind { get; private set; }

    /// <summary>Place of the tag's <c>&lt;</c>.</summary>
    public int Start { get; private set; }

    /// <summary>Just after the tag's <c>&gt;</c>.</summary>
    public readonly int End => Position;

    /// <summary>The qualified name.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public readonly bool IsStart => Kind is TagKind.Start or TagKind.Empty;

    /// <summary>The tag's bytes from <c>&lt;</c> to <c>&gt;</c>.</summary>
    public readonly ReadOnlySpan<byte> Tag => bytes[Start..Position];

    /// <summary>Goes to the next tag or DOCTYPE; false at the end, also where it falls inside a tag.</summary>
    public bool Read()
    {
        while (true)
        {
            var next = bytes[Position..].IndexOf((byte)'<');
            if (next < 0 || Position + next + 1 >= bytes.Length) return AtEnd();
            Start = Position + next;
            var found = bytes[Start + 1] switch
            {
                (byte)'!' => Declaration(),
                (byte)'?' => SkipTo("?>"u8, 2),
                (byte)'/' => EndTag(),
                var letter when BeginsName(letter) => StartTag(),
                _ => Step.Text,
            };
            if (found == Step.Tag) return true;
            if (found == Step.Unfinished) return AtEnd();
            if (found == Step.Text) Position = Start + 1;
        }
    }

    /// <summary>From a start tag just read to behind its end tag, by the number of tags of its name; false: there is none.</summary>
    public bool SkipElement()
    {
        if (Kind == TagKind.Empty) return true;
        var name = Name;
        for (var open = 1; Read();)
        {
            if (Kind is not (TagKind.Start or TagKind.End) || !Name.SequenceEqual(name)) continue;
            open += Kind == TagKind.Start ? 1 : -1;
            if (open == 0) return true;
        }

        return false;
    }

    private bool AtEnd()
    {
        Position = bytes.Length;
        return false;
    }

    private Step StartTag()
    {
        var at = Start + 1;
        Name = NameAt(at);
        at += Name.Length;
        while (true)
        {
            var next = bytes[at..].IndexOfAny(">\"'<"u8);
            if (next < 0) return Step.Unfinished;
            at += next;
            switch (bytes[at])
            {
                case (byte)'>':
                    Kind = bytes[at - 1] == '/' ? TagKind.Empty : TagKind.Start;
                    Position = at + 1;
                    return Step.Tag;
                case (byte)'<':
                    Position = at;
                    return Step.Skipped;
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
        var closed = quote == '"' ? !noDoubleQuote : !noSingleQuote;
        if (!closed || !FollowsEquals(at)) return at + 1;
        var end = bytes[(at + 1)..].IndexOf(quote);
        if (end >= 0) return at + end + 2;
        if (quote == '"') noDoubleQuote = true;
        else noSingleQuote = true;
        return at + 1;
    }

    private readonly bool FollowsEquals(int at)
    {
        var before = bytes[(Start + 1)..at].TrimEnd(" \t\r\n"u8);
        return before is [.., (byte)'='];
    }

    private Step EndTag()
    {
        Name = NameAt(Start + 2);
        var end = bytes[(Start + 2)..].IndexOfAny((byte)'>', (byte)'<');
        if (end < 0) return Step.Unfinished;
        Position = Start + 2 + end;
        if (bytes[Position] == '<') return Step.Skipped;
        Position++;
        Kind = TagKind.End;
        return Step.Tag;
    }

    private Step Declaration()
    {
        var rest = bytes[Start..];
        if (rest.StartsWith("<!--"u8)) return SkipTo("-->"u8, 4);
        if (rest.StartsWith("<![CDATA["u8)) return SkipTo("]]>"u8, 9);
        var length = DocumentType.Length(rest);
        if (length == 0) return rest.Length < 9 ? Step.Unfinished : SkipTo(">"u8, 2);
        if (length < 0) return Step.Unfinished;
        Position = Start + length;
        Name = default;
        Kind = TagKind.DocumentType;
        return Step.Tag;
    }

    private Step SkipTo(ReadOnlySpan<byte> end, int opening)
    {
        var at = bytes[Math.Min(Start + opening, bytes.Length)..].IndexOf(end);
        if (at < 0) return Step.Unfinished;
        Position = Start + opening + at + end.Length;
        return Step.Skipped;
    }

    private readonly ReadOnlySpan<byte> NameAt(int at)
    {
        var end = bytes[at..].IndexOfAny(NameEnd);
        return end < 0 ? bytes[at..] : bytes.Slice(at, end);
    }

    private static bool BeginsName(byte letter) => char.IsAsciiLetter((char)letter) || letter is (byte)'_' or (byte)':' or >= 0x80;

    private enum Step
    {
        Tag,
        Skipped,
        Text,
        Unfinished,
    }
}

internal enum TagKind
{
    Start,
    Empty,
    End,
    DocumentType,
}
