using System.Text;
using Griot.Formats.MediaRss;
using Griot.Formats.Modules;
using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Atom;

/// <summary>
/// One <c>entry</c>. The body is <c>content</c>, else <c>summary</c>. Authors are the entry's, else its source's, else
/// the feed's (RFC 4287, 4.2.1).
/// </summary>
internal sealed class AtomEntryReader
{
    private readonly ElementReader reader;
    private readonly ItemDraft draft;
    private readonly MediaRssReader media;
    private readonly List<string> contributors = [];
    private readonly List<string> sourceAuthors = [];
    private string? link;
    private string? linkText;
    private bool linkIsPage;
    private string? summary;
    private string? created;
    private (string? Base, string? Language) summaryScope;

    public AtomEntryReader(ElementReader reader, ItemContext context)
    {
        this.reader = reader;
        draft = new(context) { Base = Address.Inner(reader.Base, context.Base), Language = reader.Language };
        media = new(draft);
    }

    /// <param name="utf8">The cut.</param>
    public ItemReading Read(ReadOnlySpan<byte> utf8)
    {
        var empty = true;
        for (var depth = reader.Depth; reader.NextChild(depth); empty = false) Take();
        media.Finish();
        draft.Link = link;
        draft.PublishedText ??= created;
        if (draft.BodyHtml is null) Inherit(summaryScope);
        (draft.BodyHtml, draft.SummaryHtml) = draft.BodyHtml is null ? (summary, null) : (draft.BodyHtml, summary);
        draft.HasOwnId = draft.Id is not null;
        draft.Id ??= linkText ?? Fingerprint.Of(draft.Headline, draft.PublishedText ?? draft.UpdatedText, draft.BodyHtml, empty ? null : Encoding.UTF8.GetString(utf8));
        foreach (var names in (IEnumerable<string>[])[contributors, sourceAuthors, draft.Context.FeedAuthors])
            if (draft.Byline.Count == 0) foreach (var name in names) draft.AddAuthor(name);
        return draft.Finish(reader.Refusal, reader.Repaired);
    }

    private void Take()
    {
        if (reader.Namespace == XmlNames.Media) media.Take(reader);
        else if (reader is { Namespace: XmlNames.DublinCoreTerms, LocalName: "valid" }) draft.ExpiresText ??= ItemDraft.Filled(reader.Text());
        else if (reader is { Namespace: XmlNames.DublinCore, LocalName: "creator" }) contributors.Add(reader.Text());
        else if (!ItemModules.Take(reader, draft) && AtomText.IsAtom(reader)) TakeAtom();
    }

    private void TakeAtom()
    {
        switch (reader.LocalName)
        {
            case "id":
                draft.Id ??= ItemDraft.Filled(reader.Text());
                break;
            case "title":
                draft.Headline ??= AtomText.Plain(reader);
                break;
            case "published" or "issued":
                draft.PublishedText ??= ItemDraft.Filled(reader.Text());
                break;
            case "created":
                created ??= ItemDraft.Filled(reader.Text());
                break;
            case "updated" or "modified":
                draft.UpdatedText ??= ItemDraft.Filled(reader.Text());
                break;
            case "rights" or "copyright":
                draft.Rights ??= AtomText.Plain(reader);
                break;
            case "author":
                draft.AddAuthor(AtomText.Person(reader));
                break;
            case "contributor" when contributors.Count <= Limits.Authors && AtomText.Person(reader) is { } name:
                contributors.Add(name);
                break;
            default:
                TakeParts();
                break;
        }
    }

    private void TakeParts()
    {
        switch (reader.LocalName)
        {
            case "category":
                draft.AddCategory(reader.Attribute("term"), reader.Attribute("scheme"), reader.Attribute("label"));
                break;
            case "link" when reader.Attribute("href") is { } href:
                TakeLink(href, Address.Inner(reader.Base, draft.Base));
                break;
            case "source":
                TakeSource();
                break;
            case "summary":
                TakeSummary();
                break;
            case "content":
                TakeContent();
                break;
        }
    }

    private void TakeLink(string href, string? @base)
    {
        var type = reader.Attribute("type");
        switch (reader.Attribute("rel"))
        {
            case "enclosure":
                draft.AddMedia(new(href, type, ItemDraft.Bytes(reader.Attribute("length")), reader.Attribute("title")), @base);
                break;
            case null or "alternate" or "http://www.iana.org/assignments/relation/alternate":
                var page = type is null || type.Contains("html", StringComparison.OrdinalIgnoreCase);
                if (link is not null && (linkIsPage || !page)) break;
                linkText = href;
                link = draft.Resolve(href, @base) ?? link;
                linkIsPage = page && link is not null;
                break;
            default:
                draft.Licences.TakeLink(reader);
                break;
        }
    }

    private void TakeSummary()
    {
        if (summary is not null) return;
        var scope = (reader.Base, reader.Language);
        summary = AtomText.Html(reader, Limits.Body);
        if (summary is not null) summaryScope = scope;
    }

    private void TakeContent()
    {
        var type = AtomText.Type(reader);
        if (reader.Attribute("src") is { } address)
        {
            draft.AddMedia(new(address, type), Address.Inner(reader.Base, draft.Base));
            return;
        }

        var scope = (reader.Base, reader.Language);
        if (AtomText.TryHtml(reader, Limits.Body, out var html))
        {
            if (draft.BodyHtml is not null || html is null) return;
            draft.BodyHtml = html;
            Inherit(scope);
        }
        else draft.Report(IncidentCodes.UnsupportedContent, $"Content of the type {Incident.Quote(type ?? "")} is not read.");
    }

    /// <summary>Base and language of the element that becomes the body are the body's.</summary>
    private void Inherit((string? Base, string? Language) body)
    {
        if (body.Base is { } inner) draft.BodyBase = Address.Inner(inner, draft.Base);
        draft.Language = body.Language ?? draft.Language;
    }

    private void TakeSource()
    {
        var @base = Address.Inner(reader.Base, draft.Base);
        var source = new FeedDraft();
        for (var depth = reader.Depth; reader.NextChild(depth);) AtomFeedReader.Take(reader, source);
        draft.Source ??= new(source.Id, source.Title, draft.Resolve(source.Link ?? source.Self, @base));
        draft.Rights ??= source.Rights;
        draft.SourceLicences ??= source.Licences;
        sourceAuthors.AddRange(source.Authors);
    }
}
