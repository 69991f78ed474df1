using Griot.Record;
using Griot.Record.Html;

namespace Griot.Enrichment.Search;

/// <summary>
/// The words of a piece that the public may see now, and no others: what is indexed, and what snippets are taken from. Under
/// terms for an excerpt its text is the excerpt; under those for a link there is none.
/// </summary>
internal static class ShownWords
{
    internal static string Headline(Rendition piece) => DisplayText.Clean(piece.Summary?.Headline ?? "");

    /// <summary>The text in the order in which the page shows it.</summary>
    internal static IEnumerable<string> Texts(Rendition piece)
    {
        if (piece.Record is not { } record) return piece.Excerpt is { Length: > 0 } excerpt ? [DisplayText.Clean(excerpt)] : [];
        return Parts(record).Where(text => !string.IsNullOrWhiteSpace(text));
    }

    /// <summary>The language's primary tag in lower case; null where it is not known.</summary>
    internal static string? Language(Rendition piece)
    {
        if (piece.Summary?.Language is not { Length: >= 2 } tag) return null;
        var primary = tag.Split('-')[0];
        return primary.Length is 2 or 3 && primary.All(char.IsAsciiLetter) ? primary.ToLowerInvariant() : null;
    }

    private static IEnumerable<string> Parts(ArticleRecord record)
    {
        var body = record.Body is { } markup ? VisibleText.OfSafe(markup) : "";
        foreach (var description in record.Descriptions.Where(one => one.Role != "reason"))
        {
            var said = VisibleText.Of(description);
            if (!body.StartsWith(said.TrimEnd('.', '…', ' '), StringComparison.Ordinal)) yield return said;
        }

        if (record.Located is { } located) yield return DisplayText.Clean(located);
        yield return body;
        foreach (var said in OfPictures(record).Concat(record.Associations.SelectMany(Said)).Where(said => said.Length > 0).Distinct(StringComparer.Ordinal)) yield return said;
    }

    // What stands in the place of a picture in the text, or is read out for it.
    private static IEnumerable<string> OfPictures(ArticleRecord record) =>
        record.Body is { } body && body.Contains("<img ", StringComparison.Ordinal) ? SafeHtml.Sanitise(body, null).Pictures.Select(picture => DisplayText.Clean(picture.Alt)) : [];

    private static IEnumerable<string> Said(Association file) => ((string?[])[file.Caption, file.AlternativeText]).OfType<string>().Select(DisplayText.Clean);
}
