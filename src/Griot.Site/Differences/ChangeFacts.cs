using Griot.Record;
using Griot.Web;

namespace Griot.Site;

/// <summary>What a difference comes to, in numbers and without a word of the texts: it may be kept.</summary>
internal sealed record ChangeFacts
{
    internal required bool Headline { get; init; }
    internal required bool Byline { get; init; }
    internal required Amount Text { get; init; }
    internal required bool IsWhole { get; init; }
    internal required bool Date { get; init; }
    internal required bool Language { get; init; }
    internal required bool Place { get; init; }
    internal required bool Terms { get; init; }
    internal required bool Filed { get; init; }
    internal required bool Sources { get; init; }
    internal required bool Original { get; init; }
    internal required (int Added, int Gone) Pictures { get; init; }
    internal required (int Added, int Gone) Files { get; init; }
    internal required bool Title { get; init; }
    internal required bool Caption { get; init; }
    internal required bool Credit { get; init; }
    internal required bool Alternative { get; init; }
    internal required (int Added, int Gone, int Changed) Links { get; init; }

    internal static ChangeFacts Of(VersionDifference difference) => new()
    {
        Headline = VersionDifference.Differs(difference.Headline),
        Byline = VersionDifference.Differs(difference.Byline),
        Text = Amount.Of(difference.Text),
        IsWhole = difference.IsWhole,
        Date = difference.DateDiffers,
        Language = difference.LanguageDiffers,
        Place = difference.PlaceDiffers,
        Terms = difference.TermsDiffer,
        Filed = difference.Filed.IsAny,
        Sources = difference.Sources.IsAny,
        Original = difference.OriginalDiffers,
        Pictures = (difference.Added.Count(IsPicture), difference.Gone.Count(IsPicture)),
        Files = (difference.Added.Count(one => !IsPicture(one)), difference.Gone.Count(one => !IsPicture(one))),
        Title = difference.Reworded.Any(one => VersionDifference.Differs(one.Title)),
        Caption = difference.Reworded.Any(one => VersionDifference.Differs(one.Caption)),
        Credit = difference.Reworded.Any(one => VersionDifference.Differs(one.Credit)),
        Alternative = difference.Reworded.Any(one => VersionDifference.Differs(one.Alternative)),
        Links = (difference.Links.Count(link => link.Earlier is null), difference.Links.Count(link => link.Later is null), difference.Links.Count(link => link is { Earlier: not null, Later: not null })),
    };

    /// <summary>All of it in one line of an edition's language.</summary>
    internal string Line(Edition edition)
    {
        var told = string.Join(" · ", Told(edition));
        return told.Length == 0 ? edition.Text(IsWhole ? "change.nothing" : "change.nothing-shown") : char.ToUpperInvariant(told[0]) + told[1..];
    }

    private IEnumerable<string> Told(Edition edition)
    {
        if (Headline) yield return edition.Text("change.headline");
        if (Byline) yield return edition.Text("change.byline");
        if (Text.OnlySigns) yield return edition.Text("change.signs");
        else if (Text.IsAny) yield return edition.Text(IsWhole ? "change.in-text" : "change.in-excerpt", string.Join(edition.Comma, Amounts(edition)));
        foreach (var (key, count) in Counted.Where(one => one.Count > 0)) yield return edition.Count(key, count);
        foreach (var (key, _) in Said.Where(one => one.Differs)) yield return edition.Text(key);
    }

    private IEnumerable<(string Key, int Count)> Counted =>
    [
        ("change.pictures-added", Pictures.Added), ("change.pictures-gone", Pictures.Gone), ("change.files-added", Files.Added), ("change.files-gone", Files.Gone),
        ("change.links-changed", Links.Changed), ("change.links-added", Links.Added), ("change.links-gone", Links.Gone),
    ];

    private IEnumerable<(string Key, bool Differs)> Said =>
    [
        ("change.caption", Caption), ("change.credit", Credit), ("change.alternative", Alternative), ("change.media-title", Title), ("change.date", Date), ("change.place", Place),
        ("change.language", Language), ("change.filed", Filed), ("change.sources", Sources), ("change.original", Original), ("change.terms", Terms),
    ];

    private IEnumerable<string> Amounts(Edition edition)
    {
        var what = Text.InCharacters ? "characters" : "words";
        if (Text.Added > 0) yield return edition.Count($"change.{what}-added", Text.Added);
        if (Text.Cut > 0) yield return edition.Count($"change.{what}-cut", Text.Cut);
    }

    private static bool IsPicture(Association one) => one.IsPicture;
}
