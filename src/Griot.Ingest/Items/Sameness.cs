using System.Text;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Ingest.Items;

/// <summary>
/// Whether a change is one that a reader could notice. Compared are headline, text, byline, status, whether a withdrawn
/// text may stay, terms, pictures and the addresses behind links, after collapsing white space and dropping tracking
/// parameters. Both sides are read by the present reader, so that a new release of the reader does not look like a change
/// of the piece, unless it shows words of a delivery that an earlier one had left out of the record.
/// </summary>
internal static class Sameness
{
    internal static bool IsCosmetic(ArticleRecord before, ArticleRecord after) => Key(before) == Key(after);

    private static string Key(ArticleRecord record)
    {
        var body = SafeHtml.Sanitise(record.Body ?? "", null);
        var key = new StringBuilder();
        Add(key, Collapsed(record.Headline));
        Add(key, Collapsed(VisibleText.OfSafe(body.Html)));
        foreach (var description in record.Descriptions) Add(key, Collapsed(VisibleText.OfSafe(description.Value)));
        Add(key, Collapsed(record.By ?? ""));
        Add(key, record.KeepsText ? $"{Word.Of(record.PubStatus)} keeps" : Word.Of(record.PubStatus));
        Add(key, record.Origin is { } origin ? Word.Of(origin) : "");
        Add(key, Collapsed(record.UsageTerms ?? ""));
        Add(key, record.Rules is { } rules ? RulesOf(rules) : "");
        Add(key, $"{record.EmbargoedUntil:O} {record.Expires:O}");
        foreach (var picture in body.Pictures) Add(key, $"{Tracking.Without(picture.Address)} {picture.Alt}");
        foreach (var media in record.Associations)
        {
            Add(key, Tracking.Without(media.Uri));
            Add(key, media.Caption ?? "");
            Add(key, media.Credit ?? "");
            Add(key, media.AlternativeText ?? "");
        }

        foreach (var link in body.Links) Add(key, Tracking.Without(link));
        return key.ToString();
    }

    private static string RulesOf(UsageRules rules) =>
        $"{rules.Territory} {rules.NotBefore:O} {rules.NotAfter:O} {rules.Within} {rules.Ai} {rules.AiPolicy} {rules.Resale} {rules.Attribution}";

    private static void Add(StringBuilder key, string part) => key.Append(part).Append('\u0001');

    private static string Collapsed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
