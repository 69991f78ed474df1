using System.Globalization;
using System.Net;
using Griot.Record;
using Griot.Record.Html;
using Griot.Web;
using Microsoft.AspNetCore.Components;

namespace Griot.Site;

/// <summary>A picture or document as a page has it.</summary>
/// <param name="It">What the shelf gave.</param>
/// <param name="View">What was made of it; null where that is still to come.</param>
public sealed record PageMedia(ShownMedia It, MediaView? View)
{
    internal static IReadOnlyList<PageMedia> Of(Rendition rendition, IMediaViews views) =>
        [.. rendition.Media.Select(media => new PageMedia(media, media.Description.IsPicture || media.Description.IsDocument ? ViewOf(media.Entry, views) : null))];

    /// <summary>What was made of a file. Where that is still to come, whoever keeps a page has to look again: no entry of the log tells of it.</summary>
    internal static MediaView? ViewOf(SealedEntry media, IMediaViews views)
    {
        if (views.Of(media) is { } view)
        {
            // It may be lost and made anew.
            PageReads.Current?.OfHere();
            return view;
        }

        PageReads.Current?.Doubt(() => views.Of(media) is null);
        return null;
    }

    /// <summary>A picture of which there is something to look at.</summary>
    internal bool IsShown => It.Description.IsPicture && View is { Sizes.Count: > 0 };

    /// <summary>Where it stood in the text; null: beside it.</summary>
    internal int? PositionIn(ArticleRecord record) => IsShown ? record.Associations.FirstOrDefault(named => named.Uri == It.Description.Uri)?.Position : null;

    /// <summary>
    /// The picture itself, ours, with its size: no line moves when it comes. In a line of the text it says instead of itself the
    /// provider's word for it, and nothing where there is none: a verifier compares it with what was sealed.
    /// </summary>
    internal MarkupString Tag(string alternative, bool atOnce = false)
    {
        var sources = string.Join(", ", View!.Sizes.Select(size => FormattableString.Invariant($"{Address(size)} {size.Width}w")));
        return new(string.Create(CultureInfo.InvariantCulture, $"""<img src="{Address(View.Sizes[0])}" srcset="{sources}" sizes="(min-width:44rem) 40rem, 100vw" width="{Largest.Width}" height="{Largest.Height}" alt="{WebUtility.HtmlEncode(alternative)}" decoding="async"{(atOnce ? "" : " loading=\"lazy\"")}>"""));
    }

    internal PictureSize Largest => View!.Sizes[^1];

    /// <summary>In one of its sizes: with the version that has it, which may be an earlier one than the page's.</summary>
    internal string Address(PictureSize size) => Addresses.Media(It.Entry.Entry.Item!, It.Version, It.Number, size.Width);

    internal bool IsDocument => It.Description.IsDocument;

    /// <summary>What is said of it; its file name is none of that.</summary>
    internal IReadOnlyList<string> Words => [.. new[] { It.Description.Caption, It.Description.Credit }.OfType<string>().Select(DisplayText.Clean).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>True where this is what the record names there, and the page has another place for it.</summary>
    internal bool Stands(Association named) => (IsShown || IsDocument) && named.Uri == It.Description.Uri;

    /// <summary>Its label, where it has one: plain text, without what can't be seen.</summary>
    internal string? Label => DisplayText.Clean(It.Description.Title ?? "").Trim() is { Length: > 0 } label ? label : null;

    /// <summary>The word that people have for the kind of a document.</summary>
    internal string Kind => It.Description.Type switch
    {
        "application/pdf" => "PDF",
        "application/vnd.oasis.opendocument.text" => "ODT",
        _ => "DOCX",
    };

    /// <summary>Its size as people write it, in decimal kilobytes or megabytes.</summary>
    internal string Size(Edition edition) => It.Description.Length < 1_000_000
        ? edition.Text("site.kilobytes", edition.Number(Math.Max(1, (It.Description.Length + 500) / 1_000)))
        : edition.Text("site.megabytes", edition.Number((It.Description.Length + 500_000) / 1_000_000));
}
