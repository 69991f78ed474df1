using System.Text.Json;

namespace Griot.Formats.Tests.Measured;

/// <summary>
/// What is expected of a feed or an item, as fields that are not empty: <c>title</c>, <c>link</c>, <c>description</c>,
/// <c>content</c>, <c>published</c>, <c>updated</c>, <c>guid</c>, <c>authors</c>, <c>categories</c>, <c>language</c>. The
/// expected files have four shapes: of RSS, of Atom, of JSON Feed, and one for all formats; each names these its own way.
/// Lists stand as one value, their members divided by line feeds.
/// </summary>
internal static class Expected
{
    public static IEnumerable<JsonElement> Items(JsonElement root) => List(root, "items").Concat(List(root, "entries"));

    public static Dictionary<string, string> Feed(JsonElement root)
    {
        var fields = Shared(root);
        Add(fields, "link", Text(root, "link") ?? Text(root, "home_page_url") ?? AtomLink(root));
        Add(fields, "description", Text(root, "description") ?? Text(root, "subtitle"));
        Add(fields, "published", Text(root, "publishedParsed") ?? Text(root, "pubDateParsed"));
        Add(fields, "updated", Text(root, "updatedParsed") ?? Text(root, "lastBuildDateParsed"));
        Add(fields, "guid", Text(root, "id"));
        Add(fields, "language", Text(root, "language"));
        Add(fields, "authors", Authors(root) ?? Text(root, "managingEditor") ?? Text(root, "webMaster"));
        return fields;
    }

    public static Dictionary<string, string> Item(JsonElement item)
    {
        var fields = Shared(item);
        Add(fields, "link", Text(item, "link") ?? Text(item, "url") ?? AtomLink(item));
        Add(fields, "description", Text(item, "description") ?? Text(item, "summary"));
        Add(fields, "content", Text(item, "content") ?? Text(item, "content_html") ?? Text(item, "content_text") ?? Text(item, "content", "value"));
        Add(fields, "published", Text(item, "publishedParsed") ?? Text(item, "pubDateParsed") ?? Text(item, "date_published"));
        Add(fields, "updated", Text(item, "updatedParsed") ?? Text(item, "date_modified"));
        Add(fields, "guid", Text(item, "guid") ?? Text(item, "id") ?? Text(item, "guid", "value"));
        Add(fields, "language", Text(item, "language"));
        Add(fields, "authors", Authors(item) ?? Text(item, "author"));
        return fields;
    }

    private static Dictionary<string, string> Shared(JsonElement element)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(fields, "title", Text(element, "title"));
        Add(fields, "categories", Joined(List(element, "categories").Concat(List(element, "tags")).Select(Category)));
        return fields;
    }

    private static string? Category(JsonElement category) => category.ValueKind == JsonValueKind.String
        ? category.GetString()
        : Text(category, "value") ?? Text(category, "term") ?? Text(category, "label");

    /// <summary>A person is known by the name, else by the mail address, else by the page.</summary>
    private static string? Authors(JsonElement element)
    {
        var authors = List(element, "authors").ToList();
        if (authors.Count == 0 && element.TryGetProperty("author", out var one) && one.ValueKind == JsonValueKind.Object) authors.Add(one);
        return Joined(authors.Select(author => Text(author, "name") ?? Text(author, "email") ?? Text(author, "uri") ?? Text(author, "url")));
    }

    /// <summary>The first link that is the page itself.</summary>
    private static string? AtomLink(JsonElement element) => List(element, "links")
        .Where(link => link.ValueKind == JsonValueKind.Object && Text(link, "rel") is null or "alternate")
        .Select(link => Text(link, "href")).FirstOrDefault(href => href is not null);

    private static IEnumerable<JsonElement> List(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement element, string name, string? inner = null)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value)) return null;
        if (inner is not null) return Text(value, inner);
        return value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()) ? value.GetString() : null;
    }

    private static string? Joined(IEnumerable<string?> members)
    {
        var joined = string.Join('\n', members.Where(member => !string.IsNullOrWhiteSpace(member)));
        return joined.Length == 0 ? null : joined;
    }

    private static void Add(Dictionary<string, string> fields, string name, string? value)
    {
        if (value is not null) fields[name] = value;
    }
}
