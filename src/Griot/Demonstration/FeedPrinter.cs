using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml;

namespace Griot.Demonstration;

/// <summary>Prints the invented providers' feeds as the tools of such providers do, each in its own format and encoding.</summary>
internal static class FeedPrinter
{
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string Dc = "http://purl.org/dc/elements/1.1/";
    private const string Media = "http://search.yahoo.com/mrss/";
    private const string AtomNs = "http://www.w3.org/2005/Atom";
    private const string Tombstones = "http://purl.org/atompub/tombstones/1.0";
    private const string Griot = "urn:griot:1";

    internal static byte[] Rss(WorldProvider provider, IReadOnlyList<StandPiece> pieces, DateTimeOffset opened) => Print(provider, xml =>
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        foreach (var (prefix, uri) in new[] { ("content", Content), ("dc", Dc), ("media", Media), ("griot", Griot) }) xml.WriteAttributeString("xmlns", prefix, null, uri);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", provider.Name);
        xml.WriteElementString("link", provider.Home);
        xml.WriteElementString("description", provider.About);
        xml.WriteElementString("language", provider.Languages[0]);
        foreach (var piece in pieces) RssItem(xml, piece, opened);
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    internal static byte[] Atom(WorldProvider provider, IReadOnlyList<StandPiece> pieces, DateTimeOffset opened) => Print(provider, xml =>
    {
        xml.WriteStartElement("feed", AtomNs);
        xml.WriteAttributeString("xmlns", "at", null, Tombstones);
        xml.WriteAttributeString("xmlns", "griot", null, Griot);
        xml.WriteAttributeString("xmlns", "media", null, Media);
        xml.WriteAttributeString("xml", "lang", null, provider.Languages[0]);
        xml.WriteElementString("id", AtomNs, provider.Home);
        xml.WriteElementString("title", AtomNs, provider.Name);
        xml.WriteElementString("updated", AtomNs, Rfc3339(pieces.Count > 0 ? pieces[0].Published : opened));
        AtomLink(xml, provider.Home);
        foreach (var piece in pieces) AtomEntry(xml, piece, opened);
        xml.WriteEndElement();
    });

    internal static byte[] Json(WorldProvider provider, IReadOnlyList<StandPiece> pieces, DateTimeOffset opened) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["version"] = "https://jsonfeed.org/version/1.1",
        ["title"] = provider.Name,
        ["home_page_url"] = provider.Home,
        ["language"] = provider.Languages[0],
        ["items"] = new JsonArray([.. pieces.Select(piece => JsonItem(piece, opened))]),
    }.ToJsonString());

    private static byte[] Print(WorldProvider provider, Action<XmlWriter> print)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = Encoding.GetEncoding(provider.Encoding), Indent = true })) print(xml);
        return bytes.ToArray();
    }

    private static void RssItem(XmlWriter xml, StandPiece stand, DateTimeOffset opened)
    {
        var piece = stand.Piece;
        xml.WriteStartElement("item");
        xml.WriteElementString("title", piece.Headline);
        xml.WriteElementString("link", piece.Id);
        xml.WriteElementString("guid", piece.Id);
        xml.WriteElementString("pubDate", stand.Published.ToString("R", CultureInfo.InvariantCulture));
        foreach (var author in piece.Authors) xml.WriteElementString("creator", Dc, author);
        foreach (var category in piece.Categories) xml.WriteElementString("category", category);
        if (piece.Summary is { } summary) xml.WriteElementString("description", summary);
        if (piece.Picture is { } picture) Picture(xml, picture);
        Own(xml, stand, opened);
        xml.WriteStartElement("encoded", Content);
        xml.WriteCData(Html(piece));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Picture(XmlWriter xml, WorldPicture picture)
    {
        xml.WriteStartElement("content", Media);
        xml.WriteAttributeString("url", picture.Address);
        xml.WriteAttributeString("medium", "image");
        xml.WriteAttributeString("type", "image/jpeg");
        if (picture.Caption is { } caption) xml.WriteElementString("description", Media, caption);
        if (picture.Credit is { } credit) xml.WriteElementString("credit", Media, credit);
        xml.WriteEndElement();
    }

    private static void AtomEntry(XmlWriter xml, StandPiece stand, DateTimeOffset opened)
    {
        if (stand.Withdrawn is { } when)
        {
            Deleted(xml, stand.Piece, when);
            return;
        }

        var piece = stand.Piece;
        xml.WriteStartElement("entry", AtomNs);
        xml.WriteAttributeString("xml", "lang", null, piece.Language);
        xml.WriteElementString("id", AtomNs, piece.Id);
        xml.WriteElementString("title", AtomNs, piece.Headline);
        AtomLink(xml, piece.Id);
        xml.WriteElementString("published", AtomNs, Rfc3339(stand.Published));
        xml.WriteElementString("updated", AtomNs, Rfc3339(stand.Updated ?? stand.Published));
        foreach (var author in piece.Authors)
        {
            xml.WriteStartElement("author", AtomNs);
            xml.WriteElementString("name", AtomNs, author);
            xml.WriteEndElement();
        }

        foreach (var category in piece.Categories)
        {
            xml.WriteStartElement("category", AtomNs);
            xml.WriteAttributeString("term", category);
            xml.WriteEndElement();
        }

        if (piece.Summary is { } summary) xml.WriteElementString("summary", AtomNs, summary);
        if (piece.Picture is { } picture) Picture(xml, picture);
        Own(xml, stand, opened);
        xml.WriteStartElement("content", AtomNs);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Html(piece));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Deleted(XmlWriter xml, WorldPiece piece, DateTimeOffset when)
    {
        xml.WriteStartElement("at", "deleted-entry", Tombstones);
        xml.WriteAttributeString("ref", piece.Id);
        xml.WriteAttributeString("when", Rfc3339(when));
        if (piece.Withdrawal is { } reason) xml.WriteElementString("at", "comment", Tombstones, reason);
        xml.WriteEndElement();
    }

    private static void AtomLink(XmlWriter xml, string address)
    {
        xml.WriteStartElement("link", AtomNs);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Own(XmlWriter xml, StandPiece stand, DateTimeOffset opened)
    {
        if (stand.EmbargoedUntil(opened) is { } until) xml.WriteElementString("embargoedUntil", Griot, Rfc3339(until));
        if (stand.IsCorrection) xml.WriteElementString("signal", Griot, "correction");
    }

    private static JsonObject JsonItem(StandPiece stand, DateTimeOffset opened)
    {
        var piece = stand.Piece;
        var item = new JsonObject
        {
            ["id"] = piece.Id,
            ["url"] = piece.Id,
            ["title"] = piece.Headline,
            ["language"] = piece.Language,
            ["date_published"] = Rfc3339(stand.Published),
            ["tags"] = new JsonArray([.. piece.Categories.Select(category => (JsonNode?)JsonValue.Create(category))]),
            ["content_html"] = Html(piece),
        };
        if (piece.Byline is not null) item["authors"] = new JsonArray([.. piece.Authors.Select(author => new JsonObject { ["name"] = author })]);
        if (piece.Summary is { } summary) item["summary"] = summary;
        if (piece.Picture is { } picture) item["attachments"] = new JsonArray(JsonPicture(picture));
        if (stand.EmbargoedUntil(opened) is { } until) item["_griot"] = new JsonObject { ["embargoedUntil"] = Rfc3339(until) };
        return item;
    }

    private static JsonObject JsonPicture(WorldPicture picture)
    {
        // JSON Feed has one text for an attachment and no word for a credit.
        string?[] parts = [picture.Caption, picture.Credit];
        return new JsonObject { ["url"] = picture.Address, ["mime_type"] = "image/jpeg", ["title"] = string.Join(' ', parts.Where(part => part is not null)) };
    }

    private static string Html(WorldPiece piece)
    {
        var html = new StringBuilder();
        var listed = false;
        foreach (var paragraph in piece.Body)
        {
            var (tag, text) = Markup(paragraph);
            if (listed != (tag == "li")) html.Append(listed ? "</ul>" : "<ul>");
            listed = tag == "li";
            html.Append('<').Append(tag).Append('>').Append(WebUtility.HtmlEncode(text)).Append("</").Append(tag).Append('>');
        }

        return html.Append(listed ? "</ul>" : "").ToString();
    }

    private static (string Tag, string Text) Markup(string paragraph) => paragraph[..Math.Min(paragraph.Length, 2)] switch
    {
        "##" => ("h2", paragraph[2..].TrimStart()),
        "> " => ("blockquote", paragraph[2..]),
        "- " => ("li", paragraph[2..]),
        _ => ("p", paragraph),
    };

    private static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
