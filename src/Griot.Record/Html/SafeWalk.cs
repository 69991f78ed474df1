using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>
/// Goes through the parsed fragment in document order and tells the writer what it meets. It keeps its own stack: a
/// deep tree costs memory that is capped, never the stack of the process.
/// </summary>
internal sealed class SafeWalk(Uri? baseAddress, int deliveredLength)
{
    // Inline elements that reach across blocks are written anew in each; a small delivery must not grow a large page.
    private const int MostGrowth = 4;
    private const int FreeGrowth = 64 * 1024;

    private readonly SafeWriter _writer = new();
    private readonly PictureReader _pictures = new();
    private readonly Dictionary<string, int> _carried = new(StringComparer.Ordinal);
    private readonly Stack<(INodeList Nodes, int Next)> _path = new();
    private (string? Href, string? Address, string Attribute) _link = (null, null, "");
    private (string? Source, string? Address) _picture;

    public SafeHtmlResult Run(IElement body)
    {
        if (PlainText.IsPlain(body)) return Run(body.TextContent);
        return Walk(body) is var refusal and not SafeHtmlRefusal.None ? SafeHtmlResult.Refused(refusal) : Finish();
    }

    /// <summary>A text without any element.</summary>
    public SafeHtmlResult Run(string text)
    {
        WriteParagraphs(text);
        return Finish();
    }

    private SafeHtmlResult Finish()
    {
        _writer.EndRun();
        return Overgrown() is var growth and not SafeHtmlRefusal.None ? SafeHtmlResult.Refused(growth) : new()
        {
            Html = _writer.ToString(),
            Pictures = _pictures.Found,
            Carried = [.. _carried.Select(one => new CarriedPicture(one.Key, one.Value))],
            Links = [.. _writer.Links.Distinct(StringComparer.Ordinal)],
        };
    }

    private void WriteParagraphs(string text)
    {
        foreach (var paragraph in PlainText.Paragraphs(text))
        {
            _writer.Text(paragraph);
            _writer.EndRun();
        }
    }

    private SafeHtmlRefusal Walk(IElement body)
    {
        _path.Push((body.ChildNodes, 0));
        while (_path.TryPop(out var level))
        {
            if (level.Next == level.Nodes.Length)
            {
                if (_path.Count > 0) _writer.Leave();
                continue;
            }

            _path.Push((level.Nodes, level.Next + 1));
            Meet(level.Nodes[level.Next]);
            if (_path.Count > SafeHtml.MaxDepth + 1) return SafeHtmlRefusal.TooDeep;
            if (Overgrown() is var refusal and not SafeHtmlRefusal.None) return refusal;
        }

        return SafeHtmlRefusal.None;
    }

    private SafeHtmlRefusal Overgrown() =>
        _writer.Depth > SafeHtml.MaxDepth ? SafeHtmlRefusal.TooDeep :
        _writer.Length > SafeHtml.MaxLength || _writer.Elements > SafeHtml.MaxElements
            || _writer.Length > ((long)deliveredLength * MostGrowth) + FreeGrowth ? SafeHtmlRefusal.TooLarge :
        SafeHtmlRefusal.None;

    private void Meet(INode node)
    {
        if (node is IText text) _writer.Text(text.Data);
        else if (node is IElement element) Meet(element);
    }

    private void Meet(IElement element)
    {
        var (role, tag) = ElementRules.Of(element);
        switch (role)
        {
            case Role.Hidden: break;
            case Role.Break: _writer.Break(); break;
            case Role.WordBreak: _writer.WordBreak(); break;
            case Role.Rule: _writer.Rule(SafeAttributes.LanguageAndDirection(element)); break;
            case Role.Picture: MeetPicture(element); break;
            default:
                _writer.Enter(FrameOf(element, role, tag));
                _path.Push((element.ChildNodes, 0));
                break;
        }
    }

    private void MeetPicture(IElement element)
    {
        if (element.GetAttribute("src") is var source && source != _picture.Source) _picture = (source, SafeAddress.OfResource(source, baseAddress));
        if (_picture.Address is null && CarriedPicture.IdOf(_picture.Source) is { } id && !Beacon.Is(element)) _carried.TryAdd(id, _writer.NextPlace);
        if (_picture.Address is not { } address || !_pictures.Read(element, address)) return;
        _writer.Void("img", SafeAttributes.OfPicture(element, address));
    }

    private Frame FrameOf(IElement element, Role role, string tag)
    {
        if (role == Role.Container && !ElementRules.MayStandIn(tag, _writer.Container)) role = Role.Divider;
        if (role is Role.Divider or Role.Transparent) return Unwrapped(element, role);
        if (tag == "a") return LinkOf(element, role);
        var attributes = SafeAttributes.Of(element, tag, baseAddress);
        return tag == "bdo" && attributes.Length == 0 ? Unwrapped(element, Role.Transparent) : new(role, tag, attributes);
    }

    // A parser writes a link that nobody closed anew in each paragraph behind it: what it leads to is worked out once.
    private Frame LinkOf(IElement element, Role role)
    {
        if (element.GetAttribute("href") is var href && href != _link.Href) _link = LinkTo(href);
        return _link.Address is { } address
            ? new(role, "a", _link.Attribute + SafeAttributes.LanguageAndDirection(element)) { Address = address }
            : Unwrapped(element, Role.Transparent);
    }

    private (string? Href, string? Address, string Attribute) LinkTo(string? href) =>
        SafeAddress.OfLink(href, baseAddress) is { } address ? (href, address, SafeAttributes.OfLink(address)) : (href, null, "");

    // A language or a direction says how to read what is inside: it stays, on an element that says nothing else.
    private static Frame Unwrapped(IElement element, Role role)
    {
        var attributes = SafeAttributes.LanguageAndDirection(element);
        if (attributes.Length == 0) return new(role, "", "");
        return role == Role.Divider ? new(Role.Container, "div", attributes) : new(Role.Inline, "span", attributes);
    }
}
