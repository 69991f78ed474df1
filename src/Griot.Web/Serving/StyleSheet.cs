namespace Griot.Web;

/// <summary>The one style sheet of every page.</summary>
internal static class StyleSheet
{
    internal static LastingFile House { get; } = LastingFile.StyleSheet(typeof(StyleSheet).Assembly, "house.css", "style");
}
