using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Atom;

/// <summary>The elements of a feed, or of an entry's <c>source</c>, that describe it.</summary>
internal static class AtomFeedReader
{
    public static void Take(ElementReader reader, FeedDraft draft)
    {
        if (reader.Namespace == UpdateDraft.Module) draft.Updates.TakeModule(reader);
        if (draft.Licences.Take(reader) || !AtomText.IsAtom(reader)) return;
        switch (reader.LocalName)
        {
            case "title":
                draft.Title ??= AtomText.Plain(reader);
                break;
            case "subtitle" or "tagline":
                draft.Description ??= AtomText.Plain(reader);
                break;
            case "id":
                draft.Id ??= ItemDraft.Filled(reader.Text());
                break;
            case "rights" or "copyright":
                draft.Rights ??= AtomText.Plain(reader);
                break;
            case "updated" or "modified":
                draft.Updated ??= ItemDraft.Filled(reader.Text());
                break;
            case "author":
                draft.AddAuthor(AtomText.Person(reader));
                break;
            case "category":
                draft.AddCategory(reader.Attribute("term"), reader.Attribute("scheme"), reader.Attribute("label"));
                break;
            case "link":
                TakeLink(reader, draft);
                break;
        }
    }

    private static void TakeLink(ElementReader reader, FeedDraft draft)
    {
        if (reader.Attribute("href") is not { } href) return;
        if (reader.Attribute("rel") is null or "alternate") draft.Link ??= href;
        else if (reader.Attribute("rel") == "self") draft.Self ??= href;
        else if (reader.Attribute("rel") == "hub") draft.AddHub(href);
        else draft.Licences.TakeLink(reader);
    }
}
