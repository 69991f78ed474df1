using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Griot.Syndication.Tests;

/// <summary>As much of JSON Schema as the house's OpenAPI document uses.</summary>
internal static class Schema
{
    internal static JsonNode? Find(JsonObject document, string reference) =>
        reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (node, name) => node?[name]);

    internal static JsonObject Resolve(JsonObject document, JsonNode node) =>
        node["$ref"] is { } reference ? Resolve(document, Find(document, reference.GetValue<string>())!) : node.AsObject();

    /// <summary>What does not fit, or null.</summary>
    internal static string? Fault(JsonObject document, JsonNode schema, JsonNode? value, string at = "$")
    {
        var said = Resolve(document, schema);
        if (said["allOf"] is JsonArray all) return all.Select(one => Fault(document, one!, value, at)).FirstOrDefault(fault => fault is not null);
        if (said["type"] is { } type && !Types(type).Contains(TypeOf(value)) && !(TypeOf(value) == "integer" && Types(type).Contains("number"))) return $"{at} is {TypeOf(value)}, not {type.ToJsonString()}";
        if (said["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value))) return $"{at} is {value}";
        if (said["pattern"] is { } pattern && !Regex.IsMatch(value!.GetValue<string>(), pattern.GetValue<string>())) return $"{at} is {value}";
        if (said["format"]?.GetValue<string>() is { } format && !HasFormat(value!.GetValue<string>(), format)) return $"{at} is no {format}: {value}";
        if (value is JsonArray items && said["items"] is { } each) return items.Select((item, i) => Fault(document, each, item, $"{at}[{i}]")).FirstOrDefault(fault => fault is not null);
        return value is JsonObject members ? OfMembers(document, said, members, at) : null;
    }

    private static string? OfMembers(JsonObject document, JsonObject said, JsonObject members, string at)
    {
        if (said["required"]?.AsArray().FirstOrDefault(name => !members.ContainsKey(name!.GetValue<string>())) is { } missing) return $"{at} lacks {missing}";
        var properties = said["properties"]?.AsObject() ?? [];
        return members.Where(member => properties.ContainsKey(member.Key)).Select(member => Fault(document, properties[member.Key]!, member.Value, $"{at}.{member.Key}")).FirstOrDefault(fault => fault is not null);
    }

    private static string[] Types(JsonNode type) => type is JsonArray many ? [.. many.Select(one => one!.GetValue<string>())] : [type.GetValue<string>()];

    private static string TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => value.ToJsonString().Contains('.', StringComparison.Ordinal) ? "number" : "integer",
        _ => "null",
    };

    private static bool HasFormat(string text, string format) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && text.Contains('T', StringComparison.Ordinal),
        "uri" => Uri.IsWellFormedUriString(text, UriKind.Absolute),
        _ => true,
    };
}
