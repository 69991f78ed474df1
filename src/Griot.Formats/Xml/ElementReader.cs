using System.Xml;

namespace Griot.Formats.Xml;

/// <summary>
/// A bounded forward reader of one cut. Whatever is wrong with the cut ends the reading and stands in
/// <see cref="Refusal"/>; nothing is thrown. No DTD is processed and nothing is ever resolved outside the cut.
/// </summary>
internal sealed class ElementReader : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly XmlReader reader;

    private ElementReader(XmlReader reader) => this.reader = reader;

    public Incident? Refusal { get; private set; }

    public string LocalName => reader.LocalName;

    public string Namespace => XmlNames.Canonical(reader.NamespaceURI);

    /// <summary>The namespace of names without a prefix, here.</summary>
    public string DefaultNamespace => reader.LookupNamespace("") ?? "";

    public int Depth => reader.Depth;

    public static ElementReader Open(string xml, ItemContext context)
    {
        var names = new NameTable();
        var namespaces = new XmlNamespaceManager(names);
        foreach (var (prefix, uri) in context.Namespaces)
            if (XmlScope.MayDeclare(prefix, uri)) namespaces.AddNamespace(prefix, uri);
        var references = new EntityReferences(context.Entities);
        var bounded = references.TryResolve(xml, out var resolved);
        var inner = XmlReader.Create(new StringReader(resolved ?? ""), Settings, new XmlParserContext(names, namespaces, null, XmlSpace.None));
        var opened = new ElementReader(inner);
        if (TagBounds.Exceeded(xml)) opened.Refuse(IncidentCodes.TooLarge, "An element of the item has more than 1,000 attributes.");
        if (!bounded) opened.Refuse(IncidentCodes.EntityLimit, "The entities of the item grow to more than 100,000 characters.");
        return opened;
    }

    public void Dispose() => reader.Dispose();

    /// <summary>Goes to the next child of the element at <paramref name="parent"/> (-1: the next outermost element).</summary>
    public bool NextChild(int parent)
    {
        if (reader.NodeType == XmlNodeType.Element && reader.Depth == parent && reader.IsEmptyElement) return false;
        while (Advance())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == parent + 1) return true;
            if (reader.Depth <= parent) return false;
        }

        return false;
    }

    /// <summary>The value of an attribute of the current element, trimmed; null where it is missing or blank.</summary>
    public string? Attribute(string name, string? ns = null)
    {
        var value = ns is null ? reader.GetAttribute(name) : reader.GetAttribute(name, ns);
        if (value is null) return null;
        if (value.Length > Limits.Field) Refuse(IncidentCodes.TooLarge, $"The attribute {name} is longer than its cap.");
        value = value.Trim();
        return value.Length == 0 ? null : value;
    }

    public string? Base => Attribute("base", XmlNames.Xml);

    public string? Language => Attribute("lang", XmlNames.Xml);

    /// <summary>The text inside the current element, without the tags of elements in it.</summary>
    public string Text(int limit = Limits.Field) => Inside(limit, Markup.Drop);

    /// <summary>The text; where elements stand in it, its markup instead. Feeds put HTML unescaped where text belongs.</summary>
    public string TextOrMarkup(int limit) => Inside(limit, Markup.WhereFound);

    /// <summary>The markup inside the current element, its namespaces' prefixes left out where HTML needs none.</summary>
    public string InnerMarkup(int limit) => Inside(limit, Markup.Always);

    /// <summary>Ends the reading: the item as a whole is refused.</summary>
    public void Refuse(string code, string message) => Refusal ??= new(code, message);

    private string Inside(int limit, Markup markup)
    {
        if (reader.IsEmptyElement) return "";
        var collected = new MarkupCollector(markup);
        for (var depth = reader.Depth; Advance() && reader.Depth > depth;)
        {
            if (!Collect(collected)) break;
            if (collected.Length <= limit) continue;
            Refuse(IncidentCodes.TooLarge, $"The element is longer than {limit} characters.");
        }

        return collected.ToString();
    }

    private bool Collect(MarkupCollector collected)
    {
        try
        {
            collected.Take(reader);
            return true;
        }
        catch (XmlException wrong)
        {
            RefuseIllFormed(wrong);
            return false;
        }
    }

    private bool Advance()
    {
        if (Refusal is not null) return false;
        try
        {
            if (!reader.Read()) return false;
        }
        catch (XmlException wrong)
        {
            RefuseIllFormed(wrong);
            return false;
        }

        if (reader.Depth > Limits.Depth) Refuse(IncidentCodes.TooDeep, "The item is nested deeper than 256 elements.");
        if (reader.AttributeCount > Limits.Attributes) Refuse(IncidentCodes.TooLarge, "An element of the item has more than 1,000 attributes.");
        return Refusal is null;
    }

    private void RefuseIllFormed(XmlException wrong) => Refuse(
        IncidentCodes.UnreadableItem,
        $"The item is not well-formed XML at line {wrong.LineNumber}, character {wrong.LinePosition} of it: {Incident.Quote(wrong.Message)}");
}

/// <summary>What becomes of elements inside a text.</summary>
internal enum Markup
{
    Drop,
    WhereFound,
    Always,
}
