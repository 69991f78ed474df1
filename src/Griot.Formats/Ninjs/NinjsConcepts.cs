using System.Text.Json;
using Griot.Formats.Values;

namespace Griot.Formats.Ninjs;

/// <summary>Subjects, genres and places: of 1.x a code of a scheme, later an address or a text, each with a name.</summary>
internal static class NinjsConcepts
{
    internal static IEnumerable<Category> Of(NinjsObject piece, ItemDraft draft, params string[] names)
    {
        foreach (var concept in piece.Objects(names))
        {
            var name = concept.Field(draft, "name");
            var term = concept.Field(draft, "uri", "code", "qcode", "literal") ?? name;
            if (term is not null) yield return new(term, concept.Field(draft, "scheme"), name == term ? null : name, concept.Field(draft, "creator"));
        }
    }

    internal static IEnumerable<Location> Places(NinjsObject piece, ItemDraft draft)
    {
        foreach (var place in piece.Objects("places", "place"))
        {
            var point = place.Members.Where(member => member.Key.Equals("geoJSON", StringComparison.OrdinalIgnoreCase) || member.Key.StartsWith("geometry_", StringComparison.OrdinalIgnoreCase))
                .Select(member => Point(member.Value)).FirstOrDefault(point => point is not null);
            var (name, uri) = (place.Field(draft, "name", "literal", "code"), place.Field(draft, "uri"));
            if (name is not null || uri is not null || point is not null) yield return new(name, point?.Latitude, point?.Longitude, uri);
        }
    }

    // Points only, as with GeoRSS: of lines and areas no point is the place. Longitude stands first (RFC 7946).
    private static (double Latitude, double Longitude)? Point(JsonElement json)
    {
        var shape = new NinjsObject(json);
        if (shape["geometry"] is { ValueKind: JsonValueKind.Object } geometry) shape = new(geometry);
        if (shape["type"] is not { ValueKind: JsonValueKind.String } type || type.GetString() != "Point") return null;
        if (shape["coordinates"] is not { ValueKind: JsonValueKind.Array } coordinates || coordinates.GetArrayLength() < 2) return null;
        return Degrees(coordinates[1], 90) is { } latitude && Degrees(coordinates[0], 180) is { } longitude ? (latitude, longitude) : null;
    }

    private static double? Degrees(JsonElement number, double most) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var degrees) && degrees >= -most && degrees <= most ? degrees : null;
}
