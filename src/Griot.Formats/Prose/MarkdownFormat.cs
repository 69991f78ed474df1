using Griot.Formats.Encodings;
using Griot.Formats.Values;
using Griot.Formats.Xml;
using Markdig.Syntax;

namespace Griot.Formats.Prose;

/// <summary>
/// A piece as CommonMark with tables: of a provider, or of the house (whose context says so). A heading of the first level
/// at the top is its headline; a provider's may stand in front matter instead (<see cref="FrontMatter"/>), a piece of the
/// house has to have it.
/// </summary>
internal sealed class MarkdownFormat : FeedFormat
{
    public override string Name => "markdown";

    // Nothing tells Markdown from any other text: it is read only where somebody says what it is.
    public override bool CanRead(DocumentStart start) => start.Prose == Name;

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) => ProseDocument.Cut(Name, document, hints);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        try
        {
            return Read(ProseDocument.Text(XmlFeed.Utf8(delivery, context)), context);
        }
        catch (ArgumentException)
        {
            // The only word that the Markdown parser has for nesting beyond its cap; its options name no other way.
            return ItemReading.Refused(IncidentCodes.TooDeep, "The piece nests quotations, lists or emphasis deeper than can be read.");
        }
    }

    private static ItemReading Read(string text, ItemContext context)
    {
        var isHouse = context.Origin is not null;
        var draft = new ItemDraft(context);
        var header = isHouse ? ProseHeader.None(text) : FrontMatter.Read(text, draft);
        if (MarkdownWork.Fault(header.Text) is { } fault) return ItemReading.Refused(fault.Code, fault.Message);
        var document = MarkdownText.Parse(header.Text);
        if (!MarkdownWork.IsBounded(document, header.Text)) return ItemReading.Refused(IncidentCodes.TooLarge, "The links of the text would make it many times as long as it is.");
        if (document is [HeadingBlock { Level: 1 } heading, ..])
        {
            draft.Headline = Headline.OfMarkup(MarkdownText.ToHtml(heading));
            // A heading that says something else than the front matter's title is a part of the text.
            if (header["title"] is not { } title || Headline.OfText(title) == draft.Headline) document.RemoveAt(0);
        }
        else if (isHouse)
        {
            return ItemReading.Refused(IncidentCodes.UnreadableItem, "The piece does not begin with its headline: a line that starts with “# ”.");
        }

        draft.BodyHtml = MarkdownText.ToHtml(document);
        return ProseDocument.Finish(draft, header, text);
    }
}
