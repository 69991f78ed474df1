using System.Text;
using Griot.Formats.Atom;
using Griot.Formats.MediaRss;
using Griot.Formats.Modules;
using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Rss;

/// <summary>
/// One <c>item</c>. The body is <c>content:encoded</c> (or <c>atom:content</c>), and then <c>description</c> is the
/// summary; else the body is the description. Where there is no description, the summaries of modules stand in its
/// place. Of elements that stand once, the first that is not empty counts; of several links the last, as other readers
/// have it.
/// </summary>
internal sealed class RssItemReader
{
    private readonly ElementReader reader;
    private readonly ItemDraft draft;
    private readonly MediaRssReader media;
    private readonly string core;
    private readonly List<string> authors = [];
    private readonly List<string> podcastAuthors = [];
    private string? title;
    private string? guid;
    private string? about;
    private bool permaLink;
    private string? link;
    private string? otherLink;
    private string? description;
    private string? abstractText;
    private string? date;
    private string? content;
    private string? otherContent;
    private string? subtitle;

    private RssItemReader(ElementReader reader, ItemContext context)
    {
        this.reader = reader;
        core = reader.Namespace;
        draft = new(context) { Base = Address.Inner(reader.Base, context.Base), Language = reader.Language };
        media = new(draft);
    }

    /// <param name="utf8">The cut in UTF-8.</param>
    public static ItemReading Read(ReadOnlyMemory<byte> utf8, ItemContext context)
    {
        var opened = ElementReader.Open(utf8, context);
        return opened.NextChild(-1)
            ? new RssItemReader(opened, context).Read(utf8.Span)
            : new(null, [opened.Refusal ?? new(IncidentCodes.UnreadableItem, "The item holds no element.")]);
    }

    private ItemReading Read(ReadOnlySpan<byte> utf8)
    {
        var empty = true;
        about = reader.Attribute("about", XmlNames.Rdf);
        for (var depth = reader.Depth; reader.NextChild(depth); empty = false) Take();
        media.Finish();
        foreach (var names in (IEnumerable<List<string>>)[authors, podcastAuthors])
            if (draft.Byline.Count == 0) names.ForEach(draft.AddAuthor);
        content ??= otherContent;
        description ??= abstractText ?? subtitle;
        draft.PublishedText ??= date;
        draft.UpdatedText ??= date;
        draft.Headline = title is null ? null : Headline.OfMarkup(title);
        draft.HasOwnId = (guid ?? about) is not null;
        draft.Id = guid ?? about ?? link ?? otherLink ?? Fingerprint.Of(title, draft.PublishedText, description ?? content, empty ? null : Encoding.UTF8.GetString(utf8));
        draft.Link = draft.Resolve(LinkText(), draft.Base);
        (draft.BodyHtml, draft.SummaryHtml) = content is null ? (description, null) : (content, description);
        return draft.Finish(reader.Refusal, reader.Repaired);
    }

    private string? LinkText() =>
        link ?? otherLink ?? (permaLink && guid?.StartsWith("http", StringComparison.OrdinalIgnoreCase) == true ? guid : null);

    private void Take()
    {
        switch (reader.Namespace)
        {
            case XmlNames.Content when reader.LocalName == "encoded":
                content ??= NotBlank(reader.TextOrMarkup(Limits.Body));
                break;
            case XmlNames.Xhtml when reader.LocalName == "body":
                otherContent ??= NotBlank(reader.InnerMarkup(Limits.Body));
                break;
            case XmlNames.DublinCore:
                TakeDublinCore();
                break;
            case XmlNames.DublinCoreTerms:
                TakeTerms();
                break;
            case XmlNames.Media:
                media.Take(reader);
                break;
            case XmlNames.Atom:
                TakeAtom();
                break;
            case var ns when ns == core || ns.Length == 0:
                TakeCore();
                break;
            case var ns when Itunes.Is(ns):
                TakePodcast();
                break;
            default:
                ItemModules.Take(reader, draft);
                break;
        }
    }

    private void TakeCore()
    {
        switch (reader.LocalName.ToLowerInvariant())
        {
            case "title":
                title ??= NotBlank(reader.TextOrMarkup(Limits.Field));
                break;
            case "link":
                link = reader.Attribute("href") ?? ItemDraft.Filled(reader.Text()) ?? link;
                break;
            case "description":
                description ??= NotBlank(reader.TextOrMarkup(Limits.Body));
                break;
            case "content":
                otherContent ??= NotBlank(reader.TextOrMarkup(Limits.Body));
                break;
            case "guid":
                permaLink = !string.Equals(reader.Attribute("isPermaLink"), "false", StringComparison.OrdinalIgnoreCase);
                guid ??= ItemDraft.Filled(reader.TextOrMarkup(Limits.Field));
                break;
            case "pubdate":
                draft.PublishedText ??= ItemDraft.Filled(reader.Text());
                break;
            case "author":
                AddAuthor(authors, reader.Text());
                break;
            default:
                TakeAttached();
                break;
        }
    }

    private void TakeAttached()
    {
        var @base = Address.Inner(reader.Base, draft.Base);
        switch (reader.LocalName.ToLowerInvariant())
        {
            case "category":
                var scheme = reader.Attribute("domain");
                draft.AddCategory(reader.Text(), scheme);
                break;
            case "enclosure" when reader.Attribute("url") is { } url:
                draft.AddMedia(new(url, reader.Attribute("type"), ItemDraft.Bytes(reader.Attribute("length"))), @base);
                break;
            case "source":
                var address = draft.Resolve(reader.Attribute("url"), @base);
                draft.Source ??= new(null, ItemDraft.Filled(reader.Text()), address);
                break;
        }
    }

    private void TakeDublinCore()
    {
        switch (reader.LocalName)
        {
            case "creator":
                draft.AddAuthor(reader.Text());
                break;
            case "author":
                AddAuthor(authors, reader.Text());
                break;
            case "date":
                date ??= ItemDraft.Filled(reader.Text());
                break;
            case "description":
                abstractText ??= NotBlank(reader.TextOrMarkup(Limits.Body));
                break;
            case "language":
                draft.Language = ItemDraft.Filled(reader.Text()) ?? draft.Language;
                break;
            case "rights":
                draft.Rights ??= ItemDraft.Filled(reader.Text());
                break;
            case "subject":
                draft.AddCategory(reader.Text());
                break;
            case "title":
                title ??= NotBlank(reader.TextOrMarkup(Limits.Field));
                break;
        }
    }

    private void TakeTerms()
    {
        switch (reader.LocalName)
        {
            case "modified":
                draft.UpdatedText ??= ItemDraft.Filled(reader.Text());
                break;
            case "created" or "issued":
                draft.PublishedText ??= ItemDraft.Filled(reader.Text());
                break;
            case "valid":
                draft.ExpiresText ??= ItemDraft.Filled(reader.Text());
                break;
            default:
                ItemModules.Take(reader, draft);
                break;
        }
    }

    private void TakePodcast()
    {
        switch (reader.LocalName)
        {
            case "author":
                AddAuthor(podcastAuthors, reader.Text());
                break;
            case "summary":
                abstractText ??= NotBlank(reader.TextOrMarkup(Limits.Body));
                break;
            case "subtitle":
                subtitle ??= NotBlank(reader.TextOrMarkup(Limits.Body));
                break;
            case "keywords":
                foreach (var keyword in Itunes.Keywords(reader)) draft.AddCategory(keyword);
                break;
        }
    }

    private void TakeAtom()
    {
        switch (reader.LocalName)
        {
            case "author" when AtomText.Person(reader) is { } name:
                AddAuthor(authors, name);
                break;
            case "category":
                draft.AddCategory(reader.Attribute("term"), reader.Attribute("scheme"), reader.Attribute("label"));
                break;
            case "content" when AtomText.IsReadable(AtomText.Type(reader)):
                content ??= AtomText.Html(reader, Limits.Body);
                break;
            case "summary":
                abstractText ??= AtomText.Html(reader, Limits.Body);
                break;
            case "published":
                draft.PublishedText ??= ItemDraft.Filled(reader.Text());
                break;
            case "updated":
                draft.UpdatedText ??= ItemDraft.Filled(reader.Text());
                break;
            case "link" when reader.Attribute("rel") is null or "alternate":
                otherLink ??= reader.Attribute("href");
                break;
            case "link":
                draft.Licences.TakeLink(reader);
                break;
        }
    }

    private static void AddAuthor(List<string> named, string text)
    {
        if (named.Count <= Limits.Authors) named.Add(PersonName.Of(text));
    }

    private static string? NotBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : StrayCData.Without(text);
}
