using Griot.Formats.Values;

namespace Griot.Formats.Prose;

/// <summary>What stands above a text about it, by name, and the text below.</summary>
internal sealed class ProseHeader(string text)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["title"] = "title",
        ["headline"] = "title",
        ["author"] = "author",
        ["authors"] = "author",
        ["by"] = "author",
        ["byline"] = "author",
        ["date"] = "date",
        ["published"] = "date",
        ["updated"] = "updated",
        ["modified"] = "updated",
        ["lang"] = "language",
        ["language"] = "language",
        ["id"] = "id",
        ["tags"] = "tags",
        ["summary"] = "summary",
        ["description"] = "summary",
        ["link"] = "link",
        ["url"] = "link",
        ["rights"] = "rights",
        ["embargo"] = "embargo",
        ["embargoedUntil"] = "embargo",
        ["expires"] = "expires",
        ["signal"] = "signal",
    };

    private readonly Dictionary<string, string[]> values = new(StringComparer.Ordinal);

    /// <summary>What stands below.</summary>
    public string Text => text;

    /// <summary>The first value, not blank; null where there is none.</summary>
    public string? this[string name] => values.TryGetValue(name, out var all) ? ItemDraft.Filled(all.FirstOrDefault(value => !string.IsNullOrWhiteSpace(value))) : null;

    public static ProseHeader None(string text) => new(text);

    /// <summary>True for a name that means something here.</summary>
    public static bool IsKnown(string name) => Names.ContainsKey(name);

    /// <summary>Takes values under a name; names without a meaning here are passed over. False where the meaning is taken already.</summary>
    public bool Add(string name, string[] all) => !Names.TryGetValue(name, out var meaning) || values.TryAdd(meaning, all);

    public void Fill(ItemDraft draft)
    {
        draft.Headline = this["title"] is { } title ? Headline.OfText(title) : draft.Headline;
        foreach (var author in All("author")) draft.AddAuthor(author);
        foreach (var tag in All("tags")) draft.AddCategory(tag);
        draft.PublishedText = this["date"];
        draft.UpdatedText = this["updated"];
        draft.ExpiresText = this["expires"];
        draft.Language = this["language"];
        draft.Rights = this["rights"];
        draft.Link = draft.Resolve(this["link"], draft.Base);
        draft.SummaryHtml = this["summary"] is { } summary ? PlainText.ToHtml(summary) : null;
        // As in every format: an embargo without a date that can be read holds without end.
        draft.IsEmbargoed = values.ContainsKey("embargo");
        draft.EmbargoText = this["embargo"];
        draft.SignalText = this["signal"]?.ToLowerInvariant();
        draft.IsWithdrawal = draft.SignalText == "withdrawal";
    }

    private string[] All(string name) => values.GetValueOrDefault(name, []);
}
