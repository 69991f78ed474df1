using System.Text;

namespace Griot.Formats.Xml;

/// <summary>
/// Collects what stands inside an element: as text, or written as HTML. Tags that don't match are handed on as they stand:
/// mending HTML is the sanitiser's work. A single run of text is kept as it is, without being copied.
/// </summary>
internal sealed class MarkupCollector(Markup mode, XmlText text, Bindings bindings)
{
    private static readonly HashSet<string> VoidElements = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    };

    /// <summary>Elements whose end HTML itself supplies: leaving it out nests nothing.</summary>
    private static readonly HashSet<string> ClosedByNext = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "rt", "rp",
    };

    private static readonly HashSet<string> Breaks = new(StringComparer.OrdinalIgnoreCase)
    {
        "br", "p", "div", "li", "ul", "ol", "dt", "dd", "tr", "td", "th", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section",
    };

    private string first = "";
    private StringBuilder? builder;

    /// <summary>What the tags inside declare, the last one for each prefix: a chain of them would be walked for each name.</summary>
    private Dictionary<string, string>? declared;
    private bool markup = mode == Markup.Always;
    private int depth;

    public int Length => builder?.Length ?? first.Length;

    /// <summary>True where tags stood in it, and not only text that may be one's HTML.</summary>
    public bool HoldsElements { get; private set; }

    /// <summary>How deep elements are nested that HTML does not close by itself.</summary>
    public int Depth { get; private set; }

    /// <summary>Takes the content of an element. Ends early where a cap is broken.</summary>
    public void Take(ReadOnlySpan<byte> content, int limit)
    {
        var scanner = new TagScanner(content);
        var at = 0;
        while (scanner.Next() && Length <= limit && Depth <= Limits.Depth && !text.IsExceeded)
        {
            TakeText(content[at..scanner.Start]);
            at = scanner.End;
            Take(scanner);
        }

        TakeText(content[at..]);
    }

    public override string ToString() => builder?.ToString() ?? first;

    private void Take(TagScanner scanner)
    {
        if (scanner.Kind == TagKind.CData) Add(text.Literal(scanner.Tag[9..^3]));
        else if (scanner.Kind > TagKind.End) return;
        else if (mode == Markup.Drop) return;
        else if (mode == Markup.Space) TakeBreak(scanner);
        else if (scanner.Kind == TagKind.End) TakeEnd(scanner);
        else TakeStart(scanner);
    }

    // A CDATA section or comment without an end: the scanner passes its opening, and the rest is what it held.
    private void TakeText(ReadOnlySpan<byte> run)
    {
        if (run.IsEmpty) return;
        var at = run.IndexOf("<![CDATA["u8);
        if (at < 0)
        {
            Add(text.Decode(run));
            return;
        }

        text.Repair("a CDATA section has no end");
        if (at > 0) Add(text.Decode(run[..at]));
        Add(text.Literal(run[(at + 9)..]));
    }

    private void Add(string run)
    {
        if (run.Length == 0) return;
        if (markup) Escape(run, builder ??= new StringBuilder());
        else if (builder is null && first.Length == 0) first = run;
        else (builder ??= new StringBuilder(first)).Append(run);
    }

    // Words that a tag keeps apart are not to become one without it.
    private void TakeBreak(TagScanner scanner)
    {
        var name = XmlScope.LocalName(scanner.Name);
        if (Length > 0 && name.Length is > 0 and <= 10 && Breaks.Contains(Encoding.Latin1.GetString(name))) Add(" ");
    }

    private void TakeStart(TagScanner scanner)
    {
        Begin();
        HoldsElements = true;
        Declare(scanner.Tag);
        var name = Name(scanner.Name);
        builder!.Append('<').Append(name);
        for (var attributes = new AttributeScanner(scanner.Tag); attributes.Read();) TakeAttribute(attributes);
        var isVoid = VoidElements.Contains(name);
        var isEmpty = scanner.Kind == TagKind.Empty;
        builder.Append(isEmpty && isVoid ? " />" : ">");
        if (isEmpty && !isVoid) builder.Append("</").Append(name).Append('>');
        if (!isEmpty && !isVoid && !ClosedByNext.Contains(name)) Depth = Math.Max(Depth, ++depth);
    }

    private void TakeEnd(TagScanner scanner)
    {
        var name = Name(scanner.Name);
        if (VoidElements.Contains(name)) return;
        Begin();
        builder!.Append("</").Append(name).Append('>');
        if (!ClosedByNext.Contains(name)) depth = Math.Max(0, depth - 1);
    }

    private void Begin()
    {
        if (markup && builder is not null) return;
        var before = ToString();
        markup = true;
        Escape(before, builder = new StringBuilder());
    }

    private void TakeAttribute(AttributeScanner attribute)
    {
        if (XmlScope.Prefix(attribute.Name) is not null) return;
        builder!.Append(' ').Append(Encoding.UTF8.GetString(attribute.Name)).Append("=\"");
        Escape(text.DecodeValue(attribute.Value), builder);
        builder.Append('"');
    }

    private string Name(ReadOnlySpan<byte> name) =>
        Encoding.UTF8.GetString(name.IndexOf((byte)':') is >= 0 and var colon && IsXhtml(name, colon) ? XmlScope.LocalName(name) : name);

    private bool IsXhtml(ReadOnlySpan<byte> name, int colon) =>
        (declared?.GetValueOrDefault(Encoding.UTF8.GetString(name[..colon])) ?? bindings.NamespaceOf(name, out _)) == XmlNames.Xhtml;

    private void Declare(ReadOnlySpan<byte> tag)
    {
        if (tag.IndexOf("xmlns"u8) < 0) return;
        for (var attributes = new AttributeScanner(tag); attributes.Read();)
        {
            if (XmlScope.Prefix(attributes.Name) is not { } prefix) continue;
            var uri = Encoding.UTF8.GetString(attributes.Value);
            if (XmlScope.MayDeclare(prefix, uri)) (declared ??= new(StringComparer.Ordinal))[prefix] = XmlNames.Canonical(uri);
        }
    }

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
