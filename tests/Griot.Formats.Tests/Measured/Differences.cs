namespace Griot.Formats.Tests.Measured;

/// <summary>A class of fields in which Griot and the collection differ, with the reason, and whose they are.</summary>
internal sealed record Difference(string Name, string Reason, params string[] Fields)
{
    /// <summary>Each field as <c>file place.field</c>.</summary>
    public static IReadOnlyList<Difference> All { get; } =
    [
        new("every author", "Griot names every dc:creator, the collection the first.", "extensions/dublincore/dublincore_item_multiple_values.xml item 0.authors"),
        new("ids as delivered", "An id is a name: Griot never resolves it against xml:base.", "parser/atom/entry_id_xml_base.xml item 0.guid"),
        new("no date where none is given", "The collection takes the date of change for the date of publication where there is none.", "translator/atom/feed_item_updated_-_atom03_feed_entry_modified.xml item 0.published"),
        new("no id, no item", "JSON Feed 1.1 has an item without an id discarded; Griot keeps it in quarantine.", "translator/json/json10_simple.json item 0.content"),
    ];

    public static Difference? Of(Comparison comparison) =>
        All.FirstOrDefault(known => known.Fields.Contains($"{comparison.File} {comparison.Place}.{comparison.Field}", StringComparer.Ordinal));
}
