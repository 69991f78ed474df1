using System.Text.Json.Nodes;
using System.Xml;

namespace Griot.Site;

/// <summary>How what is said by schema.org's words is put together: what is not known is not said.</summary>
internal static class Nodes
{
    internal const string Vocabulary = "https://schema.org";

    extension(JsonObject node)
    {
        internal JsonObject With(string property, string? value)
        {
            if (!string.IsNullOrEmpty(value)) node[property] = value;
            return node;
        }

        internal JsonObject With(string property, DateTimeOffset? moment) => node.With(property, moment is { } known ? XmlConvert.ToString(known) : null);

        internal JsonObject With(string property, JsonNode? value)
        {
            if (value is not null) node[property] = value;
            return node;
        }

        /// <summary>One value as itself, several as a list.</summary>
        internal JsonObject With(string property, IEnumerable<JsonNode> values)
        {
            JsonNode[] all = [.. values];
            return node.With(property, all.Length == 1 ? all[0] : all.Length == 0 ? null : new JsonArray(all));
        }
    }

    internal static JsonObject Of(string type) => new() { ["@type"] = type };

    internal static JsonObject Reference(string id) => new() { ["@id"] = id };

    /// <summary>A thing that stands by itself in a page.</summary>
    internal static JsonObject Root(string type) => new() { ["@context"] = Vocabulary, ["@type"] = type };
}
