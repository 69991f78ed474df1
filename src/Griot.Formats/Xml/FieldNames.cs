using System.Collections.Frozen;
using System.Text;

namespace Griot.Formats.Xml;

/// <summary>
/// Elements that stand directly in an item or a channel and hardly ever in a text: where an end tag is missing, the next of them begins
/// something new. A name with a prefix is one of them.
/// </summary>
internal static class FieldNames
{
    private const int Longest = 20;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Names = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "title", "link", "description", "guid", "pubDate", "author", "category", "comments", "enclosure", "source", "content", "summary",
        "updated", "published", "id", "issued", "modified", "created", "contributor", "rights",
        "item", "entry", "image", "language", "copyright", "lastBuildDate", "generator", "managingEditor", "webMaster", "docs", "ttl", "subtitle").GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contains(ReadOnlySpan<byte> name)
    {
        if (name.Contains((byte)':')) return true;
        if (name.Length > Longest) return false;
        Span<char> letters = stackalloc char[Longest];
        return Names.Contains(letters[..Encoding.Latin1.GetChars(name, letters)]);
    }
}
