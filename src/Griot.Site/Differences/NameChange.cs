using Griot.Record;
using Griot.Record.Html;

namespace Griot.Site;

/// <summary>
/// Names that one of two versions bears and the other does not: subjects, places and genres that its provider files it under, or sources that it
/// names. Their order says nothing. Where only the code behind a name differs, the code stands with it.
/// </summary>
internal sealed record NameChange(IReadOnlyList<string> Gone, IReadOnlyList<string> Came)
{
    private readonly record struct Named(string Name, string Code);

    internal bool IsAny => Gone.Count + Came.Count > 0;

    /// <summary>What a piece is filed under, as its provider says.</summary>
    internal static NameChange OfFiled(ArticleRecord? before, ArticleRecord? after) => Of(Filed(before), Filed(after));

    /// <summary>The sources that a piece names.</summary>
    internal static NameChange OfSources(ArticleRecord? before, ArticleRecord? after) => Of(Sources(before), Sources(after));

    private static NameChange Of(IReadOnlyCollection<Named> before, IReadOnlyCollection<Named> after)
    {
        var (gone, came) = (before.Except(after).ToList(), after.Except(before).ToList());
        return new NameChange(Words(gone, came), Words(came, gone));
    }

    private static IReadOnlyList<string> Words(List<Named> some, List<Named> others)
    {
        var doubled = others.Select(other => other.Name).ToHashSet(StringComparer.Ordinal);
        return [.. some.Select(one => one.Name.Length == 0 ? one.Code : one.Code.Length > 0 && doubled.Contains(one.Name) ? $"{one.Name} ({one.Code})" : one.Name)];
    }

    private static List<Named> Filed(ArticleRecord? record) => record is null ? [] : Clean(
        record.Subjects.Concat(record.Genres ?? []).Select(subject => (subject.Label ?? subject.Name, subject.Uri))
            .Concat((record.Places ?? []).Select(place => (place.Name ?? "", place.Uri))));

    private static List<Named> Sources(ArticleRecord? record) => record is null ? [] : Clean(record.InfoSources.Select(source => (source.Name ?? "", source.Uri)));

    private static List<Named> Clean(IEnumerable<(string Name, string? Code)> said) =>
        [.. said.Select(one => new Named(DisplayText.Clean(one.Name), DisplayText.Clean(one.Code ?? ""))).Where(one => one.Name.Length + one.Code.Length > 0)];
}
