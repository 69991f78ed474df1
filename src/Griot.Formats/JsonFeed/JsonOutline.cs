using System.Text;
using Griot.Formats.Encodings;

namespace Griot.Formats.JsonFeed;

/// <summary>
/// Where the members of the top level's <c>items</c> stand, and the other members of the top level; or the values of a
/// list. Of members with the same name the last counts, as in System.Text.Json, for <c>items</c> as a whole too.
/// </summary>
internal sealed class JsonOutline
{
    public List<Extent> Items { get; private set; } = [];

    public Dictionary<string, Extent> Header { get; } = new(StringComparer.Ordinal);

    public bool HasItems { get; private set; }

    public bool Truncated { get; private set; }

    public bool IllFormed { get; private set; }

    /// <summary>The beginning of an item that the end of the document cut off.</summary>
    public Extent? BrokenOff { get; private set; }

    /// <summary>From the first byte of the object or list to behind its last, or as far as it could be walked.</summary>
    public Extent Whole { get; private set; }

    /// <param name="bytes">Their first object is walked.</param>
    /// <param name="items">The member whose values are the items.</param>
    public static JsonOutline Of(ReadOnlySpan<byte> bytes, string items = "items")
    {
        var outline = new JsonOutline();
        var scanner = new JsonScanner(bytes) { Position = Math.Max(0, bytes.IndexOf((byte)'{')) };
        var start = scanner.Position;
        outline.End(start, ref scanner, !scanner.Take((byte)'{') || outline.Walk(ref scanner, bytes, items));
        return outline;
    }

    /// <summary>Of the first list in the bytes.</summary>
    public static JsonOutline OfList(ReadOnlySpan<byte> bytes)
    {
        var outline = new JsonOutline();
        var start = bytes.IndexOf((byte)'[');
        if (start < 0) return outline;
        var scanner = new JsonScanner(bytes) { Position = start };
        outline.End(start, ref scanner, outline.TakeItems(ref scanner));
        return outline;
    }

    private void End(int start, ref JsonScanner scanner, bool isWhole)
    {
        Whole = new(start, scanner.Position);
        if (!isWhole) (Truncated, IllFormed) = (scanner.IsAtEnd, !scanner.IsAtEnd);
    }

    private bool Walk(ref JsonScanner scanner, ReadOnlySpan<byte> bytes, string items)
    {
        while (!scanner.Take((byte)'}'))
        {
            if (scanner.Take((byte)',')) continue;
            if (scanner.Next != '"') return false;
            var start = scanner.Position;
            if (!scanner.SkipString()) return false;
            var name = Name(bytes[start..scanner.Position]);
            if (!scanner.Take((byte)':')) return false;
            scanner.SkipSpace();
            if (!Member(name, ref scanner, items)) return false;
        }

        return true;
    }

    private bool Member(string name, ref JsonScanner scanner, string items)
    {
        if (name == items && scanner.Next == '[') return TakeItems(ref scanner);
        var start = scanner.Position;
        if (!scanner.SkipValue(out _)) return false;
        if (Header.Count < Limits.FeedFields) Header[name] = new(start, scanner.Position);
        return true;
    }

    private bool TakeItems(ref JsonScanner scanner)
    {
        (Items, HasItems) = ([], true);
        scanner.Position++;
        while (!scanner.Take((byte)']'))
        {
            if (scanner.Take((byte)',')) continue;
            var start = scanner.Position;
            if (!scanner.SkipValue(out _))
            {
                if (scanner.IsAtEnd && start < scanner.Position) BrokenOff = new(start, scanner.Position);
                return false;
            }

            if (scanner.Position == start) return false;
            Items.Add(new(start, scanner.Position));
            if (Items.Count > Limits.Items) return false;
        }

        return true;
    }

    /// <summary>A member's name from its quoted form; escapes in it are read.</summary>
    private static string Name(ReadOnlySpan<byte> quoted) =>
        quoted.IndexOf((byte)'\\') < 0 ? Encoding.UTF8.GetString(quoted[1..^1]) : JsonText.Parse(quoted.ToArray())?.RootElement.GetString() ?? "";
}
