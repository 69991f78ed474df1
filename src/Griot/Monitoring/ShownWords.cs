using System.Text.Json;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Monitoring;

/// <summary>What an answer or a feed shows of a piece; null: it does not show that.</summary>
internal sealed record ShownWords
{
    internal string? Headline { get; init; }
    internal string? Html { get; init; }
    internal string? Excerpt { get; init; }
    internal IReadOnlyList<string>? By { get; init; }

    /// <summary>In what way it is not what was sealed, a line each; nothing where it is.</summary>
    internal IEnumerable<string> Differences(SealedWords words)
    {
        if (!TryRead(words, out var record, out var summary)) return ["what its entry commits to can't be read"];
        return ((string?[])[HeadlineFault(record, summary), TextFault(record), ExcerptFault(summary), ByFault(summary)]).OfType<string>();
    }

    private string? HeadlineFault(ArticleRecord? record, Summary? summary)
    {
        if (Headline is not { } shown || (summary?.Headline ?? record?.Headline) is not { } headline || Same(shown, headline)) return null;
        return $"its headline is “{Start(shown)}”, and sealed is “{Start(headline)}”";
    }

    private string? TextFault(ArticleRecord? record)
    {
        if (Html is null) return null;
        if (record is null) return "its text is shown, and the record that it should be is kept back";
        var safe = SafeHtml.Sanitise(record.Body ?? "", null);
        if (Html == safe.Html) return null;
        var (shown, sealedText) = (VisibleText.Of(Html), VisibleText.Of(safe.Html));
        if (!Same(shown, sealedText)) return $"its text is not the sealed one: “{Start(shown[Common(shown, sealedText)..])}” instead of “{Start(sealedText[Common(shown, sealedText)..])}”";

        // Another release may write the same text with other tags; where its links lead is the provider's word too.
        return PageLinks.Of(Html).SequenceEqual(PageLinks.Of(safe.Html)) ? null : "its links are not the sealed ones";
    }

    private string? ExcerptFault(Summary? summary)
    {
        if (Excerpt is not { Length: > 0 } shown) return null;
        if (summary is null) return "an excerpt is shown, and the summary that it should stand in is kept back";
        return Same(shown, summary.Excerpt ?? "") ? null : $"its excerpt is “{Start(shown)}”, and sealed is “{Start(summary.Excerpt ?? "")}”";
    }

    private string? ByFault(Summary? summary) =>
        By is null || summary is null || Names(By).SequenceEqual(Names(summary.By)) ? null : $"its byline is “{string.Join(", ", Names(By))}”, and sealed is “{string.Join(", ", Names(summary.By))}”";

    private static IEnumerable<string> Names(IEnumerable<string> names) => names.Select(name => Squeezed(name)).Where(name => name.Length > 0);

    private static int Common(string one, string other) => Math.Max(0, one.AsSpan().CommonPrefixLength(other) - 20);

    private static bool Same(string one, string other) => Squeezed(one) == Squeezed(other);

    private static string Squeezed(string text) => string.Join(' ', DisplayText.Clean(text).Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries));

    private static string Start(string text) => text.Length <= 80 ? text : VisibleText.Excerpt(text, 80) + "...";

    private static bool TryRead(SealedWords words, out ArticleRecord? record, out Summary? summary)
    {
        (record, summary) = (null, null);
        try
        {
            record = words.Record is { } whole ? ArticleRecord.Parse(whole) : null;
            summary = words.Summary is { } brief ? Summary.Parse(brief) : null;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
