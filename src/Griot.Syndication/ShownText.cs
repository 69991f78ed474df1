using Griot.Record;
using Griot.Record.Html;

namespace Griot.Syndication;

/// <summary>The texts of a rendition as they leave the house: readable everywhere, and unable to do anything.</summary>
internal static class ShownText
{
    /// <summary>
    /// The text under full terms, once more through the present allow-list, as pages do: what an older reader let pass
    /// does not leave the house. Null where the terms keep it back, or where no safe form of it can be made.
    /// </summary>
    internal static string? Body(Rendition rendition) =>
        rendition.Record?.Body is { } body && SafeHtml.Sanitise(body, baseAddress: null) is { IsRefused: false } safe ? safe.Html : null;

    /// <summary>Headlines, names and categories: one line that can't turn the line around it.</summary>
    internal static string Line(string text) => DisplayText.Clean(text);

    internal static string? LineIfAny(string? text) => text is null ? null : DisplayText.Clean(text);

    /// <summary>Summaries, terms and reasons: each of their lines as such a line.</summary>
    internal static string? LinesIfAny(string? text) => text is null ? null : string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Line));

    internal static string[] Names(IEnumerable<string> names) => [.. names.Select(Line).Where(name => name.Length > 0)];
}
