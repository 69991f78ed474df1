using System.Text;
using Griot.Formats.Encodings;

namespace Griot.Formats.JsonFeed;

/// <summary>
/// Where the members of the top level's <c>items</c> stand, and the other members of the top level. Of members with
/// the same name the last counts, as in System.Text.Json, for <c>items</c> as a whole too.
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

    public static JsonOutline Of(ReadOnlySpan<byte> bytes)
    {
        var outline = new JsonOutline();
        var scanner = new JsonScanner(bytes) { Position = Math.Max(0, bytes.IndexOf((byte)'{')) };
        if (scanner.Take((byte)'{') && !outline.Walk(ref scanner, bytes))
            (outline.Truncated, outline.IllFormed) = (scanner.IsAtEnd, !scanner.IsAtEnd);
        return outline;
    }

    private bool Walk(ref JsonScanner scanner, ReadOnlySpan<byte> bytes)
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
            if (!Member(name, ref scanner)) return false;
        }

        return true;
    }

    private bool Member(string name, ref JsonScanner scanner)
    {
        if (name == "items" && scanner.Next == '[') return TakeItems(ref scanner);
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
