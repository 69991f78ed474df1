using Griot.Formats.Rss;
using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Wxr;

/// <summary>
/// The people of an exported site: an item names its author by the name that it logs in with, and only the head of the document
/// says what that author is called.
/// </summary>
internal sealed class WxrAuthors
{
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ItemContext> contexts = new(StringComparer.Ordinal);

    /// <summary>Takes an element of the document's head.</summary>
    internal void Take(ElementReader reader, FeedDraft draft)
    {
        if (!WxrFields.IsNamespace(reader.Namespace) || reader.LocalName != "author")
        {
            RssFeedReader.Take(reader, draft);
            return;
        }

        string? login = null, name = null;
        for (var depth = reader.Depth; reader.NextChild(depth);)
        {
            if (reader.LocalName == "author_login") login = ItemDraft.Filled(reader.Text());
            else if (reader.LocalName == "author_display_name") name = ItemDraft.Filled(reader.Text());
        }

        if (login is not null && name is not null && names.Count < Limits.FeedFields) names[login] = name;
    }

    /// <summary>The context of an item, in which its author has a name. Items of one author share it.</summary>
    internal ItemContext Named(ItemContext context, WxrFields fields)
    {
        if (fields.Creator is not { } login) return context;
        if (contexts.TryGetValue(login, out var known)) return known;
        if (contexts.Count >= Limits.FeedFields) contexts.Clear();
        return contexts[login] = context with { FeedAuthors = [names.GetValueOrDefault(login, login)] };
    }
}
