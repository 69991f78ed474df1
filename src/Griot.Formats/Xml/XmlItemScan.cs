using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text;
using Griot.Formats.Encodings;

namespace Griot.Formats.Xml;

/// <summary>
/// Finds the ends of items, by the tags of their name. An item that begins directly in another one, and what stands open
/// where the elements around the items end, tells of a missing end tag: the item before it ends there. Where the document
/// ends first, the transfer has broken off inside an item. One pass, whatever is nested.
/// </summary>
internal ref struct XmlItemScan(ReadOnlySpan<byte> rootName, ReadOnlySpan<byte> containerName)
{
    /// <summary>HTML elements without an end tag; those that feeds use for themselves are not among them.</summary>
    private static readonly FrozenSet<string> Endless = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "br", "hr", "img", "input", "wbr");

    private readonly ReadOnlySpan<byte> rootName = rootName;
    private readonly ReadOnlySpan<byte> containerName = containerName;
    private readonly Stack<OpenItem> open = new();
    private readonly List<Extent> inner = [];
    private int nestedRoots;
    private int nestedContainers;

    /// <summary>Elements open inside the innermost open item, as far as their tags tell.</summary>
    private int depth;

    /// <summary>Whole items, in order, and those without an end tag up to where they end all the same.</summary>
    public List<Extent> Items { get; } = [];

    /// <summary>Items without an end tag.</summary>
    public int Unclosed { get; private set; }

    /// <summary>What the end of the document cut off, from the start of its item.</summary>
    public Extent? BrokenOff { get; private set; }

    public bool RootEnded { get; private set; }

    /// <summary>CDATA sections in which an item ends and another begins: nobody closed them before.</summary>
    public int Swallowing { get; private set; }

    /// <summary>Where the first of the items begins that lie in such a section.</summary>
    public int? FirstSwallowed { get; private set; }

    /// <summary>From an item's start tag just read to behind its end; false: the root or the document has ended.</summary>
    public bool Take(ref TagScanner scanner)
    {
        if (scanner.Kind == TagKind.Empty)
        {
            Items.Add(new(scanner.Start, scanner.End));
            return true;
        }

        Begin(scanner.Start);
        for (var name = scanner.Name; scanner.Next();)
        {
            if (scanner.Kind == TagKind.CData) LookInside(scanner, name);
            if (scanner.Kind >= TagKind.CData) continue;
            if (ElementEnd.Same(scanner.Name, name)) TakeItemTag(scanner);
            else if (EndsAround(scanner)) return EndAll(scanner.Start);
            else Count(scanner);
            if (open.Count == 0) return true;
        }

        BrokenOff = new(open.Last().Start, scanner.End);
        return false;
    }

    private void Begin(int start)
    {
        open.Clear();
        inner.Clear();
        open.Push(new(start, 0));
        depth = 0;
    }

    /// <summary>
    /// No text holds the end of an item, the start of the next and one more opening of a section: the closing of this one is
    /// another's, and what lies between is read as text. Told, and left as it is: where the text ends nobody can know.
    /// </summary>
    private void LookInside(TagScanner scanner, ReadOnlySpan<byte> name)
    {
        var inside = scanner.Tag[9..^3];
        for (var at = 0; ElementEnd.Textual(inside[at..], name) is >= 0 and var next && inside[(at + next)..].IndexOf((byte)'>') is >= 0 and var close;)
        {
            at += next + close + 1;
            var behind = inside[at..].TrimStart(" \t\r\n"u8);
            if (!ElementEnd.Begins(behind, name)) continue;
            if (behind.IndexOf("<![CDATA["u8) < 0) return;
            Swallowing++;
            FirstSwallowed ??= scanner.Start + 9 + inside.Length - behind.Length;
            return;
        }
    }

    private void TakeItemTag(TagScanner scanner)
    {
        switch (scanner.Kind)
        {
            case TagKind.Start when depth == 0 && open.Count == 1:
                Unclosed++;
                Close(scanner.Start);
                open.Push(new(scanner.Start, depth));
                depth = 0;
                break;
            case TagKind.Start:
                open.Push(new(scanner.Start, depth));
                depth = 0;
                break;
            case TagKind.Empty:
                Add(inner, new(scanner.Start, scanner.End));
                break;
            case TagKind.End:
                Close(scanner.End);
                break;
        }
    }

    private void Close(int end)
    {
        var item = open.Pop();
        Add(open.Count == 0 ? Items : inner, new(item.Start, end));
        if (open.Count == 0) inner.Clear();
        depth = item.DepthAround;
    }

    private void Count(TagScanner scanner)
    {
        if (scanner.Kind is not (TagKind.Start or TagKind.End) || (scanner.Name.Length < 6 && Endless.Contains(Encoding.Latin1.GetString(scanner.Name)))) return;
        depth = Math.Max(0, depth + (scanner.Kind == TagKind.Start ? 1 : -1));
    }

    /// <summary>True at the end tag of the root, or of the element that holds the items.</summary>
    private bool EndsAround(TagScanner scanner)
    {
        if (ElementEnd.Same(scanner.Name, rootName)) return RootEnded = Leaves(scanner.Kind, ref nestedRoots);
        return containerName.Length > 0 && ElementEnd.Same(scanner.Name, containerName) && Leaves(scanner.Kind, ref nestedContainers);
    }

    private static bool Leaves(TagKind kind, ref int nested)
    {
        if (kind == TagKind.Start) nested++;
        return kind == TagKind.End && nested-- == 0;
    }

    /// <summary>Each open item ends where the next item begins, the last one here.</summary>
    private bool EndAll(int end)
    {
        Unclosed += open.Count;
        var starts = open.Select(item => item.Start).Concat(inner.Select(item => item.Start)).Append(end).Order().ToList();
        foreach (var item in open) inner.Add(new(item.Start, starts[starts.BinarySearch(item.Start) + 1]));
        Items.AddRange(inner.OrderBy(item => item.Start));
        return !RootEnded;
    }

    /// <summary>Takes the place of those inside it.</summary>
    private static void Add(List<Extent> extents, Extent added)
    {
        while (extents.Count > 0 && extents[^1].Start > added.Start) extents.RemoveAt(extents.Count - 1);
        extents.Add(added);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct OpenItem(int Start, int DepthAround);
}
