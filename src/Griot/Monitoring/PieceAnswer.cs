using System.Text.Json;
using Griot.Record;

namespace Griot.Monitoring;

/// <summary>The site's answer about a piece as data (<c>/items/{item}</c>), against what was sealed.</summary>
internal static class PieceAnswer
{
    /// <summary>In what way it is not the log's piece, a line each.</summary>
    internal static IReadOnlyList<string> Differences(byte[] answer, ItemState state, SealedEntry current, SealedWords words)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return ["it is not the answer about a piece"];
            return [.. Identity(json.RootElement, state, current), .. Shown(json.RootElement).Differences(words)];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return ["it is not the answer about a piece"];
        }
    }

    private static IEnumerable<string> Identity(JsonElement root, ItemState state, SealedEntry current)
    {
        if (Text(root, "uri") != $"urn:griot:item:{state.Item}") yield return "it is the answer about another piece";
        if (!root.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != current.Entry.Version)
            yield return $"it shows another version than the newest, which is {current.Entry.Version}";
        if (!root.TryGetProperty("provider", out var provider) || provider.ValueKind != JsonValueKind.Object || Text(provider, "id") != state.Provider)
            yield return $"it names another provider than the log, which has {state.Provider}";
    }

    private static ShownWords Shown(JsonElement root) => new()
    {
        Headline = Text(root, "headline"),
        Html = Text(root, "safeHtml"),
        Excerpt = Text(root, "excerpt"),
        By = Texts(root, "by"),
    };

    internal static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static IReadOnlyList<string>? Texts(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)]
        : null;
}
