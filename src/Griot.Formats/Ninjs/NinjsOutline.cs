using System.Buffers;
using Griot.Formats.Encodings;
using Griot.Formats.JsonFeed;

namespace Griot.Formats.Ninjs;

/// <summary>
/// Where the pieces of a document stand: itself, the members of its list or of <c>items</c>, and in place of a package its
/// parts. A package is a composite without a text of its own; one with a text is an article with what belongs to it.
/// </summary>
internal sealed class NinjsOutline
{
    // What nothing stands between is an empty text, list or object.
    private static readonly SearchValues<byte> Empty = SearchValues.Create("[]{}\" \t\r\n"u8);

    private NinjsOutline(JsonOutline outline) => Outline = outline;

    public JsonOutline Outline { get; }

    public List<(Extent Extent, PackagePlace? Place)> Pieces { get; } = [];

    /// <summary>The beginning of a piece that the end of the document cut off.</summary>
    public Extent? BrokenOff { get; private init; }

    public static NinjsOutline Of(DocumentStart start)
    {
        var bytes = start.Document.Scannable.Span;
        var outline = start.IsJsonList ? JsonOutline.OfList(bytes) : start.Outline;
        if (!start.IsJsonList && !outline.HasItems && JsonOutline.Of(bytes, "_items") is { HasItems: true } answer) outline = answer;
        var isList = start.IsJsonList || outline.HasItems;
        var found = new NinjsOutline(outline) { BrokenOff = isList ? outline.BrokenOff : outline.Truncated ? outline.Whole : null };
        if (isList) foreach (var item in outline.Items) found.Take(bytes, item, null, 0);
        else if (!outline.Truncated) found.Take(bytes, outline.Whole, null, 0);
        return found;
    }

    private void Take(ReadOnlySpan<byte> bytes, Extent piece, PackagePlace? place, int depth)
    {
        if (depth == Limits.Packages || Parts(bytes, piece, out var id) is not { Count: > 0 } parts)
        {
            Pieces.Add((piece, place));
            return;
        }

        for (var i = 0; i < parts.Count && Pieces.Count <= Limits.Items; i++) Take(bytes, parts[i].Extent, new(id, parts[i].Role, i + 1), depth + 1);
    }

    private static List<(Extent Extent, string? Role)>? Parts(ReadOnlySpan<byte> bytes, Extent piece, out string? id)
    {
        id = null;
        var slice = bytes[piece.Start..piece.End];
        if (slice.IndexOf("composite"u8) < 0) return null;
        var outline = JsonOutline.Of(slice);
        if (NinjsShape.Plain(outline, slice, "type") != "composite" || HasBody(outline, slice)) return null;
        var associations = outline.Header.FirstOrDefault(member => member.Key.Equals("associations", StringComparison.OrdinalIgnoreCase));
        if (associations.Key is null) return null;
        id = NinjsShape.Plain(outline, slice, "uri") ?? NinjsShape.Plain(outline, slice, "guid");
        return Associated(bytes, Moved(associations.Value, piece.Start), null);
    }

    // As objects by their role, as lists of them in a role, or as a list of objects that name their role.
    private static List<(Extent Extent, string? Role)> Associated(ReadOnlySpan<byte> bytes, Extent value, string? role)
    {
        var slice = bytes[value.Start..value.End];
        var parts = new List<(Extent, string?)>();
        if (slice is [(byte)'[', ..])
        {
            foreach (var element in JsonOutline.OfList(slice).Items)
                if (IsPart(slice[element.Start..element.End], out var said)) parts.Add((Moved(element, value.Start), role ?? said));
        }
        else if (role is null && slice is [(byte)'{', ..])
        {
            foreach (var (name, member) in JsonOutline.Of(slice, "").Header.OrderBy(member => member.Value.Start))
                if (slice[member.Start] == '[') parts.AddRange(Associated(bytes, Moved(member, value.Start), name));
                else if (IsPart(slice[member.Start..member.End], out _)) parts.Add((Moved(member, value.Start), name));
        }

        return parts;
    }

    // A part has a text or a heading; what has none is a reference, or belongs to the package.
    private static bool IsPart(ReadOnlySpan<byte> value, out string? role)
    {
        role = null;
        if (value is not [(byte)'{', ..]) return false;
        var outline = JsonOutline.Of(value);
        role = NinjsShape.Plain(outline, value, "rel") ?? NinjsShape.Plain(outline, value, "name");
        return outline.Header.Keys.Any(name => IsBodyName(name) || name.StartsWith("headline", StringComparison.OrdinalIgnoreCase) || name.StartsWith("description", StringComparison.OrdinalIgnoreCase))
            && (NinjsShape.Plain(outline, value, "uri") ?? NinjsShape.Plain(outline, value, "guid")) is { Length: > 0 };
    }

    private static bool HasBody(JsonOutline outline, ReadOnlySpan<byte> piece)
    {
        foreach (var (name, value) in outline.Header)
            if (IsBodyName(name) && piece[value.Start..value.End].IndexOfAnyExcept(Empty) >= 0 && !piece[value.Start..value.End].SequenceEqual("null"u8)) return true;
        return false;
    }

    private static bool IsBodyName(string name) => name.Equals("bodies", StringComparison.OrdinalIgnoreCase) || name.StartsWith("body_", StringComparison.OrdinalIgnoreCase);

    private static Extent Moved(Extent extent, int by) => new(extent.Start + by, extent.End + by);
}
