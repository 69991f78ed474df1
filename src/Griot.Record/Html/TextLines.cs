using System.Buffers;
using System.Text;

namespace Griot.Record.Html;

/// <summary>Collects visible text: white space waits until something follows it, so none stands at an edge.</summary>
/// <param name="expected">About how long it will be, in UTF-16 units.</param>
internal sealed class TextLines(int expected = 16)
{
    private static readonly SearchValues<char> Spaces = SearchValues.Create(Markup.Spaces);
    private readonly StringBuilder _text = new(expected);
    private int _lineEnds;
    private bool _space;

    public void Write(ReadOnlySpan<char> text, bool verbatim)
    {
        while (text.Length > 0)
        {
            var run = verbatim ? text.IndexOf('\n') : text.IndexOfAny(Spaces);
            if (run < 0) run = text.Length;
            if (run > 0) Append(text[..run]);
            if (run == text.Length) return;
            if (verbatim) _lineEnds++;
            else _space = true;
            text = text[(run + 1)..];
        }
    }

    public void Space() => _space = true;

    public void EndLine() => _lineEnds++;

    /// <summary>At least so many line ends between what was written and what comes.</summary>
    public void Part(int lineEnds) => _lineEnds = Math.Max(_lineEnds, lineEnds);

    public override string ToString() => _text.ToString();

    private void Append(ReadOnlySpan<char> run)
    {
        if (_text.Length > 0 && _lineEnds > 0) _text.Append('\n', _lineEnds);
        else if (_text.Length > 0 && _space) _text.Append(' ');
        (_lineEnds, _space) = (0, false);
        _text.Append(run);
    }
}
