using System.Text;
using System.Xml;
using CsCheck;

namespace Griot.Formats.Tests.Xml;

/// <summary>On well-formed XML the own reader says what the framework's strict one says.</summary>
public sealed class WellFormedTests
{
    private static readonly Gen<string> Text = OneOf("a", "é ", "日本", "&amp;", "&lt;b&gt;", "&#233;", "&#x1F600;", "&quot;", "'", "\r\n", "\r", "\n", "\t", ">", "] ", "<![CDATA[<x>&amp;]]>", "<![CDATA[]]>", "<!-- <b> & -->", "<?p <b> ?>");

    private static readonly Gen<string> Attributes = OneOf("", " a=\"1\"", " a='x\ty' b=\"&lt;&amp;'\"", " xmlns:p=\"u\" p:c='é'", " href = '/a?b=c&amp;d'");

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static Gen<string> Content(int depth) => Gen.OneOf(Text, depth == 0 ? Text : Element(depth)).Array[0, 5].Select(string.Concat);

    private static Gen<string> Element(int depth) =>
        Gen.Select(OneOf("b", "B", "p", "title", "x-y", "item"), Attributes, Content(depth - 1), (name, attributes, content) =>
            content.Length == 0 ? $"<{name}{attributes}/>" : $"<{name}{attributes}>{content}</{name} >");

    [Fact]
    public void Text_and_markup_are_those_of_an_xml_reader() => Content(3).Sample(content =>
    {
        var item = Feeds.RssItem($"<description>{content}</description><author>{content}</author>");
        var (text, markup) = Strict(content);

        Assert.Equal(text.Trim() is { Length: > 0 } author ? author : null, item.Byline.FirstOrDefault());
        Assert.Equal(string.IsNullOrWhiteSpace(markup) ? null : markup, item.BodyHtml);
    }, iter: 2_000);

    /// <summary>The text, and what is written of it: text where no element stands in it, else HTML.</summary>
    private static (string Text, string Markup) Strict(string content)
    {
        var (text, html, elements) = (new StringBuilder(), new StringBuilder(), 0);
        using var reader = XmlReader.Create(new StringReader($"<description>{content}</description>"), new XmlReaderSettings { IgnoreComments = true, IgnoreProcessingInstructions = true });
        while (reader.Read())
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                text.Append(reader.Value);
                html.Append(Escape(reader.Value));
            }
            else if (reader.NodeType == XmlNodeType.Element && reader.Depth > 0)
            {
                elements++;
                html.Append('<').Append(reader.Name);
                var (name, empty) = (reader.Name, reader.IsEmptyElement);
                while (reader.MoveToNextAttribute())
                    if (reader.Prefix != "xmlns") html.Append(' ').Append(reader.Name).Append("=\"").Append(Escape(reader.Value)).Append('"');
                html.Append(empty ? $"></{name}>" : ">");
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.Depth > 0) html.Append("</").Append(reader.Name).Append('>');
        }

        return (text.ToString(), elements > 0 ? html.ToString() : text.ToString());
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
