using System.Globalization;
using Griot.Formats.Values;
using Griot.Formats.Xml;

namespace Griot.Formats.Modules;

/// <summary>
/// Where an item happened, by GeoRSS (simple and GML) and by the W3C's <c>geo</c>. Points only: of lines, boxes and areas
/// the name is kept, for no point of theirs is the place. What is no point on earth is passed over.
/// </summary>
internal sealed class Places
{
    private static readonly char[] Between = [' ', '\t', '\r', '\n', ','];
    private readonly List<Location> points = [];
    private readonly List<string> names = [];
    private string? latitude;
    private string? longitude;

    /// <summary>More was named than is taken.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Points with their names. Names stand beside the points: which is whose can be told where there are as many of both.</summary>
    public IReadOnlyList<Location> All()
    {
        if (names.Count > 0 && names.Count == points.Count && points.TrueForAll(point => point.Name is null)) return [.. points.Zip(names, (point, name) => point with { Name = name })];
        return [.. points, .. names.Except(points.Select(point => point.Name), StringComparer.Ordinal).Select(name => new Location(name))];
    }

    /// <summary>Takes an element of either namespace.</summary>
    public void Take(ElementReader reader)
    {
        if (reader.Namespace == XmlNames.W3CGeo) TakeGeo(reader);
        else TakeGeoRss(reader);
    }

    private void TakeGeoRss(ElementReader reader)
    {
        var name = reader.Attribute("featurename") ?? reader.Attribute("featureName");
        switch (reader.LocalName.ToLowerInvariant())
        {
            case "point":
                AddPoint(reader.Text().Split(Between, StringSplitOptions.RemoveEmptyEntries), name);
                break;
            case "featurename":
                AddName(ItemDraft.Filled(reader.Text()));
                break;
            case "where":
                AddName(name);
                for (var depth = reader.Depth; reader.NextChild(depth);) TakeGml(reader);
                break;
            default:
                AddName(name);
                break;
        }
    }

    // Another system of coordinates than that of GPS has other numbers, or the same in another order.
    private void TakeGml(ElementReader reader)
    {
        if (reader.LocalName != "Point" || IsElsewhere(reader)) return;
        for (var depth = reader.Depth; reader.NextChild(depth);)
            if (reader.LocalName == "pos" && !IsElsewhere(reader)) AddPoint(reader.Text().Split(Between, StringSplitOptions.RemoveEmptyEntries), null);
    }

    private void TakeGeo(ElementReader reader)
    {
        switch (reader.LocalName)
        {
            case "Point":
                for (var depth = reader.Depth; reader.NextChild(depth);)
                    if (reader.Namespace == XmlNames.W3CGeo && reader.LocalName != "Point") TakeGeo(reader);
                break;
            case "lat":
                latitude = reader.Text();
                break;
            case "long" or "lon":
                longitude = reader.Text();
                break;
        }

        if (latitude is null || longitude is null) return;
        AddPoint([latitude, longitude], null);
        (latitude, longitude) = (null, null);
    }

    private void AddPoint(string[] numbers, string? name)
    {
        if (numbers is not [var north, var east] || Degrees(north, 90) is not { } latitude || Degrees(east, 180) is not { } longitude) AddName(name);
        else if (points.FindIndex(point => point.Latitude == latitude && point.Longitude == longitude) is >= 0 and var known) points[known] = points[known] with { Name = points[known].Name ?? name };
        else if (HasRoom()) points.Add(new(name, latitude, longitude));
    }

    private void AddName(string? name)
    {
        if (name is not null && !names.Contains(name) && HasRoom()) names.Add(name);
    }

    private bool HasRoom()
    {
        IsExceeded |= points.Count + names.Count >= Limits.Places;
        return !IsExceeded;
    }

    private static bool IsElsewhere(ElementReader reader) => reader.Attribute("srsName") is { } system && !system.EndsWith("4326", StringComparison.Ordinal);

    private static double? Degrees(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= -most && number <= most ? number : null;
}
