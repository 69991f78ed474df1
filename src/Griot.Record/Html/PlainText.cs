using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>
/// A fragment without any element. Feeds deliver such text with blank lines between its paragraphs, which HTML alone
/// would run together.
/// </summary>
internal static class PlainText
{
    public static bool IsPlain(IElement body)
    {
        foreach (var node in body.ChildNodes)
            if (node is IElement) return false;
        return true;
    }

    /// <summary>The text between blank lines; every character but the blank lines is in one of them.</summary>
    public static IEnumerable<string> Paragraphs(string text)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\n' or '\r')) continue;
            var end = BlankLinesFrom(text, i);
            if (end < 0) continue;
            yield return text[start..i];
            (start, i) = (end, end - 1);
        }

        yield return text[start..];
    }

    // Where the white space from this line end stops, if it holds a second line end; else -1.
    private static int BlankLinesFrom(string text, int at)
    {
        var next = at;
        var lines = 0;
        for (; next < text.Length && Markup.IsSpace(text[next]); next++)
            if (text[next] == '\n' || (text[next] == '\r' && (next + 1 == text.Length || text[next + 1] != '\n'))) lines++;
        return lines > 1 ? next : -1;
    }
}
