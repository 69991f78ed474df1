using Griot.Formats.Xml;

namespace Griot.Formats.Rss;

/// <summary>
/// The podcast module of iTunes, whose namespace stands in the wild in any case. What the feed's or item's own elements
/// say goes before it.
/// </summary>
internal static class Itunes
{
    private const string Namespace = "http://www.itunes.com/dtds/podcast-1.0.dtd";

    public static bool Is(string ns) => ns.Equals(Namespace, StringComparison.OrdinalIgnoreCase);

    /// <summary>Keywords are divided by commas.</summary>
    public static IEnumerable<string> Keywords(ElementReader reader) => reader.Text().Split(',');

    /// <summary>The category that the reader stands on, and those inside it.</summary>
    public static IEnumerable<string> Categories(ElementReader reader)
    {
        if (reader.Attribute("text") is { } text) yield return text;
        for (var depth = reader.Depth; reader.NextChild(depth);)
            if (reader.LocalName == "category" && reader.Attribute("text") is { } inner) yield return inner;
    }
}
