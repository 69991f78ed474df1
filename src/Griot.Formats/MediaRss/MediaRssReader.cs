using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.MediaRss;

/// <summary>
/// Media RSS in an item of RSS or Atom. Title, credit and description count for the content they stand in, or else for
/// all content of their group, or of the item. Thumbnails are taken where no picture is given otherwise.
/// </summary>
internal sealed class MediaRssReader(ItemDraft draft)
{
    private readonly MediaLevel item = new(null);
    private readonly List<(Media Content, string? Base, MediaLevel Level)> found = [];
    private readonly List<(string Url, string? Base, MediaLevel Level)> thumbnails = [];
    private bool pictures;

    /// <summary>Takes the element of the Media RSS namespace that the reader stands on.</summary>
    public void Take(ElementReader reader) => Take(reader, item);

    /// <summary>Gives what was found to the draft, when the whole item has been read.</summary>
    public void Finish()
    {
        foreach (var (content, @base, level) in found)
            draft.AddMedia(content with { Title = level.Title, Credit = level.Credit, Description = level.Description }, @base);
        if (pictures) return;
        foreach (var (url, @base, level) in thumbnails)
            draft.AddMedia(new(url, null, null, level.Title, level.Credit, level.Description), @base);
    }

    private void Take(ElementReader reader, MediaLevel level)
    {
        if (reader.Namespace != XmlNames.Media) return;
        switch (reader.LocalName)
        {
            case "group":
                TakeChildren(reader, new(level));
                break;
            case "content":
                TakeContent(reader, new(level));
                break;
            case "thumbnail" when reader.Attribute("url") is { } url && thumbnails.Count <= Limits.Media:
                thumbnails.Add((url, Address.Inner(reader.Base, draft.Base), level));
                break;
            case "title":
                level.OwnTitle ??= Plain(reader);
                break;
            case "credit":
                level.OwnCredit ??= ItemDraft.Filled(reader.Text());
                break;
            case "description":
                level.OwnDescription ??= Plain(reader);
                break;
            case "copyright":
                draft.Rights ??= ItemDraft.Filled(reader.Text());
                break;
        }
    }

    private void TakeContent(ElementReader reader, MediaLevel level)
    {
        var (url, type, medium) = (reader.Attribute("url"), reader.Attribute("type"), reader.Attribute("medium"));
        var (size, @base) = (ItemDraft.Bytes(reader.Attribute("fileSize")), Address.Inner(reader.Base, draft.Base));
        TakeChildren(reader, level);
        if (url is null || found.Count > Limits.Media) return;
        pictures |= medium == "image" || type is null || type.StartsWith("image/", StringComparison.OrdinalIgnoreCase);
        found.Add((new(url, type, size), @base, level));
    }

    private void TakeChildren(ElementReader reader, MediaLevel level)
    {
        for (var depth = reader.Depth; reader.NextChild(depth);) Take(reader, level);
    }

    private static string? Plain(ElementReader reader) =>
        reader.Attribute("type") == "html" ? Headline.OfMarkup(reader.Text()) : ItemDraft.Filled(reader.Text());

    private sealed class MediaLevel(MediaLevel? outer)
    {
        public string? OwnTitle { get; set; }

        public string? OwnCredit { get; set; }

        public string? OwnDescription { get; set; }

        public string? Title => OwnTitle ?? outer?.Title;

        public string? Credit => OwnCredit ?? outer?.Credit;

        public string? Description => OwnDescription ?? outer?.Description;
    }
}
