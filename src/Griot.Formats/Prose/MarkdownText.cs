using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;

namespace Griot.Formats.Prose;

/// <summary>CommonMark with tables, as HTML that is not safe to show.</summary>
internal static class MarkdownText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <exception cref="ArgumentException">It is nested deeper than the parser reads.</exception>
    internal static MarkdownDocument Parse(string text) => Markdown.Parse(text, Pipeline);

    internal static string ToHtml(MarkdownDocument document) => document.ToHtml(Pipeline);

    /// <summary>A part of another format's document; null where it is nested deeper, or more work, than is read.</summary>
    internal static string? ToHtml(string text)
    {
        if (MarkdownWork.Fault(text) is not null) return null;
        try
        {
            var document = Parse(text);
            return MarkdownWork.IsBounded(document, text) ? ToHtml(document) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    internal static string ToHtml(HeadingBlock heading)
    {
        if (heading.Inline is null) return "";
        using var writer = new StringWriter();
        new HtmlRenderer(writer).WriteLeafInline(heading);
        return writer.ToString();
    }
}
