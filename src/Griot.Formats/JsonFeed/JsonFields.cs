using System.Text.Json;
using Griot.Formats.Values;

namespace Griot.Formats.JsonFeed;

/// <summary>Members of JSON objects of any shape: what is of another kind than asked for counts as missing.</summary>
internal static class JsonFields
{
    /// <summary>A text as delivered; a number or a truth value as written.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? Text(value) : null;

    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    /// <summary>A text without white space around it, of the length of a field; null where it is blank.</summary>
    public static string? Field(this JsonElement json, string name, ItemDraft draft)
    {
        var text = ItemDraft.Filled(json.Text(name));
        if (text?.Length > Limits.Field) draft.Refuse(IncidentCodes.TooLarge, $"The member {name} is longer than its cap.");
        return text;
    }

    public static IEnumerable<JsonElement> Array(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : [];

    /// <summary>The names of <c>authors</c>, else of version 1.0's <c>author</c>; a nameless author is its address.</summary>
    public static IEnumerable<string?> Authors(this JsonElement json)
    {
        var named = false;
        foreach (var author in json.Array("authors"))
        {
            named = true;
            yield return Author(author);
        }

        if (!named && json.ValueKind == JsonValueKind.Object && json.TryGetProperty("author", out var single)) yield return Author(single);
    }

    private static string? Author(JsonElement author) =>
        author.ValueKind == JsonValueKind.String ? author.GetString() : ItemDraft.Filled(author.Text("name")) ?? author.Text("url");
}
