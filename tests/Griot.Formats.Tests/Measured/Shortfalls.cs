namespace Griot.Formats.Tests.Measured;

/// <summary>Tags that a counter takes for items and that are none, or none that can be known again, with the reason.</summary>
internal static class Shortfalls
{
    private const string Empty = "The entry is empty: nothing tells it apart from another.";
    private const string InSource = "An entry inside another entry's source, where none can stand; it is part of that entry's delivery.";

    /// <summary>How many tags of a file are no items.</summary>
    public static IReadOnlyDictionary<string, (int Tags, string Reason)> Known { get; } = new Dictionary<string, (int, string)>(StringComparer.Ordinal)
    {
        ["feedvalidator/atom/4.2.11/missing-self.xml"] = (1, InSource),
        ["feedvalidator/atom/4.2.11/source-entry.xml"] = (1, InSource),
        ["feedvalidator/atom/must/entry_author_inherit_from_feed.xml"] = (1, Empty),
        ["feedvalidator/atom/must/entry_author_missing.xml"] = (1, Empty),
        ["feedvalidator/atom/must/entry_id_missing.xml"] = (1, Empty),
        ["feedvalidator/atom/must/entry_modified_missing.xml"] = (1, Empty),
        ["feedvalidator/atom/must/entry_summary_missing.xml"] = (1, Empty),
        ["feedvalidator/atom/must/entry_title_missing.xml"] = (1, Empty),
        ["gofeed/translator/json/json10_simple.json"] = (1, "JSON Feed has an item without id discarded; it lies in quarantine."),
    };
}
