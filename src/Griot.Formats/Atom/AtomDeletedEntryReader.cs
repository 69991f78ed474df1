using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Atom;

/// <summary>
/// One <c>at:deleted-entry</c> (RFC 6721): the withdrawal of the item that <c>ref</c> names. <c>when</c> is its date of
/// change, <c>at:by</c> its byline, <c>at:comment</c> its summary.
/// </summary>
internal static class AtomDeletedEntryReader
{
    public static ItemReading Read(ElementReader reader, ItemContext context)
    {
        var draft = new ItemDraft(context)
        {
            IsWithdrawal = true,
            Id = reader.Attribute("ref"),
            UpdatedText = reader.Attribute("when"),
            Base = Address.Inner(reader.Base, context.Base),
            Language = reader.Language,
        };
        for (var depth = reader.Depth; reader.NextChild(depth);) Take(reader, draft);
        return draft.Finish(reader.Refusal, reader.Repaired);
    }

    private static void Take(ElementReader reader, ItemDraft draft)
    {
        switch (reader.LocalName)
        {
            case "by":
                draft.AddAuthor(AtomText.Person(reader));
                break;
            case "comment":
                draft.SummaryHtml ??= AtomText.Html(reader, Limits.Body);
                break;
            case "link" when reader.Attribute("rel") is null or "alternate" && reader.Attribute("href") is { } href:
                draft.Link ??= draft.Resolve(href, Address.Inner(reader.Base, draft.Base));
                break;
            case "source":
                TakeSource(reader, draft);
                break;
        }
    }

    private static void TakeSource(ElementReader reader, ItemDraft draft)
    {
        var source = new FeedDraft();
        for (var depth = reader.Depth; reader.NextChild(depth);) AtomFeedReader.Take(reader, source);
        draft.Source ??= new(source.Id, source.Title, draft.Resolve(source.Link ?? source.Self, draft.Base));
    }
}
