using Griot.Record;
using Griot.Record.Html;

namespace Griot.Site;

/// <summary>What is said of a picture or file that both versions have, where that differs.</summary>
internal sealed record MediaChange(bool IsPicture, IReadOnlyList<Run> Title, IReadOnlyList<Run> Caption, IReadOnlyList<Run> Credit, IReadOnlyList<Run> Alternative)
{
    internal static MediaChange Of(Association before, Association after) => new(after.IsPicture,
        WordDifference.Of(before.Title ?? "", after.Title ?? ""), WordDifference.Of(before.Caption ?? "", after.Caption ?? ""),
        WordDifference.Of(before.Credit ?? "", after.Credit ?? ""), WordDifference.Of(before.AlternativeText ?? "", after.AlternativeText ?? ""));

    internal bool IsAny => ((IReadOnlyList<Run>[])[Title, Caption, Credit, Alternative]).Any(VersionDifference.Differs);
}

/// <summary>The pictures and files of a version, those beside its text and those within it, each address once with all that is said of it.</summary>
internal static class NamedMedia
{
    internal static IReadOnlyList<Association> Of(ArticleRecord record, SafeHtmlResult body) =>
    [
        // The caption of a picture within the text is text.
        .. record.Associations.Concat(body.Pictures.Select(picture => new Association(picture.Address, "image", AlternativeText: picture.Alt)))
            .GroupBy(one => one.Uri, StringComparer.Ordinal).Select(Together),
    ];

    private static Association Together(IEnumerable<Association> same) => same.First() with
    {
        Type = same.Select(one => one.Type).FirstOrDefault(type => type is not null),
        Title = Words(same, one => one.Title),
        Caption = Words(same, one => one.Caption),
        Credit = Words(same, one => one.Credit),
        AlternativeText = Words(same, one => one.AlternativeText),
    };

    private static string Words(IEnumerable<Association> same, Func<Association, string?> said) =>
        string.Join(" · ", same.Select(said).OfType<string>().Select(DisplayText.Clean).Where(words => words.Length > 0).Distinct(StringComparer.Ordinal));
}
