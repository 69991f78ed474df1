namespace Griot.Formats.Tests.Measured;

/// <summary>
/// A class of fields in which Griot and the collection differ, with the reason and each of its fields, as <c>file
/// place.field</c>. A class that is <paramref name="Derived"/> holds what the other reader makes out of another field of
/// the document: nothing was delivered that could be read, so these are named but are no fields of the measure.
/// </summary>
internal sealed record Difference(string Name, string Reason, bool Derived, params string[] Fields)
{
    public static IReadOnlyList<Difference> All { get; } =
    [
        new(
            "A date of the feed taken from its first item",
            "JSON Feed has no date of the feed. Griot gives none that the feed does not state.",
            true,
            "translator/json/json10_full.json feed.published",
            "translator/json/json10_full.json feed.updated",
            "translator/json/json11_full.json feed.published",
            "translator/json/json11_full.json feed.updated"),
        new(
            "A date of publication taken from the change",
            "The entry states when it was changed and not when it was published. Griot does not claim the one for the other.",
            true,
            "translator/atom/feed_item_updated_-_atom03_feed_entry_modified.xml item 0.published"),
        new(
            "The first author alone",
            "The item names two creators, and the other reader keeps one. Griot names both: nobody is left out of a byline.",
            false,
            "extensions/dublincore/dublincore_item_multiple_values.xml item 0.authors"),
        new(
            "An id made into an address",
            "An id is compared letter by letter (RFC 4287, 4.2.6.1) and stays as delivered, whatever xml:base says.",
            false,
            "parser/atom/entry_id_xml_base.xml item 0.guid"),
        new(
            "An item without an id",
            "JSON Feed asks for an id and has an item without one discarded. It lies in quarantine.",
            false,
            "translator/json/json10_simple.json item 0.content"),
        new(
            "HTML wrapped twice",
            "Content of type html holds an XHTML div, and in it escaped HTML. Griot reads the div as the markup it is, and shows what was escaped as text.",
            false,
            "parser/atom/atom10_feed_entry_content_html_div_escaped_markup.xml item 0.content"),
    ];

    public static Difference? Of(Comparison comparison) =>
        All.FirstOrDefault(known => known.Fields.Contains($"{comparison.File} {comparison.Place}.{comparison.Field}", StringComparer.Ordinal));
}
