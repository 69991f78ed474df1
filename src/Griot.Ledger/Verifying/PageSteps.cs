using System.Text.Json;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Ledger.Verifying;

/// <summary>
/// That a page shows what was sealed: headline and text, word for word, and whose they are. How a browser would look at it, and what else stands
/// on the page, is not said.
/// </summary>
public static class PageSteps
{
    /// <summary>Compares a page with the sealed bytes of its version, which were compared with the entry before.</summary>
    /// <param name="html">The page as served.</param>
    /// <param name="record">The record; null where the terms keep it back.</param>
    /// <param name="summary">The summary; null where it was not got.</param>
    /// <param name="card">The provider's sealed card, which was compared with its entry before; null where it was not got.</param>
    public static Step Check(string html, byte[]? record, byte[]? summary, ProviderCard? card = null)
    {
        var form = PageText.Read(html);
        if (card is not null && form is not null && !Same(form.Provider ?? "", DisplayText.Clean(card.Name)))
            return Step.Failed(StepName.Page, $"it gives the piece to “{Start(form.Provider ?? "")}”, and the provider's sealed card says “{Start(DisplayText.Clean(card.Name))}”");
        if (Read(record, summary) is not { } words) return Unsealed(form);
        if (form is not { } page) return Loosely(html, words);
        if (!Same(page.Headline, words.Headline) && words.Headline.Length > 0) return Step.Failed(StepName.Page, $"its headline is not the sealed one: “{Start(page.Headline)}” instead of “{Start(words.Headline)}”");
        if (page.Lede is { } lede && !words.Ledes.Any(known => Same(lede, known))) return Step.Failed(StepName.Page, $"above the text stands what was not sealed: “{Start(lede)}”");
        if (Difference(page.Body ?? "", words) is { } difference) return Step.Failed(StepName.Page, difference);
        if (!page.Pictures.Select(Caption).SequenceEqual(words.Pictures))
            return Step.Failed(StepName.Page, "what it says in the place of pictures is not what was sealed");
        var name = card is null ? "" : "the provider's name, ";
        return Step.Held(StepName.Page, $"{name}its headline and {(words.IsWhole ? "text" : "excerpt")} are the sealed ones, word for word; what else stands on it was not compared");
    }

    // Where the terms keep back all but the way to the provider, a page has no text, and only then.
    private static Step Unsealed(PageText? page) => page is { Lede: null } && string.IsNullOrWhiteSpace(page.Body)
        ? Step.NotChecked(StepName.Page, "there are no sealed bytes to compare it with, or they can't be read; it shows no text")
        : Step.Failed(StepName.Page, "it shows a text, and no sealed bytes are given to compare it with, or they can't be read");

    // A page of another make: all that can be said is whether the words stand in it.
    private static Step Loosely(string html, Words words)
    {
        var all = Squeezed(VisibleText.Of(html));
        var missing = words.Text.Split("\n\n").Prepend(words.Headline).Select(Squeezed).FirstOrDefault(paragraph => !all.Contains(paragraph, StringComparison.Ordinal));
        return missing is null
            ? Step.NotChecked(StepName.Page, "it is of a form that is not known here; the sealed headline and paragraphs stand in it, whether anything was added can't be said")
            : Step.Failed(StepName.Page, $"it does not hold what was sealed: “{Start(missing)}” is missing");
    }

    private static string? Difference(string body, Words words)
    {
        if (Same(body, words.Text) || (!words.IsWhole && Same(body, words.Text + " …"))) return null;
        var (shown, sealedText) = (Squeezed(body), Squeezed(words.Text));
        var at = shown.AsSpan().CommonPrefixLength(sealedText);
        return $"its text is not the sealed one. From “{Start(shown[Math.Max(0, at - 20)..])}” on; sealed is “{Start(sealedText[Math.Max(0, at - 20)..])}”";
    }

    // Behind the edition's word for a picture.
    private static string Caption(string picture) => picture.IndexOf(" · ", StringComparison.Ordinal) is >= 0 and var at ? Squeezed(picture[(at + 3)..]) : "";

    private static bool Same(string one, string other) => Squeezed(one) == Squeezed(other);

    private static string Squeezed(string text) => string.Join(' ', text.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries));

    private static string Start(string text) => text.Length <= 80 ? text : VisibleText.Excerpt(text, 80) + "...";

    private sealed record Words(string Headline, string Text, bool IsWhole, IReadOnlyList<string> Ledes, IReadOnlyList<string> Pictures);

    // Whoever sealed garbage gets no page compared with it; a member that is null where none may be is garbage too.
    private static Words? Read(byte[]? record, byte[]? summary)
    {
        try
        {
            var brief = summary is null ? null : Summary.Parse(summary);
            return record is null ? Brief(brief) : Whole(ArticleRecord.Parse(record), brief);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Words? Brief(Summary? brief) =>
        brief is null ? null : new Words(DisplayText.Clean(brief.Headline ?? ""), DisplayText.Clean(brief.Excerpt ?? ""), false, [], []);

    private static Words? Whole(ArticleRecord record, Summary? brief)
    {
        var safe = SafeHtml.Sanitise(First(record.Bodies) ?? "", null);
        if (safe.IsRefused) return Brief(brief);
        var headline = First(record.Headlines) is { Length: > 0 } own ? own : brief?.Headline ?? "";
        return new Words(DisplayText.Clean(headline), VisibleText.Of(safe.Html), true, [.. Texts(record.Descriptions).SelectMany(text => (string[])[DisplayText.Clean(text), DisplayText.Clean(VisibleText.Of(text))])],
            [.. safe.Pictures.Select(picture => Squeezed(DisplayText.Clean(picture.Alt)))]);
    }

    private static string? First(IReadOnlyList<TextValue>? texts) => Texts(texts).FirstOrDefault();

    private static IEnumerable<string> Texts(IReadOnlyList<TextValue>? texts) => (texts ?? []).Select(text => text?.Value).OfType<string>();
}
