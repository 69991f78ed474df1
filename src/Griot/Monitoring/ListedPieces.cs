using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml;

namespace Griot.Monitoring;

/// <summary>A piece as a feed shows it.</summary>
internal sealed record ListedPiece(string? Item, long? Entry, ShownWords Words);

/// <summary>A page of one of the house's own feeds.</summary>
/// <param name="Pieces">In order.</param>
/// <param name="Next">The link to older ones.</param>
internal sealed record ListedPieces(IReadOnlyList<ListedPiece> Pieces, string? Next)
{
    private const string Urn = "urn:griot:item:";
    private const int MaxDepth = 64;
    private const string MediaRss = "http://search.yahoo.com/mrss/";

    // What readers show of an entry, by the form that has it.
    private static readonly string[] OfRss = ["title", "guid", "description", "encoded"];
    private static readonly string[] OfAtom = ["title", "id", "summary", "content"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a page; null where it is none in this form.</summary>
    internal static ListedPieces? Read(string form, byte[] bytes)
    {
        try
        {
            return form == "json" ? ReadJson(bytes) : ReadXml(bytes, form == "rss" ? "item" : "entry");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or XmlException or FormatException)
        {
            return null;
        }
    }

    private static ListedPieces? ReadJson(byte[] bytes)
    {
        using var json = JsonDocument.Parse(bytes, Strict);
        if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array) return null;
        return new ListedPieces([.. items.EnumerateArray().Select(OfJson)], PieceAnswer.Text(json.RootElement, "next_url"));
    }

    private static ListedPiece OfJson(JsonElement item)
    {
        var own = item.TryGetProperty("_griot", out var griot) && griot.ValueKind == JsonValueKind.Object ? griot : default;
        long? entry = own.ValueKind == JsonValueKind.Object && own.TryGetProperty("entry", out var number) && number.TryGetInt64(out var index) ? index : null;
        var (excerpt, plain) = (PieceAnswer.Text(item, "summary"), PieceAnswer.Text(item, "content_text"));
        if (excerpt is not null && plain is not null && plain != excerpt) throw new JsonException("two excerpts");
        return new ListedPiece(Item(PieceAnswer.Text(item, "id")), entry, new ShownWords
        {
            Headline = PieceAnswer.Text(item, "title"),
            Html = PieceAnswer.Text(item, "content_html"),
            Excerpt = excerpt ?? plain,
            By = own.ValueKind == JsonValueKind.Object ? PieceAnswer.Texts(own, "by") : null,
        });
    }

    // Read as a stream: what is nested deeply costs nothing, and no document type is processed.
    private static ListedPieces ReadXml(byte[] bytes, string element)
    {
        using var xml = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true });
        var (pieces, next) = (new List<ListedPiece>(), (string?)null);
        for (xml.Read(); !xml.EOF; xml.Read())
        {
            if (xml.Depth > MaxDepth) throw new XmlException("too deep");
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "link" && xml.GetAttribute("rel") == "next") next = xml.GetAttribute("href");
            if (xml.LocalName == element) pieces.Add(OfXml(xml.ReadSubtree(), element == "item"));
        }

        return new ListedPieces(pieces, next);
    }

    // A file's own words stand in media:content.
    private static bool IsShown(XmlReader xml) =>
        xml is { NodeType: XmlNodeType.Element, Depth: 1 } and not { LocalName: "content", NamespaceURI: MediaRss } && (OfRss.Contains(xml.LocalName) || OfAtom.Contains(xml.LocalName));

    private static ListedPiece OfXml(XmlReader xml, bool isRss)
    {
        var (texts, entry) = (new Dictionary<string, string>(StringComparer.Ordinal), (long?)null);
        for (xml.Read(); !xml.EOF;)
        {
            if (IsShown(xml))
            {
                // Readers of feeds are not particular about namespaces, and of two titles one shows the first, another the last: no house
                // says anything twice, or in the words of the other form.
                if (!(isRss ? OfRss : OfAtom).Contains(xml.LocalName) || !texts.TryAdd(xml.LocalName, xml.ReadElementContentAsString())) throw new XmlException("said twice");
                continue;
            }

            if (xml is { NodeType: XmlNodeType.Element, Depth: 1, LocalName: "seal" } && long.TryParse(xml.GetAttribute("entry"), NumberStyles.None, CultureInfo.InvariantCulture, out var index)) entry = index;
            if (xml.Depth > MaxDepth) throw new XmlException("too deep");
            xml.Read();
        }

        return new ListedPiece(Item(texts.GetValueOrDefault(isRss ? "guid" : "id")), entry, new ShownWords
        {
            Headline = texts.GetValueOrDefault("title"),
            Html = texts.GetValueOrDefault(isRss ? "encoded" : "content"),
            Excerpt = isRss ? WebUtility.HtmlDecode(texts.GetValueOrDefault("description")) : texts.GetValueOrDefault("summary"),
        });
    }

    private static string? Item(string? id) =>
        id is not null && id.StartsWith(Urn, StringComparison.Ordinal) && Record.OpaqueId.IsWellFormed(id[Urn.Length..]) ? id[Urn.Length..] : null;
}
