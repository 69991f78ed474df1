using System.Text.RegularExpressions;
using Griot.Record;

namespace Griot.Outputs.Tests;

/// <summary>The words that must stand in an output, and those that may.</summary>
internal sealed record Words(IReadOnlyList<string> Must, IReadOnlyList<string> May)
{
    public static Words None { get; } = new([], []);
}

/// <summary>How much of a version each kind of output shows, by its terms.</summary>
internal static class Shares
{
    /// <summary>A page, a feed's entry, an answer: as much as the terms say.</summary>
    public static Words WordsOf(this Stage stage, Told told, DateTimeOffset now)
    {
        string[] excerpt = told.HasExcerpt ? [told.Excerpt] : [];
        string[] text = told.HasText ? [told.Text] : [];
        return stage.Expected.TermsOf(told, now) switch
        {
            // Where the text stands, its summary may stand beside it.
            Terms.Full => new Words([told.Headline, .. text], told.All),
            Terms.Excerpt => new Words([told.Headline, .. excerpt], [told.Headline, .. excerpt]),
            _ => new Words([told.Headline], [told.Headline]),
        };
    }

    /// <summary>The sealed summary: an excerpt that was sealed is not opened where a link is all.</summary>
    public static Words SummaryOf(this Stage stage, Told told, DateTimeOffset now)
    {
        if (!told.HasExcerpt) return new Words([told.Headline], [told.Headline]);
        return stage.Expected.TermsOf(told, now) == Terms.Link ? Words.None : new Words([told.Headline, told.Excerpt], [told.Headline, told.Excerpt]);
    }

    /// <summary>The bytes as they came, and the record of all of them.</summary>
    public static Words Delivered(this Stage _, Told told) =>
        told.HasText ? new Words(told.All, told.All) : new Words([told.Headline, told.Excerpt], [told.Headline, told.Excerpt]);
}

/// <summary>Where a document of a feed leads on (RFC 5005).</summary>
internal static partial class Archive
{
    /// <summary>The path of the archive before it; null where there is none.</summary>
    public static string? Before(string document) => Links().Matches(document).Select(link => link.Value).FirstOrDefault(link => link.Contains("\"prev-archive\"", StringComparison.Ordinal)) is { } found
        ? new Uri(Address().Match(found).Groups["address"].Value).PathAndQuery
        : null;

    [GeneratedRegex("<(?:atom:)?link [^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Links();

    [GeneratedRegex("href=\"(?<address>[^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
