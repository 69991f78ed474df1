using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Wxr;

/// <summary>What an exported item says of itself besides RSS.</summary>
internal sealed record WxrFields
{
    private const string Namespace = "http://wordpress.org/export/";

    // When nothing was published, this stands for when.
    private const string NoDate = "0000-00-00 00:00:00";

    internal string? Creator { get; private set; }

    private string? Type { get; set; }

    private string? Status { get; set; }

    private bool HasPassword { get; set; }

    private string? Published { get; set; }

    private string? Modified { get; set; }

    private string? Excerpt { get; set; }

    /// <summary>Why it is no piece; null where it is one.</summary>
    internal string? WhyNotPublished =>
        Type is not (null or "post" or "page") ? $"It is of the kind {Incident.Quote(Type)}: posts and pages are pieces."
        : Status is not (null or "publish") ? $"It was never published: its status is {Incident.Quote(Status)}."
        : HasPassword ? "It was published for those alone who have its password."
        : null;

    internal static bool IsNamespace(string ns) => ns.StartsWith(Namespace, StringComparison.Ordinal) && !ns.EndsWith("/excerpt/", StringComparison.Ordinal);

    internal static WxrFields Read(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        var fields = new WxrFields();
        var reader = ElementReader.Open(XmlFeed.Utf8(delivery, context), context);
        if (reader.NextChild(-1)) for (var depth = reader.Depth; reader.NextChild(depth);) fields.Take(reader);
        return fields;
    }

    /// <summary>The item with what RSS does not say of it: the author's name, excerpt, dates, paragraphs.</summary>
    internal FeedItem Over(FeedItem item, ItemContext context)
    {
        var published = item.Published ?? (Published is { } text ? WireDate.Read(text) : null);
        return item with
        {
            Byline = context.FeedAuthors.Length > 0 ? context.FeedAuthors : item.Byline,
            SummaryHtml = ItemDraft.Filled(Excerpt) is { } excerpt ? WordPressText.ToHtml(excerpt) : item.SummaryHtml,
            BodyHtml = item.BodyHtml is { } body ? WordPressText.ToHtml(body) : null,
            Published = published,
            PublishedText = item.Published is null ? Published ?? item.PublishedText : item.PublishedText,
            Updated = item.Updated ?? (Modified is { } change ? WireDate.Read(change) : null),
            UpdatedText = item.UpdatedText ?? Modified,
        };
    }

    private void Take(ElementReader reader)
    {
        if (reader.Namespace == XmlNames.DublinCore && reader.LocalName == "creator") Creator ??= ItemDraft.Filled(reader.Text());
        else if (reader.LocalName == "encoded" && reader.Namespace.StartsWith(Namespace, StringComparison.Ordinal)) Excerpt ??= reader.Text(Limits.Body);
        else if (IsNamespace(reader.Namespace)) TakeOwn(reader);
    }

    private void TakeOwn(ElementReader reader)
    {
        switch (reader.LocalName)
        {
            case "post_type":
                Type ??= ItemDraft.Filled(reader.Text());
                break;
            case "status":
                Status ??= ItemDraft.Filled(reader.Text());
                break;
            case "post_password":
                HasPassword |= ItemDraft.Filled(reader.Text()) is not null;
                break;
            case "post_date_gmt":
                Published ??= Moment(reader.Text());
                break;
            case "post_modified_gmt":
                Modified ??= Moment(reader.Text());
                break;
        }
    }

    private static string? Moment(string text) => ItemDraft.Filled(text) is { } moment && moment != NoDate ? moment : null;
}
