using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Griot.Media.Cage;

/// <summary>
/// The words of a word processor's file (ECMA-376 part 1, 17; OpenDocument 1.3 part 3, 5 and 6): one member of a zip, read as it
/// unfolds and no further than its cap (X20). No name in the zip is ever a path, and nothing outside it is asked for.
/// </summary>
internal static class OfficeWork
{
    private const int MostMembers = 5_000;
    private const long LargestMember = 64 * 1024 * 1024;
    private const int MostSpaces = 100;

    private static readonly XmlReaderSettings Bounded = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LargestMember,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    internal static Made ReadDocx(byte[] file) => Read(file, "word/document.xml", Docx);

    internal static Made ReadOdt(byte[] file) => Read(file, "content.xml", Odt);

    private static Made Read(byte[] file, string member, Func<XmlReader, StringBuilder, bool> take)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostMembers) throw new InvalidDataException("the zip holds too many members");
        var found = zip.GetEntry(member) ?? throw new InvalidDataException($"{member} is missing");
        if (found.Length > LargestMember) throw new InvalidDataException($"{member} is too large");
        using var xml = XmlReader.Create(found.Open(), Bounded);
        var text = new PlainPages();
        var paragraph = new StringBuilder();
        while (!text.IsFull && (xml.NodeType != XmlNodeType.None || xml.Read()) && !xml.EOF)
        {
            if (!take(xml, paragraph)) continue;
            if (paragraph.ToString().Trim() is { Length: > 0 } words) text.Add(words);
            paragraph.Clear();
        }

        return new Made { Text = text.Text, IsCut = text.IsFull };
    }

    // True where a paragraph has come to its end. Each call takes one node and moves on.
    private static bool Docx(XmlReader xml, StringBuilder paragraph)
    {
        var isEnd = xml is { NodeType: XmlNodeType.EndElement, LocalName: "p" };
        if (xml.NodeType == XmlNodeType.Element)
        {
            switch (xml.LocalName)
            {
                // What an older program is shown in place of something is not there twice.
                case "Fallback" or "txbxContent" or "instrText" or "delText" or "del" or "moveFrom":
                    xml.Skip();
                    return false;
                case "t" when !xml.IsEmptyElement:
                    paragraph.Append(xml.ReadElementContentAsString());
                    return false;
                case "tab":
                    paragraph.Append('\t');
                    break;
                case "br" or "cr":
                    paragraph.Append('\n');
                    break;
            }
        }

        xml.Read();
        return isEnd;
    }

    private static bool Odt(XmlReader xml, StringBuilder paragraph)
    {
        var isEnd = xml is { NodeType: XmlNodeType.EndElement, LocalName: "p" or "h" };
        if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
        {
            paragraph.Append(Squeezed(xml.Value));
        }
        else if (xml.NodeType == XmlNodeType.Element)
        {
            switch (xml.LocalName)
            {
                case "annotation" or "tracked-changes" or "automatic-styles" or "scripts" or "font-face-decls" or "note":
                    xml.Skip();
                    return false;
                case "s":
                    paragraph.Append(' ', int.TryParse(xml.GetAttribute("c", xml.NamespaceURI), NumberStyles.None, CultureInfo.InvariantCulture, out var spaces) ? Math.Min(spaces, MostSpaces) : 1);
                    break;
                case "tab":
                    paragraph.Append('\t');
                    break;
                case "line-break":
                    paragraph.Append('\n');
                    break;
            }
        }

        xml.Read();
        return isEnd;
    }

    // OpenDocument 1.3 part 3, 6.1.2: white space is one space.
    private static string Squeezed(string text)
    {
        var squeezed = string.Join(' ', text.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return text.Length > 0 && squeezed.Length == 0 ? "" : squeezed;
    }
}
