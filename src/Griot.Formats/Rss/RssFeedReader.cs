using Griot.Formats.Atom;
using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Rss;

/// <summary>
/// The elements of a channel that describe it. The first of a kind counts, of several links the last. What a module
/// says stands in where the channel's own element is missing.
/// </summary>
internal static class RssFeedReader
{
    public static void Take(ElementReader reader, FeedDraft draft)
    {
        if (draft.Licences.Take(reader)) return;
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
            case var ns when Itunes.Is(ns):
                TakePodcast(reader, draft);
                break;
        }
    }

    private static void TakeCore(ElementReader reader, FeedDraft draft)
    {
        switch (reader.LocalName.ToLowerInvariant())
        {
            case "title":
                draft.Title ??= Headline.OfMarkup(reader.TextOrMarkup(Limits.Field));
                break;
            case "link":
                draft.Link = reader.Attribute("href") ?? ItemDraft.Filled(reader.Text()) ?? draft.Link;
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
            case "lastbuilddate":
                draft.Updated = ItemDraft.Filled(reader.Text()) ?? draft.Updated;
                break;
            case "pubdate":
                draft.Updated ??= ItemDraft.Filled(reader.Text());
                break;
            case "ttl" or "skiphours" or "skipdays":
                draft.Updates.TakeRss(reader);
                break;
            default:
                TakePeople(reader, draft);
                break;
        }
    }

    private static void TakePeople(ElementReader reader, FeedDraft draft)
    {
        switch (reader.LocalName.ToLowerInvariant())
        {
            case "managingeditor":
                draft.AddAuthor(PersonName.Of(reader.TextOrMarkup(Limits.Field)));
                break;
            case "webmaster":
                draft.Webmaster ??= PersonName.Of(reader.TextOrMarkup(Limits.Field));
                break;
            case "category":
                var scheme = reader.Attribute("domain");
                draft.AddCategory(reader.TextOrMarkup(Limits.Field), scheme);
                break;
        }
    }

    private static void TakeDublinCore(ElementReader reader, FeedDraft draft)
    {
        switch (reader.LocalName)
        {
            case "title":
                draft.OtherTitle ??= Headline.OfMarkup(reader.TextOrMarkup(Limits.Field));
                break;
            case "description":
                draft.OtherDescription ??= Headline.OfMarkup(reader.TextOrMarkup(Limits.Field));
                break;
            case "language":
                draft.Language ??= ItemDraft.Filled(reader.Text());
                break;
            case "rights":
                draft.Rights ??= ItemDraft.Filled(reader.Text());
                break;
            case "date":
                draft.Updated ??= ItemDraft.Filled(reader.Text());
                break;
            case "creator" or "author":
                draft.AddAuthor(PersonName.Of(reader.Text()));
                break;
            case "subject":
                draft.AddCategory(reader.Text());
                break;
        }
    }

    private static void TakePodcast(ElementReader reader, FeedDraft draft)
    {
        switch (reader.LocalName)
        {
            case "author":
                draft.PodcastAuthor ??= ItemDraft.Filled(reader.Text());
                break;
            case "summary":
                draft.OtherDescription ??= Headline.OfMarkup(reader.TextOrMarkup(Limits.Field));
                break;
            case "keywords":
                foreach (var keyword in Itunes.Keywords(reader)) draft.AddCategory(keyword);
                break;
            case "category":
                foreach (var category in Itunes.Categories(reader)) draft.AddCategory(category);
                break;
        }
    }

    private static void TakeAtom(ElementReader reader, FeedDraft draft)
    {
        switch (reader.LocalName)
        {
            case "id":
                draft.Id ??= ItemDraft.Filled(reader.Text());
                break;
            case "updated":
                draft.Updated ??= ItemDraft.Filled(reader.Text());
                break;
            case "author":
                draft.AddAuthor(AtomText.Person(reader));
                break;
            case "category":
                draft.AddCategory(reader.Attribute("term"), reader.Attribute("scheme"), reader.Attribute("label"));
                break;
            case "link" when reader.Attribute("rel") == "self":
                draft.Self ??= reader.Attribute("href");
                break;
            case "link" when reader.Attribute("rel") == "hub":
                draft.AddHub(reader.Attribute("href"));
                break;
            case "link" when reader.Attribute("rel") is null or "alternate":
                draft.OtherLink ??= reader.Attribute("href");
                break;
            case "link":
                draft.Licences.TakeLink(reader);
                break;
        }
    }
}
