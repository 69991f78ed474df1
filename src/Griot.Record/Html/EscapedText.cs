using System.Text;

namespace Griot.Record.Html;

/// <summary>Plain text as HTML (HTML Standard, 13.1.2): <c>&amp; &lt; &gt; "</c> are escaped, and every other letter stands as it is.</summary>
public static class EscapedText
{
    /// <summary>Fit for the text of an element and for the value of an attribute in double quotes.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!Markup.NeedsEscapes(text)) return text;
        var html = new StringBuilder(text.Length + 16);
        Markup.AppendValue(html, text);
        return html.ToString();
    }
}
