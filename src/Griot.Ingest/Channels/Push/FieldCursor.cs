namespace Griot.Ingest.Channels.Push;

/// <summary>Walks a structured field (RFC 9651) from left to right. What it takes is given back as written.</summary>
internal sealed class FieldCursor(string text)
{
    private int at;

    internal bool IsAtEnd => at == text.Length;

    internal bool Take(char wanted)
    {
        if (IsAtEnd || text[at] != wanted) return false;
        at++;
        return true;
    }

    internal void SkipBlanks()
    {
        while (!IsAtEnd && text[at] is ' ') at++;
    }

    internal bool TakeAfterBlanks(char wanted)
    {
        SkipBlanks();
        return Take(wanted);
    }

    /// <summary>The comma between two members, with the blanks around it.</summary>
    internal bool TakeComma()
    {
        var start = at;
        while (!IsAtEnd && text[at] is ' ' or '\t') at++;
        if (!Take(','))
        {
            at = start;
            return false;
        }

        while (!IsAtEnd && text[at] is ' ' or '\t') at++;
        return true;
    }

    internal string? Key()
    {
        if (IsAtEnd || !(char.IsAsciiLetterLower(text[at]) || text[at] == '*')) return null;
        return While(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-' or '.' or '*');
    }

    /// <summary>The inside of a string without escapes: no name of a component needs one.</summary>
    internal string? QuotedString()
    {
        if (!Take('"')) return null;
        var inner = While(c => c is >= ' ' and <= '~' and not '"' and not '\\');
        return Take('"') ? inner : null;
    }

    /// <summary>An integer, a string, a token or a byte sequence, as written.</summary>
    internal string? BareItem()
    {
        if (IsAtEnd) return null;
        if (text[at] == '"') return QuotedString() is { } inner ? $"\"{inner}\"" : null;
        if (text[at] == ':') return ByteSequence();
        var item = While(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '*' or '/' or '+' or '?');
        return item.Length == 0 ? null : item;
    }

    /// <summary>A byte sequence with its colons.</summary>
    internal string? ByteSequence()
    {
        if (!Take(':')) return null;
        var inner = While(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=');
        return Take(':') ? $":{inner}:" : null;
    }

    private string While(Func<char, bool> belongs)
    {
        var start = at;
        while (!IsAtEnd && belongs(text[at])) at++;
        return text[start..at];
    }
}
