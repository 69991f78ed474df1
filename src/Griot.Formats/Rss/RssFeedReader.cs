using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Rss;

/// <summary>The elements of a channel that describe it. The first of a kind counts.</summary>
internal static class RssFeedReader
{
    public static void Take(ElementReader reader, FeedDraft draft)
    {
        switch (reader.Namespace)
        {
            case XmlNames.Atom:
                TakeAtom(reader, draft);
                break;
            case XmlNames.DublinCore:
                TakeDublinCore(reader, draft);
                break;
            case UpdateDraft.Module:
                draft.Updates.TakeModule(reader);
                break;
            case var ns when ns.Length == 0 || ns == reader.DefaultNamespace:
                TakeCore(reader, draft);
                break;
        }
    }

    private static void TakeCore(ElementReader reader, FeedDraft draft)
    {
        switch (reader.LocalName)
        {
            case "title":
                draft.Title ??= Headline.OfMarkup(reader.TextOrMarkup(Limits.Field));
                break;
            case "link":
                draft.Link ??= ItemDraft.Filled(reader.Text());
                break;
            case "description":
                draft.Description ??= Headline.OfMarkup(reader.TextOrMarkup(Limits.Field));
                break;
            case "language":
                draft.Language ??= ItemDraft.Filled(reader.Text());
                break;
            case "copyright":
                draft.Rights ??= ItemDraft.Filled(reader.Text());
                break;
            case "lastBuildDate":
                draft.Updated = ItemDraft.Filled(reader.Text()) ?? draft.Updated;
                break;
            case "pubDate":
                draft.Updated ??= ItemDraft.Filled(reader.Text());
                break;
            case "ttl" or "skipHours" or "skipDays":
                draft.Updates.TakeRss(reader);
                break;
        }
    }

    private static void TakeDublinCore(ElementReader reader, FeedDraft draft)
    {
        switch (reader.LocalName)
        {
            case "language":
                draft.Language ??= ItemDraft.Filled(reader.Text());
                break;
            case "rights":
                draft.Rights ??= ItemDraft.Filled(reader.Text());
                break;
            case "date":
                draft.Updated ??= ItemDraft.Filled(reader.Text());
                break;
            case "creator":
                draft.AddAuthor(reader.Text());
                break;
        }
    }

    private static void TakeAtom(ElementReader reader, FeedDraft draft)
    {
        if (reader.LocalName == "id") draft.Id ??= ItemDraft.Filled(reader.Text());
        if (reader.LocalName != "link") return;
        if (reader.Attribute("rel") == "self") draft.Self ??= reader.Attribute("href");
        if (reader.Attribute("rel") is null or "alternate") draft.Link ??= reader.Attribute("href");
    }
}
