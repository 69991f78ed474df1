using System.Text;

namespace Griot.Record.Html;

/// <summary>
/// Writes blocks and inline content in the form that a parser reads back unchanged. Tags wait for content: a container
/// is written when something stands in it, a paragraph when a word or picture comes, an inline element around each
/// piece of content anew, so that no inline element ever reaches across a block.
/// </summary>
internal sealed class SafeWriter
{
    private readonly StringBuilder _html = new();
    private readonly List<Frame> _frames = [];
    private readonly List<Frame> _openInlines = [];
    private readonly StringBuilder _space = new();
    private string? _leaf;
    private int _leafStart;
    private bool _inRun;
    private int _breaks;
    private int _openContainers;
    private int _ends;

    public int Length => _html.Length;

    /// <summary>Tags written so far, the end tags aside.</summary>
    public int Elements { get; private set; }

    /// <summary>The deepest nesting written so far.</summary>
    public int Depth { get; private set; }

    public List<string> Links { get; } = [];

    /// <summary>Where something that is no text could stand next: behind so many ends of text. Bare text in a quotation has no end that
    /// counts. In a cell or item of a list that is written and in which no text has ended yet it is that one's own end.</summary>
    public int NextPlace
    {
        get
        {
            var cell = _frames.FindLast(frame => frame.Role == Role.Container) is { } inner && TextEnds.IsInside(inner.Tag) ? inner : null;
            var isBeforeAnEnd = _inRun ? _leaf is not null || cell is not null : cell is { IsOpen: true } && cell.EndsBefore == _ends;
            return isBeforeAnEnd ? _ends + 1 : _ends;
        }
    }

    public string? Container => _frames.FindLast(frame => frame.Role == Role.Container)?.Tag;

    public void Enter(Frame frame)
    {
        if (frame.PartsText) EndRun();
        frame.EndsBefore = _ends;
        _frames.Add(frame);
        if (frame.Role == Role.Container && ElementRules.StandsEmpty(frame.Tag)) OpenContainers();
    }

    public void Leave()
    {
        var frame = _frames[^1];
        if (frame.PartsText) EndRun();
        _frames.RemoveAt(_frames.Count - 1);
        if (!frame.IsOpen) return;
        Close(frame.Tag);
        _openContainers--;
    }

    public void Text(string delivered)
    {
        var text = Markup.Clean(delivered).AsSpan();
        var verbatim = LeafFrame()?.Tag == "pre";
        if (!_inRun && !verbatim) text = text.TrimStart(Markup.Spaces);
        if (text.IsEmpty) return;
        if (!verbatim && text.IndexOfAnyExcept(Markup.Spaces) < 0)
        {
            _space.Append(text);
            return;
        }

        BeginContent();
        // A parser takes the first line end after <pre> away.
        if (text[0] == '\n' && _leaf == "pre" && _html.Length == _leafStart) _html.Append('\n');
        Markup.AppendText(_html, text);
    }

    /// <summary>A line break: it waits at the start of a block, and stands for nothing in a block without content.</summary>
    public void Break()
    {
        if (!_inRun && LeafFrame()?.Tag != "pre")
        {
            _breaks++;
            return;
        }

        Void("br", "");
    }

    public void WordBreak()
    {
        if (_inRun) Void("wbr", "");
    }

    public void Void(string tag, string attributes)
    {
        BeginContent();
        Open(tag, attributes);
    }

    public void Rule(string attributes)
    {
        EndRun();
        OpenContainers();
        Open("hr", attributes);
    }

    /// <summary>Ends the paragraph of text that is being written, if one is.</summary>
    public void EndRun()
    {
        CloseInlines(0);
        if (_leaf is not null) Close(_leaf);
        _leaf = null;
        _inRun = false;
        _breaks = 0;
        _space.Clear();
    }

    public override string ToString() => _html.ToString();

    private void BeginContent()
    {
        if (!_inRun) BeginRun();
        var inlines = InlineNesting.Of(_frames);
        var kept = 0;
        while (kept < inlines.Count && kept < _openInlines.Count && ReferenceEquals(inlines[kept], _openInlines[kept])) kept++;
        CloseInlines(kept);
        Markup.AppendText(_html, _space.ToString());
        _space.Clear();
        for (; kept < inlines.Count; kept++) OpenInline(inlines[kept]);
        Depth = Math.Max(Depth, _openContainers + 1 + _openInlines.Count);
    }

    private void BeginRun()
    {
        OpenContainers();
        _inRun = true;
        var leaf = LeafFrame();
        _leaf = leaf?.Tag;
        if (leaf is not null) Open(leaf.Tag, leaf.Attributes);
        _leafStart = _html.Length;
        for (; _breaks > 0; _breaks--) Open("br", "");
    }

    private static readonly Frame ImpliedParagraph = new(Role.Leaf, "p", "");

    // The innermost heading or pre inside the nearest container; else a paragraph, delivered or implied; else bare text.
    private Frame? LeafFrame()
    {
        Frame? paragraph = null;
        for (var i = _frames.Count - 1; i >= 0; i--)
        {
            var frame = _frames[i];
            if (frame.Role == Role.Container) return paragraph ?? (ElementRules.WrapsText(frame.Tag) ? ImpliedParagraph : null);
            if (frame.Role == Role.Leaf && frame.Tag != "p") return frame;
            if (frame.Role == Role.Leaf && (paragraph is null || ReferenceEquals(paragraph, ImpliedParagraph))) paragraph = frame;
            if (frame.Role == Role.Divider) paragraph ??= ImpliedParagraph;
        }

        return paragraph ?? ImpliedParagraph;
    }

    private void OpenContainers()
    {
        foreach (var frame in _frames)
        {
            if (frame.Role != Role.Container || frame.IsOpen) continue;
            Open(frame.Tag, frame.Attributes);
            frame.IsOpen = true;
            _openContainers++;
        }

        Depth = Math.Max(Depth, _openContainers + 1);
    }

    private void OpenInline(Frame frame)
    {
        Open(frame.Tag, frame.Attributes);
        _openInlines.Add(frame);
        if (frame.Address is not null) Links.Add(frame.Address);
    }

    private void CloseInlines(int kept)
    {
        for (var i = _openInlines.Count - 1; i >= kept; i--) Close(_openInlines[i].Tag);
        _openInlines.RemoveRange(kept, _openInlines.Count - kept);
    }

    private void Open(string tag, string attributes)
    {
        _html.Append('<').Append(tag).Append(attributes).Append('>');
        Elements++;
    }

    private void Close(string tag)
    {
        _html.Append("</").Append(tag).Append('>');
        if (TextEnds.Is(tag)) _ends++;
    }
}
