using System.Text;
using System.Xml;

namespace Griot.Formats.Xml;

/// <summary>
/// Collects what stands inside an element: as text, or written as HTML. A single run of text is kept as it is, without
/// being copied.
/// </summary>
internal sealed class MarkupCollector(Markup mode)
{
    private static readonly HashSet<string> VoidElements = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    };

    private string first = "";
    private StringBuilder? builder;
    private bool markup = mode == Markup.Always;

    public int Length => builder?.Length ?? first.Length;

    public void Take(XmlReader reader)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                TakeText(reader.Value);
                break;
            case XmlNodeType.Element when mode != Markup.Drop:
                Begin();
                TakeStart(reader);
                break;
            case XmlNodeType.EndElement when mode != Markup.Drop && !VoidElements.Contains(Name(reader)):
                builder!.Append("</").Append(Name(reader)).Append('>');
                break;
        }
    }

    public override string ToString() => builder?.ToString() ?? first;

    private void TakeText(string text)
    {
        if (markup) Escape(text, builder ??= new StringBuilder());
        else if (builder is null && first.Length == 0) first = text;
        else (builder ??= new StringBuilder(first)).Append(text);
    }

    private void Begin()
    {
        if (markup && builder is not null) return;
        var text = ToString();
        markup = true;
        Escape(text, builder = new StringBuilder());
    }

    private void TakeStart(XmlReader reader)
    {
        var name = Name(reader);
        builder!.Append('<').Append(name);
        var empty = reader.IsEmptyElement;
        while (reader.MoveToNextAttribute()) TakeAttribute(reader);
        reader.MoveToElement();
        builder.Append(empty && VoidElements.Contains(name) ? " />" : ">");
        if (empty && !VoidElements.Contains(name)) builder.Append("</").Append(name).Append('>');
    }

    private void TakeAttribute(XmlReader reader)
    {
        if (reader.Prefix == "xmlns" || reader.Name == "xmlns") return;
        builder!.Append(' ').Append(reader.Name).Append("=\"");
        Escape(reader.Value, builder);
        builder.Append('"');
    }

    private static string Name(XmlReader reader) => reader.NamespaceURI == XmlNames.Xhtml ? reader.LocalName : reader.Name;

    private static void Escape(string text, StringBuilder written)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny("&<>\"");
            var end = next < 0 ? text.Length : at + next;
            written.Append(text, at, end - at);
            if (next < 0) return;
            written.Append(text[end] switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => "&quot;" });
            at = end + 1;
        }
    }
}
