using Griot.Record;
using Griot.Record.Html;

namespace Griot.Site;

/// <summary>What differs between two versions of a piece, of what the public may see of both.</summary>
public sealed class VersionDifference
{
    private VersionDifference(Rendition before, Rendition after)
    {
        (Before, After) = (before, after);
        IsWhole = before.Record is not null && after.Record is not null;
        Headline = WordDifference.Of(before.Headline, after.Headline);
        Byline = WordDifference.Of(before.AuthorLine, after.AuthorLine);
        Text = WordDifference.Of(TextOf(before), TextOf(after));
        UsageTerms = WordDifference.Of(Usage(before), Usage(after));
        var (earlier, later) = (BodyOf(before), BodyOf(after));
        var (had, has) = (Named(before, earlier), Named(after, later));
        Added = [.. has.ExceptBy(had.Select(one => one.Uri), one => one.Uri, StringComparer.Ordinal)];
        Gone = [.. had.ExceptBy(has.Select(one => one.Uri), one => one.Uri, StringComparer.Ordinal)];
        Reworded = [.. had.Join(has, one => one.Uri, one => one.Uri, MediaChange.Of, StringComparer.Ordinal).Where(change => change.IsAny)];
        // Without one of the records nothing can be said of either.
        var (old, now) = IsWhole ? (before.Record, after.Record) : (null, null);
        (Filed, Sources) = (NameChange.OfFiled(old, now), NameChange.OfSources(old, now));
        Links = LinkChanges.Of(SafeLinks.Of(earlier.Html), SafeLinks.Of(later.Html));
    }

    /// <summary>Two versions of one item, the older first: both with a summary, and so no tombstones.</summary>
    internal static VersionDifference Of(Rendition before, Rendition after) => new(before, after);

    internal Rendition Before { get; }

    internal Rendition After { get; }

    /// <summary>False where terms keep the text of one of them back: then headline, byline and excerpt are compared.</summary>
    internal bool IsWhole { get; }

    internal IReadOnlyList<Run> Headline { get; }

    internal IReadOnlyList<Run> Byline { get; }

    internal IReadOnlyList<Run> Text { get; }

    /// <summary>The provider's terms in its own words.</summary>
    internal IReadOnlyList<Run> UsageTerms { get; }

    /// <summary>Pictures and files that came, and those that went.</summary>
    internal IReadOnlyList<Association> Added { get; }

    internal IReadOnlyList<Association> Gone { get; }

    /// <summary>Pictures and files of which something else is said.</summary>
    internal IReadOnlyList<MediaChange> Reworded { get; }

    /// <summary>Links of the text that lead elsewhere, came or went.</summary>
    internal IReadOnlyList<LinkChange> Links { get; }

    /// <summary>Subjects, places and genres as the provider says; and sources that the piece names.</summary>
    internal NameChange Filed { get; }

    internal NameChange Sources { get; }

    /// <summary>The piece's address at its provider.</summary>
    internal bool OriginalDiffers => Before.Summary?.Link != After.Summary?.Link;

    internal bool DateDiffers => Published(Before) != Published(After);

    internal bool LanguageDiffers => Before.Summary?.Language != After.Summary?.Language;

    internal bool PlaceDiffers => IsWhole && Before.Record!.Located != After.Record!.Located;

    // Of the versions: what its provider's card says holds for both alike.
    internal bool TermsDiffer => Before.Summary?.Terms != After.Summary?.Terms || Differs(UsageTerms) || Before.Summary?.Rules != After.Summary?.Rules;

    internal static bool Differs(IReadOnlyList<Run> runs) => runs.Any(run => run.Fate != Fate.Kept);

    internal static DateTimeOffset? Published(Rendition rendition) => rendition.Summary?.Published ?? rendition.Record?.FirstCreated;

    private string TextOf(Rendition rendition) => IsWhole ? BodyText.Whole(rendition.Record!) : DisplayText.Clean(rendition.Excerpt ?? "");

    private static string Usage(Rendition rendition) => DisplayText.Clean(rendition.Summary?.UsageTerms ?? "");

    private IReadOnlyList<Association> Named(Rendition rendition, SafeHtmlResult body) => IsWhole ? NamedMedia.Of(rendition.Record!, body) : [];

    // A text without tags has neither pictures nor links, and no parser is asked.
    private SafeHtmlResult BodyOf(Rendition rendition) =>
        SafeHtml.Sanitise(IsWhole && rendition.Record!.Body is { } body && body.Contains('<', StringComparison.Ordinal) ? body : "", null);
}
