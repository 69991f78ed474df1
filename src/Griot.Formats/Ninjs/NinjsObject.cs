using System.Text.Json;
using Griot.Formats.JsonFeed;
using Griot.Formats.Values;

namespace Griot.Formats.Ninjs;

/// <summary>
/// A JSON object whose members are found by name in any case of letters. Of members of one name the last counts. What is
/// of another kind than asked for counts as missing.
/// </summary>
internal sealed class NinjsObject
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="json">An object; a text stands for an object of that name.</param>
    /// <param name="key">The name that it bears in the object around it.</param>
    public NinjsObject(JsonElement json, string? key = null)
    {
        Key = key;
        if (json.ValueKind == JsonValueKind.String) members["name"] = json;
        if (json.ValueKind != JsonValueKind.Object) return;
        foreach (var member in json.EnumerateObject()) members[member.Name] = member.Value;
    }

    public string? Key { get; }

    /// <summary>All that is not null, by name.</summary>
    public IEnumerable<KeyValuePair<string, JsonElement>> Members => members.Where(member => member.Value.ValueKind != JsonValueKind.Null);

    /// <summary>The member, unless it is null or missing.</summary>
    public JsonElement? this[string name] =>
        members.TryGetValue(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    /// <summary>The first of these members that is a text, or a number, and not blank; of the length of a field.</summary>
    public string? Field(ItemDraft draft, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (this[name] is not { } value || ItemDraft.Filled(JsonFields.Text(value)) is not { } text) continue;
            if (text.Length > Limits.Field) draft.Refuse(IncidentCodes.TooLarge, $"The member {name} is longer than its cap.");
            return text;
        }

        return null;
    }

    /// <summary>The objects of the first of these members that is there: of a list, or the one that stands alone.</summary>
    public IEnumerable<NinjsObject> Objects(params string[] names)
    {
        var value = names.Select(name => this[name]).FirstOrDefault(value => value is not null);
        return value is not { } found ? []
            : found.ValueKind == JsonValueKind.Array ? found.EnumerateArray().Select(element => Of(element, null)).OfType<NinjsObject>()
            : Of(found, null) is { } alone ? [alone] : [];
    }

    /// <summary>The objects of a list, or of an object that holds them by name, alone or as lists.</summary>
    public IEnumerable<NinjsObject> Keyed(string name) => this[name] switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Select(element => Of(element, null)).OfType<NinjsObject>(),
        { ValueKind: JsonValueKind.Object } byName => byName.EnumerateObject().SelectMany(member => member.Value.ValueKind == JsonValueKind.Array
            ? member.Value.EnumerateArray().Select(element => Of(element, member.Name))
            : [Of(member.Value, member.Name)]).OfType<NinjsObject>(),
        _ => [],
    };

    private static NinjsObject? Of(JsonElement element, string? key) =>
        element.ValueKind is JsonValueKind.Object or JsonValueKind.String ? new(element, key) : null;
}
