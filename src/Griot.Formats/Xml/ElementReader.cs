using System.Text;

namespace Griot.Formats.Xml;

/// <summary>
/// A forward reader of one cut, well-formed or not. An element ends at its end tag; where that is missing, at the next
/// field or at the end of what it stands in. What was mended is told once in <see cref="Repaired"/>; what breaks a cap ends
/// the reading and stands in <see cref="Refusal"/>. Nothing is thrown, no DTD is processed, and nothing is ever resolved
/// outside the cut. Its work is bounded by a multiple of the cut's length.
/// </summary>
internal sealed class ElementReader
{
    /// <summary>How often the bytes of a cut may be passed, on average, before it counts as too tangled to be read.</summary>
    private const int MostPasses = 24;
    private const int FreeWork = 1024 * 1024;

    /// <summary>Bytes below which a start tag can't hold more attributes than the cap.</summary>
    private const int SuspiciousTag = Limits.Attributes * 3;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly XmlText text;
    private readonly Stack<Element> open = new();
    private readonly Bindings outermost;
    private Unended unended;
    private int position;
    private long work;
    private string? localName;

    private ElementReader(ReadOnlyMemory<byte> bytes, ItemContext context)
    {
        this.bytes = bytes;
        text = new XmlText(context.Entities, bytes.Length);
        outermost = Bindings.Of(context.Namespaces);
    }

    public Incident? Refusal { get; private set; }

    /// <summary>The first thing in what was read that is no XML and was mended.</summary>
    public Incident? Repaired => text.Repaired is { } how ? new(IncidentCodes.Repaired, $"The item is not well-formed XML: {how}.") : null;

    public string LocalName => localName ??= Encoding.UTF8.GetString(XmlScope.LocalName(Current.Name(bytes.Span)));

    public string Namespace => Current.Namespace;

    /// <summary>The namespace of names without a prefix, here.</summary>
    public string DefaultNamespace => Current.Bindings.Default;

    public int Depth => open.Count - 1;

    private Element Current => open.Peek();

    /// <param name="utf8">The cut in UTF-8. It must not change while it is read.</param>
    public static ElementReader Open(ReadOnlyMemory<byte> utf8, ItemContext context) => new(utf8, context);

    /// <summary>Goes to the next child of the element at <paramref name="parent"/> (-1: the next outermost element).</summary>
    public bool NextChild(int parent)
    {
        while (open.Count - 1 > parent) position = open.Pop().After;
        if (Refusal is not null || open.Count - 1 < parent) return false;
        localName = null;
        var (end, bindings) = open.TryPeek(out var around) ? (around.ContentEnd, around.Bindings) : (bytes.Length, outermost);
        var scanner = new TagScanner(bytes.Span, unended) { Position = position };
        while (scanner.Position < end && scanner.Read() && scanner.Start < end)
        {
            if (scanner.IsStart) return Enter(ref scanner, end, bindings);
            if (scanner.Kind == TagKind.End) text.Repair("an end tag closes nothing");
        }

        (position, unended) = (end, scanner.Unended);
        return false;
    }

    /// <summary>The value of an attribute of the current element, trimmed; null where it is missing or blank.</summary>
    /// <param name="name">As written, with its prefix: <c>url</c>, <c>xml:base</c>.</param>
    public string? Attribute(string name)
    {
        Span<byte> wanted = stackalloc byte[64];
        wanted = wanted[..Encoding.ASCII.GetBytes(name, wanted)];
        for (var attributes = new AttributeScanner(Current.Tag(bytes.Span)); attributes.Read();)
            if (ElementEnd.Same(attributes.Name, wanted)) return Value(name, attributes);
        return null;
    }

    /// <summary>The value of the attribute of this local name that stands with a prefix of the namespace, or without one.</summary>
    public string? Attribute(string localName, string ns)
    {
        for (var attributes = new AttributeScanner(Current.Tag(bytes.Span)); attributes.Read();)
            if (Encoding.UTF8.GetString(XmlScope.LocalName(attributes.Name)) == localName
                && (!attributes.Name.Contains((byte)':') || Current.Bindings.NamespaceOf(attributes.Name, out _) == ns)) return Value(localName, attributes);
        return null;
    }

    public string? Base => Attribute("xml:base");

    public string? Language => Attribute("xml:lang");

    /// <summary>The text inside the current element, without the tags of elements in it.</summary>
    public string Text(int limit = Limits.Field) => Inside(limit, Markup.Drop);

    /// <summary>The text, with a space in the place of tags that keep words apart.</summary>
    public string Words(int limit = Limits.Field) => Inside(limit, Markup.Space);

    /// <summary>The text; where elements stand in it, its markup instead. Feeds put HTML unescaped where text belongs.</summary>
    public string TextOrMarkup(int limit) => Inside(limit, Markup.WhereFound);

    /// <summary>True where what was read last held elements.</summary>
    public bool HeldElements { get; private set; }

    /// <summary>The markup inside the current element, its namespaces' prefixes left out where HTML needs none.</summary>
    public string InnerMarkup(int limit) => Inside(limit, Markup.Always);

    /// <summary>Ends the reading: the item as a whole is refused.</summary>
    public void Refuse(string code, string message) => Refusal ??= new(code, message);

    private bool Enter(ref TagScanner scanner, int limit, Bindings around)
    {
        // A quote that nobody closes may carry a tag beyond the end of the element around it: it ends there, with nothing in it.
        var (start, content) = (scanner.Start, Math.Min(scanner.End, limit));
        if (content - start > SuspiciousTag && Attributes(scanner.Tag) > Limits.Attributes)
            Refuse(IncidentCodes.TooLarge, "An element of the item has more than 1,000 attributes.");
        var bindings = around.Inside(scanner.Tag);
        var ns = bindings.NamespaceOf(scanner.Name, out var declared);
        if (!declared) text.Repair("a prefix is not declared");
        var nameLength = scanner.Name.Length;
        var element = new Element(start, nameLength, content, ns, bindings);
        if (ElementEnd.Find(ref scanner, limit)) (element.ContentEnd, element.After) = (scanner.Kind == TagKind.Empty ? content : scanner.Start, Math.Min(scanner.End, limit));
        else Close(element, limit);
        unended = scanner.Unended;
        position = content;
        open.Push(element);
        Spend(Math.Min(scanner.Position, limit) - start);
        return Refusal is null;
    }

    // The end tag is missing, misspelt, or something inside hides it: the element ends at the first of what looks like its
    // end tag, wherever that stands, and of the next field.
    private void Close(Element element, int limit)
    {
        text.Repair("an end tag is missing");
        var span = bytes.Span;
        element.ContentEnd = element.After = limit;
        if (open.Count == 0) return;
        var end = ElementEnd.Textual(span[element.Content..limit], element.Name(span));
        if (end >= 0) element.ContentEnd = element.Content + end;
        if (end >= 0) element.After = Math.Min(limit, element.ContentEnd + 2 + element.NameLength + 1);
        if (ElementEnd.Missing(span, element.Content, element.ContentEnd, anyElement: open.Count > 1) is { } missing)
            (element.ContentEnd, element.After) = (missing.Start, missing.End);
        Spend(limit - element.Content);
    }

    private void Spend(int passed)
    {
        work += passed;
        if (work > ((long)bytes.Length * MostPasses) + FreeWork)
            Refuse(IncidentCodes.UnreadableItem, "The item's tags are too tangled to be read in bounded time.");
    }

    private string? Value(string name, AttributeScanner attribute)
    {
        if (attribute.Value.Length > Limits.Field) Refuse(IncidentCodes.TooLarge, $"The attribute {name} is longer than its cap.");
        if (!attribute.IsQuoted) text.Repair("a value stands without quotes");
        var value = text.DecodeValue(attribute.Value).Trim();
        if (text.IsExceeded) RefuseEntities();
        return value.Length == 0 ? null : value;
    }

    private string Inside(int limit, Markup markup)
    {
        if (Refusal is not null) return "";
        var element = Current;
        var collected = new MarkupCollector(markup, text, element.Bindings);
        collected.Take(bytes.Span[element.Content..element.ContentEnd], limit);
        Spend(element.ContentEnd - element.Content);
        HeldElements = collected.HoldsElements;
        if (text.IsExceeded) RefuseEntities();
        if (collected.Length > limit) Refuse(IncidentCodes.TooLarge, $"The element is longer than {limit} characters.");
        if (collected.Depth > Limits.Depth) Refuse(IncidentCodes.TooDeep, "The item is nested deeper than 256 elements.");
        return Refusal is null ? collected.ToString() : "";
    }

    private void RefuseEntities() => Refuse(IncidentCodes.EntityLimit, "The entities of the item grow to more than 100,000 characters, or to a multiple of its length.");

    private static int Attributes(ReadOnlySpan<byte> tag)
    {
        var count = 0;
        for (var attributes = new AttributeScanner(tag); count <= Limits.Attributes && attributes.Read();) count++;
        return count;
    }

    /// <summary>An element that is being read, by its places in the cut.</summary>
    private sealed class Element(int start, int nameLength, int content, string ns, Bindings bindings)
    {
        public int NameLength => nameLength;

        public int Content => content;

        public int ContentEnd { get; set; }

        public int After { get; set; }

        public string Namespace => ns;

        public Bindings Bindings => bindings;

        public ReadOnlySpan<byte> Name(ReadOnlySpan<byte> cut) => cut.Slice(start + 1, nameLength);

        public ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> cut) => cut[start..content];
    }
}

/// <summary>What becomes of elements inside a text.</summary>
internal enum Markup
{
    Drop,
    Space,
    WhereFound,
    Always,
}
