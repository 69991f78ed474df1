namespace Griot.Web;

/// <summary>The one style sheet of every page.</summary>
public static class StyleSheet
{
    public static LastingFile House { get; } = LastingFile.StyleSheet(typeof(StyleSheet).Assembly, "house.css", "style");

    /// <summary>The same, with lines of a house's own behind it.</summary>
    internal static LastingFile WithRules(string rules) => LastingFile.StyleSheet(House, rules);
}
