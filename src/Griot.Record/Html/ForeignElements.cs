using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Mathml.Dom;
using AngleSharp.Svg.Dom;

namespace Griot.Record.Html;

/// <summary>
/// Elements of formulas and drawings, which are not shown, made so that they end where a browser ends them. The parser takes an
/// end tag in a text of a formula (<c>mi mo mn ms mtext</c>) for one of HTML, so that <c>&lt;math&gt;&lt;mi&gt;x&lt;/math&gt;</c>
/// would hide all that follows; by the HTML Standard, 13.2.6, only start tags and characters are read as HTML there, as in the
/// parts of a drawing that hold HTML, so they are made as such parts are. It takes a drawing's <c>style</c> for a special element,
/// which moves it, open, behind the end of what is around the drawing. And what it pops of its stack ends at whatever bears the
/// name of a part of a table, <c>template</c> or <c>html</c>, so that nothing else bears those names.
/// </summary>
/// <remarks>
/// None of these is special here: an end tag of what is around them ends them whatever is left open within them, sooner than in
/// a browser at worst. More of the words may be shown than there; less only behind a raw text (<c>iframe</c>, <c>xmp</c>) in an open
/// <c>mglyph</c> or <c>malignmark</c>, which are read as HTML too. The end of a <c>td</c> in a drawing in a cell ends the cell, since
/// the drawing's has another name: text behind it is shown before the table, as is whatever stands in a table and in no cell.
/// </remarks>
internal sealed class ForeignElements(IElementFactory<Document, MathElement> formulas, IElementFactory<Document, SvgElement> drawings)
    : IElementFactory<Document, MathElement>, IElementFactory<Document, SvgElement>
{
    /// <summary>The parser's usual services, with these elements.</summary>
    public static IConfiguration Configuration { get; } = Configured(AngleSharp.Configuration.Default);

    MathElement IElementFactory<Document, MathElement>.Create(Document document, string localName, string? prefix, NodeFlags flags) =>
        localName is "mi" or "mo" or "mn" or "ms" or "mtext"
            ? new MathElement(document, localName, prefix, flags | NodeFlags.Scoped | NodeFlags.HtmlTip)
            : formulas.Create(document, Named(localName), prefix, flags);

    SvgElement IElementFactory<Document, SvgElement>.Create(Document document, string localName, string? prefix, NodeFlags flags) =>
        localName is "style" ? new SvgElement(document, localName, prefix, flags & ~NodeFlags.Special) : drawings.Create(document, Named(localName), prefix, flags);

    private static string Named(string localName) =>
        localName is "html" or "template" or "thead" or "tbody" or "tfoot" or "tr" or "td" or "th" ? "x-" + localName : localName;

    private static IConfiguration Configured(IConfiguration usual)
    {
        var elements = new ForeignElements(usual.Services.OfType<IElementFactory<Document, MathElement>>().Single(), usual.Services.OfType<IElementFactory<Document, SvgElement>>().Single());
        return usual.WithOnly<IElementFactory<Document, MathElement>>(elements).WithOnly<IElementFactory<Document, SvgElement>>(elements);
    }
}
