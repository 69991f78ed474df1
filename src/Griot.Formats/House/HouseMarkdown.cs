using System.Text;
using Griot.Formats.Encodings;
using Griot.Formats.Values;
using Markdig;
using Markdig.Syntax;

namespace Griot.Formats.House;

/// <summary>
/// A piece of the house as its newsroom writes it: CommonMark with tables, its headline a heading of the first level
/// at the top. Who wrote it, in which language, and whether it was produced or commissioned stand in the context.
/// </summary>
internal sealed class HouseMarkdown : FeedFormat
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    public override string Name => "markdown";

    // Nobody's feed looks like this: it is read only where a caller says what it is.
    public override bool CanRead(DocumentStart start) => false;

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) => CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        try
        {
            return Read(delivery, context);
        }
        catch (ArgumentException)
        {
            // The only word that the Markdown parser has for nesting beyond its cap; its options name no other way.
            return ItemReading.Refused(IncidentCodes.TooDeep, "The piece nests quotations, lists or emphasis deeper than can be read.");
        }
    }

    private static ItemReading Read(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        var document = Markdown.Parse(Encoding.UTF8.GetString(delivery.Span).TrimStart('\uFEFF'), Pipeline);
        if (document is not [HeadingBlock { Level: 1 } heading, ..])
            return ItemReading.Refused(IncidentCodes.UnreadableItem, "The piece does not begin with its headline: a line that starts with “# ”.");
        document.RemoveAt(0);
        var draft = new ItemDraft(context)
        {
            Id = context.FeedId,
            Headline = Headline.OfMarkup(heading.Inline is null ? "" : Html(heading)),
            BodyHtml = document.ToHtml(Pipeline),
            Language = context.Language,
        };
        foreach (var author in context.FeedAuthors) draft.AddAuthor(author);
        return draft.Finish();
    }

    private static string Html(HeadingBlock heading)
    {
        using var writer = new StringWriter();
        var renderer = new Markdig.Renderers.HtmlRenderer(writer);
        renderer.WriteLeafInline(heading);
        return writer.ToString();
    }
}
