using System.Text;

namespace Griot.Record.Html;

/// <summary>Collects visible text: white space waits until something follows it, so none stands at an edge.</summary>
internal sealed class TextLines
{
    private readonly StringBuilder _text = new();
    private int _lineEnds;
    private bool _space;

    public void Write(string text, bool verbatim)
    {
        foreach (var c in text)
        {
            if (c == '\n' && verbatim) _lineEnds++;
            else if (!verbatim && Markup.IsSpace(c)) _space = true;
            else Append(c);
        }
    }

    public void Space() => _space = true;

    public void EndLine() => _lineEnds++;

    /// <summary>At least so many line ends between what was written and what comes.</summary>
    public void Part(int lineEnds) => _lineEnds = Math.Max(_lineEnds, lineEnds);

    public override string ToString() => _text.ToString();

    private void Append(char c)
    {
        if (_text.Length > 0 && _lineEnds > 0) _text.Append('\n', _lineEnds);
        else if (_text.Length > 0 && _space) _text.Append(' ');
        (_lineEnds, _space) = (0, false);
        _text.Append(c);
    }
}
