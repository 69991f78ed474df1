using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Griot.Record;
using Griot.Record.Html;
using Microsoft.AspNetCore.Components;

namespace Griot.Site;

/// <summary>
/// The text of a record as the page carries it: through the present allow-list once more, so that a hole found after the
/// sealing is closed for the old pieces too. A picture that the house does not hold is never asked for elsewhere: in its
/// place stands what the provider says of it. The first heading of a page is its headline: where the text has first headings of its
/// own, all of its headings stand one level lower, with their words as they are; the last level has none below it. The record keeps its levels.
/// </summary>
/// <param name="Markup">The body; empty where there is none.</param>
/// <param name="Lede">The provider's own summary where the body does not say it already; with a piece that has no body it is all there is.</param>
/// <param name="IsRefused">True for a body that the present allow-list can't make safe: it is read at its provider's.</param>
public sealed partial record BodyText(MarkupString Markup, string? Lede, bool IsRefused)
{
    /// <summary>The text of a record.</summary>
    /// <param name="record">What is sealed.</param>
    /// <param name="pictureWord">The edition's word for a picture.</param>
    /// <param name="media">The pictures that the house holds.</param>
    internal static BodyText Of(ArticleRecord record, string pictureWord, IReadOnlyList<PageMedia> media)
    {
        var safe = SafeHtml.Sanitise(record.Body ?? "", null);
        var held = media.Where(one => one.IsShown && one.It.Description.IsFetched).DistinctBy(one => one.It.Description.Uri).ToDictionary(one => one.It.Description.Uri, StringComparer.Ordinal);
        return new BodyText(new MarkupString(BelowTheHeadline(WithOwnPictures(safe, pictureWord, held))), LedeOf(record), safe.IsRefused)
        {
            Pictures = held.Count == 0 ? [] : [.. safe.Pictures.Select(picture => picture.Address).Where(held.ContainsKey).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Addresses of the pictures that stand in it.</summary>
    internal IReadOnlyList<string> Pictures { get; private init; } = [];

    private static string? LedeOf(ArticleRecord record)
    {
        var lede = record.Descriptions.FirstOrDefault(description => description.Role != "reason") is { } text ? VisibleText.Of(text) : "";
        return lede.Length == 0 || Visible(record).Contains(lede, StringComparison.Ordinal) ? null : lede;
    }

    /// <summary>What a reader sees of the text as a whole, the provider's own summary where it stands above it.</summary>
    internal static string Whole(ArticleRecord record) => LedeOf(record) is { } lede ? $"{lede}\n\n{Visible(record)}" : Visible(record);

    /// <summary>What a reader sees of the body, as plain text.</summary>
    internal static string Visible(ArticleRecord record) => record.Body is { } body ? VisibleText.Of(body) : "";

    // The allow-list writes angle brackets inside values as references, so a tag ends at its first one.
    private static string WithOwnPictures(SafeHtmlResult safe, string word, Dictionary<string, PageMedia> held)
    {
        var next = 0;
        return safe.Pictures.Count == 0 ? safe.Html : PictureTag().Replace(safe.Html, _ => Shown(safe.Pictures[next++], word, held));
    }

    // The digit of a tag alone: the text within, and where it ends, stay.
    private static string BelowTheHeadline(string html) => !html.Contains("<h1", StringComparison.Ordinal) ? html : HeadingTag().Replace(
        html, static tag => tag.Value[^1] == '6' ? tag.Value : string.Concat(tag.ValueSpan[..^1], [(char)(tag.ValueSpan[^1] + 1)]));

    private static string Shown(Picture picture, string word, Dictionary<string, PageMedia> held) =>
        held.TryGetValue(picture.Address, out var own) ? $"<span class=\"pic\">{own.Tag(DisplayText.Clean(picture.Alt)).Value}</span>" : Note(picture, word);

    private static string Note(Picture picture, string word)
    {
        var note = new StringBuilder("<span class=\"pic\"><b>").Append(WebUtility.HtmlEncode(word)).Append("</b>");
        if (picture.Alt.Length > 0) note.Append(" · ").Append(WebUtility.HtmlEncode(DisplayText.Clean(picture.Alt)));
        return note.Append("</span>").ToString();
    }

    [GeneratedRegex("<img [^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex PictureTag();

    // As with pictures: what begins so is a tag, of a heading and of nothing else.
    [GeneratedRegex("</?h[1-6]", RegexOptions.NonBacktracking)]
    private static partial Regex HeadingTag();
}
